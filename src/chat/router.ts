import type { Clock } from '../clock.ts';
import { UserError } from '../errors.ts';
import type { Chat, Incoming, Message, Preview, Sender } from './adapter.ts';
import { type ButtonSeal, type Epoch, ownerOf } from './buttons.ts';
import type { Account, Context } from './command.ts';
import { lineOfDeepLink } from './deep-link.ts';
import { answerQuestion, askQuestion, formView, givenAnswers, neededForm, startForm } from './forms.ts';
import { nameValue } from './line.ts';
import type { Call, Registry } from './registry.ts';
import { code, lines, type Reply, say } from './reply.ts';
import type { FormState, Forms } from './stores.ts';
import { wordError } from './wording.ts';

interface Deps<S> {
  readonly registry: Registry<S>;
  readonly services: S;
  readonly forms: Forms;
  readonly seal: ButtonSeal;
  readonly clock: Clock;
}

export interface Router {
  /** The answer to one message. @throws {UserError} and whatever a service throws */
  readonly answer: (incoming: Incoming, account: Account) => Promise<Reply>;
  /** What the platform must know at once. Pure; never throws. */
  readonly preview: (message: Message, sender: Sender) => Preview;
}

/** Who wrote, and where. */
interface Asker {
  readonly account: Account;
  readonly chat: Chat;
}

/** Finds what a message means: a command, an answer to the question that is open, or plain words. */
export const createRouter = <S>({ registry, services, forms, seal, clock }: Deps<S>): Router => {
  const contextFor = ({ account, chat }: Asker, line: string): Context<S> => ({
    account,
    chat,
    services,
    line,
    now: clock.now(),
    dropForm: () => forms.drop(account.id),
  });

  const run = async (call: Call<S>, asker: Asker, line: string): Promise<Reply> => {
    const form = neededForm(call);
    if (form === null) return call.action.run(contextFor(asker, line), call.given);
    const state = startForm(form, line);
    await forms.keep(asker.account.id, state);
    return askQuestion(call.action, state);
  };

  /** A new command closes a form that is under way, and says so. */
  const runCommand = async (call: Call<S>, asker: Asker, line: string): Promise<Reply> => {
    const { account } = asker;
    const isCancel = call.path === 'cancel';
    const open = isCancel ? null : await forms.find(account.id);
    const reply = await run(call, asker, line);
    if (open === null || neededForm(call) !== null) return reply;
    await forms.drop(account.id);
    const aside = say`(I put the questions of ${code(`/${open.line}`)} aside.)`;
    return { ...reply, text: reply.text === undefined ? aside : lines(reply.text, aside) };
  };

  const answerOpenForm = async (asker: Asker, text: string, asked: string | null): Promise<Reply | null> => {
    const { account } = asker;
    const state = await forms.find(account.id);
    if (state === null) return null;
    if (asked !== null && asked !== state.asking) throw new UserError('button.stale', {});
    const call = registry.parse(state.line);
    const next = readAnswer(call.action, state, text);
    if (!('asking' in next)) return next;
    if (next.asking !== '') {
      await forms.keep(account.id, next);
      return askQuestion(call.action, next);
    }
    const given = { ...call.given, ...givenAnswers(next.answers) };
    try {
      const reply = await call.action.run(contextFor(asker, lineOf(state.line, givenAnswers(next.answers))), given);
      await forms.drop(account.id);
      return reply;
    } catch (error) {
      // A refusal says itself how to go on; where something failed, the last answer can be given again.
      if (error instanceof UserError) await forms.drop(account.id);
      throw error;
    }
  };

  /** The state after an answer, or the question again where the answer cannot be read. */
  const readAnswer = (action: Call<S>['action'], state: FormState, text: string): FormState | Reply => {
    try {
      return answerQuestion(action, state, text);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const again = askQuestion(action, state);
      return { ...again, text: lines(wordError(error).text ?? [], again.text ?? []) };
    }
  };

  const runLine = async (line: string, asker: Asker): Promise<Reply> => {
    const [word = '', option = '', ...value] = line.split(' ');
    if (word === 'answer' || word === 'skip') {
      const text = word === 'skip' ? 'skip' : value.join(' ');
      const reply = await answerOpenForm(asker, text, option === '' ? null : option);
      if (reply === null) throw new UserError('button.stale', {});
      return reply;
    }
    return runCommand(registry.parse(line), asker, line);
  };

  /** A posting, by its link or its text, is kept; other words are offered as a search. */
  const readPlainText = (text: string, asker: Asker): Promise<Reply> | Reply =>
    isPosting(text)
      ? runCommand(registry.typed('jobs add', { posting: text.trim() }), asker, 'jobs add')
      : plainWords(text);

  const answer: Router['answer'] = async ({ message, sender, chat }, account) => {
    const asker = { account, chat };
    const presser = { id: account.id, owner: ownerOf(sender), epoch: account.buttonEpoch };
    switch (message.kind) {
      case 'text':
        if (/^\s*\//.test(message.text)) {
          return runLine(lineOfDeepLink(message.text) ?? message.text.trim().slice(1).trim(), asker);
        }
        return (await answerOpenForm(asker, message.text, null)) ?? readPlainText(message.text, asker);
      case 'command': {
        const call = registry.typed(message.path, message.options);
        return runCommand(call, asker, lineOf(call.path, call.given));
      }
      case 'button':
        return runLine(await seal.lineOf(message.data, presser), asker);
      case 'select':
        return runLine(`${await seal.lineOf(message.data, presser)} ${message.value}`, asker);
      case 'form': {
        const line = await seal.lineOf(message.data, presser);
        const call = registry.parse(line);
        const answers = givenAnswers(message.answers);
        return call.action.run(contextFor(asker, lineOf(line, answers)), { ...call.given, ...answers });
      }
      case 'reachable':
        return {};
    }
  };

  const preview: Router['preview'] = (message, sender) => {
    const nothing: Preview = { isPublic: false, inPlace: false };
    try {
      const owner = ownerOf(sender);
      if (message.kind === 'command') {
        return previewOf(registry.typed(message.path, message.options), { owner, inPlace: false, epoch: 'typed' });
      }
      if (message.kind !== 'button') return nothing;
      const { line, inPlace, epoch } = seal.open(message.data, owner);
      return line.startsWith('@')
        ? { ...nothing, inPlace }
        : previewOf(registry.parse(line), { owner, inPlace, epoch });
    } catch (error) {
      // What is wrong with it is said in the answer.
      if (error instanceof UserError) return nothing;
      throw error;
    }
  };

  const previewOf = (
    call: Call<S>,
    { owner, inPlace, epoch }: { owner: string; inPlace: boolean; epoch: Epoch },
  ): Preview => {
    const form = neededForm(call);
    const data = form === null ? null : seal.sealNow(lineOf(call.path, call.given), false, owner, epoch);
    return {
      isPublic: call.action.isPublic,
      inPlace,
      ...(form === null || data === null ? {} : { form: formView(form, call.action, data) }),
    };
  };

  return { answer, preview };
};

/** A line that says the same as the options that were given. */
const lineOf = (path: string, given: Readonly<Record<string, string>>): string =>
  [path, ...Object.entries(given).map(([name, value]) => nameValue(name, value))].join(' ');

/** A link and nothing else, or more words than anybody types to look for something. */
const isPosting = (text: string): boolean =>
  /^\s*https?:\/\/\S+\s*$/i.test(text) || text.trim().split(/\s+/, fewestWords).length === fewestWords;
const fewestWords = 60;

const plainWords = (text: string): Reply => {
  const words = text.replace(/\s+/g, ' ').trim();
  return {
    text: say`I work with commands and buttons. Shall I look for jobs with the words ${code(words.slice(0, 100))}?`,
    buttons: [
      { label: 'Find jobs', run: `jobs find ${words}` },
      { label: 'Save as a search', run: `search add ${words}` },
      { label: 'Help', run: 'help' },
    ],
  };
};
