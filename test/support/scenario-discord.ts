import type { Shown, ShownModal, Voice } from './discord/index.ts';
import { readMarkdown } from './discord/markdown.ts';
import { type Answer, type Answers, createTranscript, type Talker, wordsOf } from './scenario.ts';

/** A person on Discord: slash commands with typed options, modals, buttons. */
export const onDiscord = (voice: Voice): Talker => {
  const notes = createTranscript(`${voice.name} on Discord`);

  const answerOf = (shown: Shown): Answer => {
    const markdown = readMarkdown(shown.text);
    const page = shown.buttons.find((button) => button.isDisabled)?.label;
    const labels = shown.buttons.filter(({ isDisabled, url }) => !isDisabled && url === null).map(({ label }) => label);
    return {
      text: wordsOf(markdown.text, shown.select?.placeholder, page),
      actions: [...labels, ...(shown.select?.choices ?? []).map(({ label }) => label)].sort(),
      opens: shown.buttons.flatMap(({ url }) => (url === null ? [] : [new URL(url).hostname])),
      reaches: [...shown.pings, ...markdown.mentions, ...markdown.links],
      files: shown.files.map(({ name, bytes }) => ({ name, text: new TextDecoder().decode(bytes) })),
      press: (label) => {
        press(shown, label);
        return next();
      },
      turn: async (label) => {
        press(shown, label);
        await shown.edited();
        return notes.read(answerOf(shown));
      },
      fillIn: async (label, answers) => {
        press(shown, label);
        return submit(await voice.nextModal(), answers);
      },
    };
  };

  const press = (shown: Shown, label: string): void => {
    notes.did(`[${label}]`);
    if (shown.buttons.some((button) => button.label === label)) voice.press(shown, label);
    else voice.choose(shown, label);
  };
  const next = async (): Promise<Answer> => notes.read(answerOf(await voice.nextMessage(10_000)));
  const submit = (modal: ShownModal, answers: Answers): Promise<Answer> => {
    const fields = modal.fields.map(({ name, label }) => `${label} ${answers[name] ?? '-'}`);
    notes.did(`(${modal.title}) ${fields.join(' / ')}`);
    voice.fillIn(modal, answers);
    return next();
  };

  const ask: Talker['ask'] = (line, typed) => {
    notes.did(line);
    const { path, options } = typed ?? { path: line.slice(1) };
    voice.command(path, options);
    return next();
  };

  return {
    name: voice.name,
    ask,
    askForFile: ask,
    fillIn: async (line, answers) => {
      notes.did(line);
      voice.command(line.slice(1));
      return submit(await voice.nextModal(), answers);
    },
    say: async (text) => {
      notes.did(text);
      await voice.says(text);
      return next();
    },
    hear: next,
    transcript: notes.text,
  };
};
