import { describe, expect, test } from 'vitest';
import { buildUser } from '../../support/builders.ts';
import { description, posting, useStoring } from '../../support/storing.ts';

const world = useStoring();

/** The words of an aggregator's copy: its own id and address. */
const copy = (given = {}) => ({ url: 'https://aggregator.example/view/98765', ...given });

describe('one job on several boards', () => {
  test('a posting with the same text at another source is a sighting and makes no job', async () => {
    const [employer, aggregator] = [await world.source(), await world.source('remotive')];
    expect(await world.store(employer, [posting()])).toMatchObject({ added: 1, merged: 0 });
    const before = await world.jobs();
    const stored = await world.store(aggregator, [posting(copy())], { publisher: 'aggregator' });
    expect(stored).toMatchObject({ added: 1, merged: 1, found: 1 });
    const [job, ...others] = await world.jobs();
    expect(others).toEqual([]);
    expect(job?.postings.map(({ isPrimary }) => isPrimary)).toEqual([true, false]);
    // The matching cursor walks it: unchanged, nobody is told anew.
    expect(job?.changedXid).toBe(before[0]?.changedXid);
  });

  test("an aggregator's other text, and a copy without text, stay jobs of their own", async () => {
    const [employer, aggregator] = [await world.source(), await world.source('remotive')];
    await world.store(employer, [posting()]);
    const others = [posting(copy({ text: description('forests') })), posting({ text: '' })];
    expect(await world.store(aggregator, others, { publisher: 'aggregator' })).toMatchObject({ merged: 0 });
  });

  test('the same board id behind two addresses is one job, whatever the words', async () => {
    const [first, second] = [await world.source(), await world.source('github-list')];
    await world.store(first, [posting({ url: 'https://boards.greenhouse.io/fernwood/jobs/4471234' })]);
    const listed = posting({
      url: 'https://fernwood.example/jobs?gh_jid=4471234&utm_source=list',
      title: 'Backend!',
      text: '',
    });
    expect(await world.store(second, [listed], { publisher: 'community' })).toMatchObject({ merged: 1 });
  });

  test("the employer's words replace an aggregator's, and stay when the aggregator changes", async () => {
    const [employer, aggregator] = [await world.source(), await world.source('remotive')];
    const text = description('payments');
    const first = posting(copy({ externalId: 'a1', title: 'Backend  Engineer', text: `${text} Seen at Aggregator.` }));
    await world.store(aggregator, [first], { publisher: 'aggregator' });
    await world.store(employer, [posting({ text })]);
    expect(await world.jobs()).toMatchObject([
      { description: text, isSearched: true, postings: [{ isPrimary: false }, { isPrimary: true }] },
    ]);
    const changed = posting(copy({ externalId: 'a1', text: `${text} Seen at Aggregator again.` }));
    expect(await world.store(aggregator, [changed], { publisher: 'aggregator' })).toMatchObject({ changed: 1 });
    expect(await world.jobs()).toMatchObject([{ description: text }]);
  });

  test('two rows of one board with the same words are two openings', async () => {
    const source = await world.source();
    expect(await world.store(source, [posting(), posting()])).toMatchObject({ added: 2, merged: 0 });
    expect(await world.store(source, [posting(), posting()])).toMatchObject({ added: 2, merged: 0 });
  });

  test('the cities of a vacancy are jobs of their own that share its key', async () => {
    const source = await world.source();
    await world.store(source, [posting(), posting({ locations: ['Paris, France'] }), posting({ title: 'Nurse' })]);
    const [berlin, paris, nurse] = await world.jobs();
    expect(paris?.vacancyKey).toBe(berlin?.vacancyKey);
    expect(nurse?.vacancyKey).not.toBe(berlin?.vacancyKey);
  });

  test('a job that one person pasted takes in no posting', async () => {
    const source = await world.source();
    const listed = posting();
    await world.store(source, [listed]);
    await world.sequelize.query('update jobs set visible_to = $1', { bind: [(await buildUser()).id] });
    const again = { ...listed, externalId: 'other' };
    expect(await world.store(await world.source('lever'), [again])).toMatchObject({ added: 1, merged: 0 });
  });
});

describe('a job that ends', () => {
  test('is expired when all its postings are gone, and out of the search', async () => {
    const [employer, aggregator] = [await world.source(), await world.source('remotive')];
    await world.store(employer, [posting({ externalId: 'e1' })]);
    await world.store(aggregator, [posting(copy({ externalId: 'a1' }))], { publisher: 'aggregator' });
    for (const _ of [1, 2]) await world.store(employer, []);
    // The aggregator's posting takes over, so its source is read anew.
    expect(await world.jobs()).toMatchObject([
      {
        status: 'active',
        isSearched: true,
        postings: [
          { status: 'gone', isPrimary: false },
          { status: 'seen', isPrimary: true },
        ],
      },
    ]);
    const said = `${description('payments')} In other words.`;
    await world.store(aggregator, [posting(copy({ externalId: 'a1', text: said }))], { publisher: 'aggregator' });
    expect(await world.jobs()).toMatchObject([{ description: said }]);
    for (const _ of [1, 2]) await world.store(aggregator, [], { publisher: 'aggregator' });
    expect(await world.jobs()).toMatchObject([{ status: 'expired', isSearched: false }]);
  });

  test('comes back with its posting, searched again and met again by the cursor', async () => {
    const source = await world.source();
    const listed = posting();
    await world.store(source, [listed]);
    for (const _ of [1, 2]) await world.store(source, []);
    const [before] = await world.jobs();
    expect(await world.store(source, [listed])).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
    const [after] = await world.jobs();
    expect(after).toMatchObject({ status: 'active', isSearched: true, reposts: 0, postings: [{ status: 'seen' }] });
    expect(Number(after?.changedXid)).toBeGreaterThan(Number(before?.changedXid));
  });

  test('put up again under a new id is the same job, reposted; half a year later it is another', async () => {
    const source = await world.source();
    await world.store(source, [posting({ externalId: 'one' })]);
    for (const _ of [1, 2]) await world.store(source, []);
    world.later(100);
    expect(await world.store(source, [posting({ externalId: 'two' })])).toMatchObject({ added: 1, merged: 1 });
    expect(await world.jobs()).toMatchObject([
      { status: 'active', reposts: 1, postings: [{ isPrimary: false }, { externalId: 'two', isPrimary: true }] },
    ]);
    for (const _ of [1, 2]) await world.store(source, []);
    world.later(181);
    expect(await world.store(source, [posting({ externalId: 'three' })])).toMatchObject({ added: 1, merged: 0 });
    expect(await world.jobs()).toHaveLength(2);
  });

  test('a reading that was cut off, and a source that shows only its newest, end nothing', async () => {
    const source = await world.source();
    await world.store(source, [posting()]);
    for (const _ of [1, 2])
      expect(await world.store(source, [], { isComplete: () => false })).toMatchObject({ gone: 0 });
    for (const _ of [1, 2]) expect(await world.store(source, [], { coverage: 'newest' })).toMatchObject({ gone: 0 });
    expect(await world.jobs()).toMatchObject([{ status: 'active', postings: [{ status: 'seen' }] }]);
  });
});

describe('detail pages', () => {
  const listed = (given = {}) => ({
    posting: posting({ externalId: 'd1', text: '', ...given }),
    detail: { url: 'https://x.example/d1' },
  });

  test('are read for what is new or listed otherwise, and no more', async () => {
    const source = await world.source();
    let reads = 0;
    const readDetail = () => {
      reads += 1;
      return Promise.resolve({ posting: posting({ externalId: 'd1', text: description(`details${reads}`) }) });
    };
    expect(await world.store(source, [listed()], { readDetail })).toMatchObject({ added: 1 });
    expect(await world.store(source, [listed()], { readDetail })).toMatchObject({ unchanged: 1, changed: 0 });
    expect(reads).toBe(1);
    expect(await world.store(source, [listed({ title: 'Nurse' })], { readDetail })).toMatchObject({ changed: 1 });
    expect(reads).toBe(2);
    expect(await world.jobs()).toMatchObject([{ description: description('details2') }]);
  });

  test('for which there is no budget are asked for again, and details that were read are kept meanwhile', async () => {
    const source = await world.source();
    const readDetail = () => Promise.resolve({ posting: posting({ externalId: 'd1', text: description('details') }) });
    expect(await world.store(source, [listed()])).toMatchObject({ added: 1 });
    expect(await world.jobs()).toMatchObject([{ description: '' }]);
    expect(await world.store(source, [listed()])).toMatchObject({ unchanged: 1 });
    expect(await world.store(source, [listed()], { readDetail })).toMatchObject({ changed: 1 });
    expect(await world.store(source, [listed({ title: 'Nurse' })])).toMatchObject({ unchanged: 1 });
    expect(await world.jobs()).toMatchObject([{ description: description('details'), title: 'Backend Engineer' }]);
    expect(await world.store(source, [listed({ title: 'Nurse' })], { readDetail })).toMatchObject({ changed: 1 });
  });
});

test('an id that is listed twice is refused the second time, and an empty board is no error', async () => {
  const source = await world.source();
  const [one, two] = [posting({ externalId: 'x' }), posting({ externalId: 'x', title: 'Nurse' })];
  expect(await world.store(source, [one, two])).toMatchObject({
    ...{ found: 2, added: 1, rejected: 1 },
    rejections: [{ item: 'x', reason: 'id: there is another posting with this id' }],
  });
  expect(await world.store(await world.source(), [])).toMatchObject({ found: 0, added: 0, rejected: 0 });
});

test('of many refused items all are counted and the first twenty kept', async () => {
  const refused = Array.from({ length: 30 }, (_, at) => ({ rejection: { item: `r${at}`, reason: 'title: empty' } }));
  const stored = await world.store(await world.source(), refused);
  expect(stored).toMatchObject({ found: 30, rejected: 30 });
  expect(stored.rejections).toHaveLength(20);
});
