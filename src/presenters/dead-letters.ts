import { platformName } from '../chat/platform-name.ts';
import { bold, code, lines, type Reply, say, type Text } from '../chat/reply.ts';
import type { DeadLetter } from '../services/dead-letters.ts';
import { counted } from './amounts.ts';
import { ago } from './dates.ts';

/** What operators see of the messages that were given up. */
export const deadLetterList = (
  found: { readonly letters: readonly DeadLetter[]; readonly total: number; readonly page: number },
  perPage: number,
  now: Date,
): Reply => {
  if (found.total === 0) return { text: say`Nothing was given up: every message arrived or is on its way.` };
  return {
    text: lines(
      say`${counted(found.total, 'message')} given up, the newest first:`,
      ...found.letters.map((letter) => line(letter, now)),
      '',
      say`${code('/admin redrive ID')} sends one again, ${code('/admin redrive all')} all that certainly never arrived.`,
    ),
    page: { number: found.page, of: Math.ceil(found.total / perPage), run: 'admin dead' },
  };
};

const line = (letter: DeadLetter, now: Date): Text => {
  const to = letter.isChannel ? `a channel on ${platformName(letter.platform)}` : platformName(letter.platform);
  const fate = letter.status === 'unknown' ? 'may have arrived' : 'not delivered';
  return say`${bold(letter.id)} ${letter.kind} to ${to}, ${fate}, ${counted(letter.attempts, 'try', 'tries')}, ${ago(letter.endedAt, now)}: ${letter.reason ?? 'no reason given'}`;
};

export const redriven = (count: number): Reply => ({
  text:
    count === 0
      ? say`Nothing to send again: what was given up may have arrived, or its recipient can't be reached.`
      : say`${counted(count, 'message')} on the way again.`,
});
