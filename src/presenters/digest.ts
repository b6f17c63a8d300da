import type { Reply, Text } from '../chat/reply.ts';
import { bold, code, lines, say } from '../chat/reply.ts';
import type { Digest } from '../services/digests.ts';
import { count, counted } from './amounts.ts';
import { facts } from './job-card.ts';

/** A line of ten must leave a Discord message of 2,000 characters room for the rest. */
const mostOfLine = 150;
const mostOfName = 40;
/** A header that names more searches than this only counts them. */
const mostNamed = 3;

/** Many jobs in one message: a line each, openable by its number, and how many more there are. */
export const digestNews = (digest: Digest, now: Date): Reply => {
  const { items, more, searches } = digest;
  const isOne = searches.length === 1;
  return {
    text: lines(
      say`${bold(counted(items.length + more, 'new job'))} for ${searchNames(searches)}:`,
      ...items.map((item) => itemLine(item, isOne, now)),
      ...(more === 0 ? [] : [say`+${count(more)} more in ${code('/matches')}.`]),
    ),
    select: {
      label: 'Open a job',
      run: 'jobs show',
      choices: items.map(({ number, job }) => ({
        label: cut(`#${number} ${job.title} · ${job.companyName}`, 90),
        value: String(number),
      })),
    },
    buttons: [{ label: more === 0 ? 'Open matches' : `Show ${count(more)} more`, run: 'matches' }],
  };
};

/** `search 1 (backend) and 3 (node)`. */
export const searchNames = (searches: Digest['searches']): Text =>
  searches.length > mostNamed
    ? say`your ${searches.length} searches`
    : searches.flatMap(({ number, name }, index) => [
        ...(index === 0 ? ['search '] : [index === searches.length - 1 ? ' and ' : ', ']),
        bold(number),
        ` (${cut(name, mostOfName)})`,
      ]);

const itemLine = (
  { number, job, score, searches, elsewhere }: Digest['items'][number],
  isOne: boolean,
  now: Date,
): Text => {
  const [place, ...others] = facts(job, now);
  const about = [
    job.companyName,
    ...(place === undefined ? [] : [elsewhere === 0 ? place : `${place} and ${elsewhere} more`]),
    ...others.slice(0, 1),
    ...(score === null ? [] : [`${score} of 100`]),
  ];
  const by = isOne ? '' : ` (search ${searches.join(', ')})`;
  return say`${bold(`#${number}`)} ${cut(`${job.title} · ${about.join(' · ')}`, mostOfLine - by.length)}${by}`;
};

const cut = (text: string, most: number): string =>
  text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .toWellFormed()
        .trimEnd()}…`;
