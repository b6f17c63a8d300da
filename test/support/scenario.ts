/** A message of the bot as a person reads it, on no platform in particular. */
export interface Answer {
  /** The words, without what a platform puts around them. */
  readonly text: string;
  /** What can be pressed or chosen, by label, in alphabetical order: platforms arrange it differently. */
  readonly actions: readonly string[];
  /** The hosts that its link buttons open. */
  readonly opens: readonly string[];
  /** Whom it pings and what in its text is a link or a mention. */
  readonly reaches: readonly string[];
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** The answer is a message of its own. */
  readonly press: (label: string) => Promise<Answer>;
  /** The answer replaces this message. */
  readonly turn: (label: string) => Promise<Answer>;
  /** Presses a button that opens a form, and answers it. */
  readonly fillIn: (label: string, answers: Answers) => Promise<Answer>;
}

/** By the name of the option; in the order of the questions. */
export type Answers = Readonly<Record<string, string>>;

/** A person who talks to the bot somewhere. */
export interface Talker {
  readonly name: string;
  /** Runs a command: as typed options where a platform has them, else as the line of text. */
  readonly ask: (line: string, typed?: TypedCommand) => Promise<Answer>;
  /** The same for a command that is answered with a file. */
  readonly askForFile: (line: string) => Promise<Answer>;
  /** Runs a command that asks, and answers: a form at once, or question by question. */
  readonly fillIn: (line: string, answers: Answers) => Promise<Answer>;
  /** Writes plain words. */
  readonly say: (text: string) => Promise<Answer>;
  /** The next message that the bot sends by itself. */
  readonly hear: () => Promise<Answer>;
  /** Everything that was said and read, as text. */
  readonly transcript: () => string;
}

export interface TypedCommand {
  readonly path: string;
  readonly options?: Readonly<Record<string, string | number | boolean>>;
}

/** One line for each person with something to say, one for each answer. */
export const createTranscript = (name: string) => {
  const lines: string[] = [];
  return {
    did: (what: string): void => void lines.push(`\nyou   ${what}`),
    read: (answer: Answer): Answer => {
      const rows = answer.text.split('\n').map((row, i) => (i === 0 ? `bot   ${row}` : `      ${row}`.trimEnd()));
      const files = answer.files.map((file) => `      File: ${file.name} (${file.text.length} characters)`);
      const opens = answer.opens.map((host) => `      -> ${host}`);
      const actions = answer.actions.length === 0 ? [] : [`      ${answer.actions.map((one) => `[${one}]`).join(' ')}`];
      lines.push(...rows, ...files, ...opens, ...actions);
      return answer;
    },
    text: (): string => `--- ${name}\n${lines.join('\n')}\n`,
  };
};

/** The words alone: `1 of 3`, ` · #14` and a list's title stand in different places on different platforms. */
export const wordsOf = (...parts: readonly (string | undefined)[]): string =>
  parts
    .filter((part) => part !== undefined && part !== '')
    .join('\n')
    .replace(/[\u2060\u200b]/g, '')
    .replace(/(?: · | {2})(?=#\d)/g, '  ')
    .replace(/\n{2,}/g, '\n')
    .trim();
