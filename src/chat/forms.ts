import type { FormView } from './adapter.ts';
import { type Action, type Form, type Question, readValue } from './command.ts';
import type { Call } from './registry.ts';
import { type Button, lines, type Reply, say } from './reply.ts';
import type { FormState } from './stores.ts';

/**
 * The form of a call that was given nothing of what its form asks for; else null. Where the form
 * asks only for what can be left out, anything given that can be left out too is enough:
 * `profile edit consent:no`, but not the number in `jobs correct 14`.
 */
export const neededForm = (call: Call<never>): Form | null => {
  const form = call.action.form;
  if (form === undefined || form.questions.some((question) => question.option in call.given)) return null;
  const asksForMore = form.questions.some((question) => call.action.options[question.option]?.isRequired);
  const saysSomething = Object.keys(call.given).some((name) => call.action.options[name]?.isRequired === false);
  return asksForMore || !saysSomething ? form : null;
};

/** The whole form at once. `data` must open to the call's line. */
export const formView = (form: Form, action: Action<never>, data: string): FormView => ({
  data,
  title: form.title.slice(0, 45),
  fields: form.questions.map((question) => {
    const option = action.options[question.option];
    return {
      name: question.option,
      label: question.label,
      ...(question.hint === undefined ? {} : { hint: question.hint }),
      required: option?.isRequired ?? false,
      long: question.isLong ?? false,
      ...(option?.choices === undefined ? {} : { choices: option.choices }),
    };
  }),
});

export const startForm = (form: Form, line: string): FormState => ({
  line,
  asking: form.questions[0]?.option ?? '',
  answers: {},
});

/** The question that is being asked, as a message; the first one after the form's introduction. */
export const askQuestion = (action: Action<never>, state: FormState): Reply => {
  const question = questionOf(action, state.asking);
  const option = action.options[state.asking];
  const isFirst = Object.keys(state.answers).length === 0;
  const choices = (option?.choices ?? []).map(
    (one): Button => ({ label: one.label, run: `answer ${state.asking} ${one.value}` }),
  );
  const skip: Button[] = option?.isRequired === false ? [{ label: 'Skip', run: `skip ${state.asking}` }] : [];
  const intro = isFirst ? action.form?.intro : undefined;
  return {
    text: intro === undefined ? say`${question?.ask ?? ''}` : lines(intro, question?.ask ?? ''),
    buttons: [...choices, ...skip, { label: 'Cancel', run: 'cancel' }],
  };
};

/**
 * The state after an answer; `asking` is empty when there is nothing left to ask.
 * @throws {UserError} option.invalid: the question stays open
 */
export const answerQuestion = (action: Action<never>, state: FormState, text: string): FormState => {
  const option = action.options[state.asking];
  const isSkipped = option?.isRequired === false && /^(skip|-)$/i.test(text.trim());
  if (option !== undefined && !isSkipped) readValue(action.path, state.asking, option, text);
  const answers = { ...state.answers, [state.asking]: isSkipped ? null : text };
  const next = action.form?.questions.find((question) => !(question.option in answers));
  return { ...state, answers, asking: next?.option ?? '' };
};

/** What was answered, without what was skipped. */
export const givenAnswers = (answers: FormState['answers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(answers).filter((entry): entry is [string, string] => (entry[1] ?? '').trim() !== ''),
  );

const questionOf = (action: Action<never>, option: string): Question | undefined =>
  action.form?.questions.find((question) => question.option === option);
