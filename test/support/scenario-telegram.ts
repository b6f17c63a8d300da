import { type Answer, type Answers, createTranscript, type Talker, wordsOf } from './scenario.ts';
import type { Person, Seen } from './telegram/index.ts';

/** Formatting reaches nobody, and tapping a command says it to this bot. */
const harmless = ['bold', 'italic', 'code', 'bot_command'];

/** A person on Telegram: lines of text, questions one by one, inline keyboards. */
export const onTelegram = (person: Person): Talker => {
  const notes = createTranscript(`${person.state.name} on Telegram`);

  const answerOf = (seen: Seen, also: Seen | null = null): Answer => ({
    text: wordsOf(seen.text),
    actions: seen.buttons.flatMap(({ label, url }) => (url === undefined ? [label] : [])).sort(),
    opens: seen.buttons.flatMap(({ url }) => (url === undefined ? [] : [new URL(url).hostname])),
    reaches: seen.entities.filter(({ type }) => !harmless.includes(type)).map(({ type, text }) => `${type} ${text}`),
    files: [seen.file, also?.file ?? null].flatMap((file) =>
      file === null ? [] : [{ name: file.name, text: file.bytes.toString('utf8') }],
    ),
    press: (label) => {
      press(seen, label);
      return next();
    },
    turn: async (label) => {
      press(seen, label);
      const turned = await person.nextMessage();
      if (turned.id !== seen.id) throw new Error(`${label} was answered by a message of its own`);
      return notes.read(answerOf(turned));
    },
    fillIn: (label, answers) => {
      press(seen, label);
      return answerAll(answers);
    },
  });

  const press = (seen: Seen, label: string): void => {
    notes.did(`[${label}]`);
    person.press(seen, label);
  };
  const next = async (): Promise<Answer> => notes.read(answerOf(await person.nextMessage()));
  const write = (text: string): void => {
    notes.did(text);
    person.says(text);
  };

  /** Every question is answered by its button where it has one of that label, else in words; `''` skips. */
  const answerAll = async (answers: Answers): Promise<Answer> => {
    for (const answer of Object.values(answers)) {
      const question = await person.nextMessage();
      notes.read(answerOf(question));
      const label = answer === '' ? 'Skip' : answer;
      if (question.buttons.some((button) => button.label === label)) press(question, label);
      else write(answer);
    }
    return next();
  };

  return {
    name: person.state.name,
    ask: (line) => {
      write(line);
      return next();
    },
    askForFile: async (line) => {
      write(line);
      const words = await person.nextMessage();
      return notes.read(answerOf(words, await person.nextMessage()));
    },
    fillIn: (line, answers) => {
      write(line);
      return answerAll(answers);
    },
    say: (text) => {
      write(text);
      return next();
    },
    hear: next,
    transcript: notes.text,
  };
};
