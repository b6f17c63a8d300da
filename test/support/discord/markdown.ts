/**
 * What Discord's client makes of a message, after its own rules (a simple-markdown grammar): the text
 * that is shown, and everything in it that is more than text.
 */
export interface Shows {
  readonly text: string;
  readonly links: readonly string[];
  readonly mentions: readonly string[];
  /** `bold`, `italic`, `code`, `heading`, … one entry for each occurrence. */
  readonly formats: readonly string[];
}

type Rule = readonly [name: string, pattern: RegExp, shown: ((match: RegExpExecArray) => string) | null];

const inner = (match: RegExpExecArray): string => match[1] ?? '';

/** At the beginning of a line only. `null`: the match is shown as it is, the rule only names it. */
const blockRules: readonly Rule[] = [
  ['heading', /^ *#{1,3} +(?=\S)/, () => ''],
  ['subtext', /^-# +(?=\S)/, () => ''],
  ['quote', /^>(?:>>)? /, () => ''],
  ['list', /^ *(?:[*-]|\d+\.) +(?=\S)/, () => ''],
];

const inlineRules: readonly Rule[] = [
  ['mention', /^@(?:everyone|here)/, null],
  ['mention', /^<(?:@[!&]?|#)\d+>/, () => '@somebody'],
  ['mention', /^<id:[a-z]+>/, () => '#channel'],
  ['mention', /^<\/[-\w ]+:\d+>/, () => '/command'],
  ['emoji', /^<a?:\w+:\d+>/, () => '(emoji)'],
  ['emoji', /^:[\w+-]+:/, () => '(emoji)'],
  ['timestamp', /^<t:-?\d+(?::[tTdDfFRsS])?>/, () => '(time)'],
  ['link', /^<((?:https?|mailto|tel|sms|discord):[^\s>]+)>/, inner],
  ['link', /^<([^\s<>@]+@[^\s<>@]+|\+\d+)>/, inner],
  ['link', /^(?:https?|discord|steam):\/\/[^\s<]+[^<.,:;"')\]\s]/, null],
  ['link', /^\[((?:\[[^\]]*\]|[^[\]])+)\]\([^)]*\)/, inner],
  ['code', /^```(?:[\w+-]+\n)?([\s\S]*?)```/, inner],
  ['code', /^(?<fence>`+)([\s\S]*?[^`])\k<fence>(?!`)/, (match) => match[2] ?? ''],
  ['spoiler', /^\|\|([\s\S]+?)\|\|/, inner],
  ['strike', /^~~([\s\S]+?)~~(?!_)/, inner],
  ['bold', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, inner],
  ['underline', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, inner],
  ['italic', /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/, inner],
  ['italic', /^_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/, inner],
];

/** Reads a message's content as Discord's client does. */
export const readMarkdown = (source: string): Shows => {
  const links: string[] = [];
  const mentions: string[] = [];
  const formats: string[] = [];

  const apply = (
    [name, pattern, shown]: Rule,
    rest: string,
  ): { readonly length: number; readonly text: string } | null => {
    const match = pattern.exec(rest);
    if (match === null) return null;
    if (name === 'link') links.push(match[0]);
    else if (name === 'mention') mentions.push(match[0]);
    else formats.push(name);
    const content = shown === null ? match[0] : shown(match);
    const isNested = shown !== null && name !== 'code' && name !== 'link' && name !== 'emoji' && name !== 'mention';
    return { length: match[0].length, text: isNested && content !== '' ? read(content, false) : content };
  };

  const read = (text: string, isLineStart: boolean): string => {
    let out = '';
    let atStart = isLineStart;
    for (let at = 0; at < text.length; ) {
      const rest = text.slice(at);
      const escaped = /^\\([^0-9A-Za-z\s])/u.exec(rest);
      if (escaped !== null) {
        out += escaped[1];
        at += escaped[0].length;
        atStart = false;
        continue;
      }
      const rules = atStart ? [...blockRules, ...inlineRules] : inlineRules;
      let taken: { readonly length: number; readonly text: string } | null = null;
      for (const rule of rules) {
        taken = apply(rule, rest);
        if (taken !== null) break;
      }
      if (taken === null) {
        const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
        out += character;
        at += character.length;
        // Spaces before a list or heading do not keep it from being one.
        atStart = character === '\n' || (atStart && character === ' ');
      } else {
        out += taken.text;
        at += taken.length;
        atStart = false;
      }
    }
    return out;
  };

  const text = read(source, true);
  return { text, links, mentions, formats };
};
