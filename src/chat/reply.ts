/**
 * What a command answers, on no platform in particular. Every string is taken as plain text:
 * a renderer escapes it, and only a mark made here becomes formatting. So nothing that a posting
 * or a person wrote can format, link or ping.
 */
export type Mark = 'bold' | 'italic' | 'code';
export type Span = string | { readonly mark: Mark; readonly text: string };
/** Spans in order; `\n` inside a span breaks the line. */
export type Text = readonly Span[];

export const bold = (text: string | number): Span => ({ mark: 'bold', text: String(text) });
export const italic = (text: string): Span => ({ mark: 'italic', text });
export const code = (text: string): Span => ({ mark: 'code', text });

type Piece = Span | Text | number;

/** Template tag: say`Saved as ${bold(name)}.` keeps marks and takes everything else as plain text. */
export const say = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Text =>
  strings.flatMap((literal, i): Span[] => {
    const piece = pieces[i];
    const spans = piece === undefined ? [] : toSpans(piece);
    return literal === '' ? spans : [literal, ...spans];
  });

/** Texts below each other, one a line. */
export const lines = (...texts: readonly (Text | string)[]): Text =>
  texts.flatMap((text, i): Span[] => [...(i > 0 ? ['\n'] : []), ...(typeof text === 'string' ? [text] : text)]);

/** The text without its marks. */
export const plain = (text: Text): string => text.map((span) => (typeof span === 'string' ? span : span.text)).join('');

const toSpans = (piece: Piece): Span[] => {
  if (typeof piece === 'number') return [String(piece)];
  if (typeof piece === 'string') return [piece];
  return 'mark' in piece ? [piece] : [...piece];
};

/**
 * A button that runs a command line as if its owner had typed it (`letter draft 14`), or one that
 * opens a web page. `inPlace` makes the answer replace the message that holds the button.
 */
export type Button =
  | { readonly label: string; readonly run: string; readonly inPlace?: boolean }
  | { readonly label: string; readonly url: string };

/** One of several values; the chosen value is appended to `run`. At most 25 choices. */
export interface Select {
  readonly label: string;
  readonly run: string;
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly label: string;
  readonly value: string;
}

/** One thing to look at and act on: a job, an application. At most 5 buttons beside the link. */
export interface Card {
  readonly title: string;
  /** How the person names it in a command, for example `#14`. */
  readonly number?: string;
  /** A word that sets it apart, for example `Sample`. */
  readonly badge?: string;
  readonly body: readonly Text[];
  readonly link?: { readonly label: string; readonly url: string };
  readonly buttons: readonly Button[];
}

/** Which page of a list this is; `run` with ` page:N` appended shows another one in place. */
export interface Page {
  readonly number: number;
  readonly of: number;
  readonly run: string;
}

export interface FileAttachment {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface Reply {
  readonly text?: Text;
  readonly cards?: readonly Card[];
  readonly buttons?: readonly Button[];
  readonly select?: Select;
  readonly files?: readonly FileAttachment[];
  readonly page?: Page;
}
