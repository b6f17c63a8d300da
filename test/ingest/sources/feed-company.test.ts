import { describe, expect, test } from 'vitest';
import type { Item, NormalisedPosting } from '../../../src/ingest/source.ts';
import { feed } from '../../../src/ingest/sources/feed.ts';
import { itemsOf, postingsIn } from '../../support/reading.ts';

const url = 'https://feeds.example/jobs/feed.xml';
const read = (body: unknown, companyName: string | null = 'Fernwood'): readonly Item[] =>
  itemsOf(feed, body, { url, companyName });
const rss = (items: string, channel = '<title>Jobs</title>', attributes = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" ${attributes}><channel>${channel}${items}</channel></rss>`;
const item = (more = '', title = 'Gardener', id = 7): string =>
  `<item><title>${title}</title><link>https://jobs.example/${id}</link>${more}</item>`;
const only = (body: unknown, companyName: string | null = 'Fernwood'): NormalisedPosting => {
  const items = read(body, companyName);
  const [posting] = postingsIn(items);
  if (posting === undefined || items.length !== 1) throw new Error(JSON.stringify(items).slice(0, 500));
  return posting;
};

describe('whose posting it is', () => {
  const titles = (written: readonly string[], companyName: string | null, channel?: string): unknown =>
    postingsIn(read(rss(written.map((title, id) => item('', title, id)).join(''), channel), companyName)).map(
      (posting) => [posting.title, posting.companyName],
    );

  test('"Role at Company" and "Company: Role" are read where the whole feed is written so', () => {
    expect(titles(['Cook at Oak Ltd', 'Head Cook at Sea at xElm'], null)).toEqual([
      ['Cook', 'Oak Ltd'],
      ['Head Cook at Sea', 'xElm'],
    ]);
    expect(titles(['Oak: Cook', 'Elm & Son: Cook', 'Ash: Baker: Nights'], null)).toEqual([
      ['Cook', 'Oak'],
      ['Cook', 'Elm & Son'],
      ['Baker: Nights', 'Ash'],
    ]);
  });

  test('departments before a colon, a mixed feed and a single title prove nothing', () => {
    expect(titles(['Cook at Oak'], null)).toEqual([]);
    expect(titles(['Cook at Oak', 'Baker', 'Nurse'], null)).toEqual([]);
    expect(titles(['Work at home', 'Nurse at night'], null)).toEqual([]);
    expect(titles(['Kitchen: Cook', 'Kitchen: Baker', 'Kitchen: Waiter'], null)).toEqual([]);
    expect(titles(['Sales: Agent', 'Engineering: Lead', 'Design: Artist'], null)).toEqual([]);
  });

  test('what the operator says stands, and is taken off the end of a title', () => {
    expect(titles(['Cook at Oak', 'Baker at Oak', 'Elm: Cook'], 'Oak')).toEqual([
      ['Cook', 'Oak'],
      ['Baker', 'Oak'],
      ['Elm: Cook', 'Oak'],
    ]);
  });

  test('what an item declares comes first', () => {
    const body = rss(item('<company>Elm</company>', 'Cook at Elm'), undefined);
    expect(only(body, 'Oak')).toMatchObject({ title: 'Cook', companyName: 'Elm' });
  });

  test('a channel that is called after its company says it', () => {
    expect(titles(['Cook'], null, '<title>Jobs at Oak Ltd</title>')).toEqual([['Cook', 'Oak Ltd']]);
    expect(titles(['Cook'], null, '<title>Remote jobs</title>')).toEqual([]);
  });
});
