import type { Run } from './escape.ts';

/** UTF-16 units of a message after its entities are parsed: at most what Telegram counts. */
export const MAX_TEXT = 4096;

/**
 * The runs cut into parts of at most `limit` UTF-16 units, at line breaks where there are some, else at
 * spaces, never inside a surrogate pair. Blank parts are left out; the break at a cut is dropped.
 */
export const splitRuns = (runs: readonly Run[], limit: number = MAX_TEXT): Run[][] => {
  const whole = runs.map((run) => run.text).join('');
  const parts: Run[][] = [];
  let from = 0;
  while (from < whole.length) {
    const to = cutAt(whole, from, limit);
    if (whole.slice(from, to).trim() !== '') parts.push(slice(runs, from, to));
    from = /\s/.test(whole[to] ?? '') ? to + 1 : to;
  }
  return parts;
};

const cutAt = (whole: string, from: number, limit: number): number => {
  const end = from + limit;
  if (end >= whole.length) return whole.length;
  for (const space of ['\n', ' ']) {
    const at = whole.lastIndexOf(space, end);
    if (at > from + limit / 4) return at; // a break too near the start would make a crumb of a part
  }
  const isPair = /[\ud800-\udbff]/.test(whole[end - 1] ?? '');
  return isPair ? end - 1 : end;
};

const slice = (runs: readonly Run[], from: number, to: number): Run[] => {
  let start = 0;
  return runs.flatMap((run) => {
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    start += run.text.length;
    return text === '' ? [] : [{ text, mark: run.mark }];
  });
};
