import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createButtonSeal, type Epoch, MAX_BUTTON_BYTES } from '../../src/chat/buttons.ts';
import { say } from '../../src/chat/reply.ts';
import { UserError } from '../../src/errors.ts';
import { createButtonLines } from '../../src/stores/button-lines.ts';
import { anyText } from '../support/any-text.ts';
import { buildChatAccount } from '../support/builders.ts';
import { buttonsOf } from '../support/chat.ts';
import { useDatabase } from '../support/database.ts';

useDatabase();
const seal = createButtonSeal(Buffer.alloc(32, 1), createButtonLines({ now: () => new Date() }));
const ada = 'telegram:1';
const anyLine = fc.oneof(anyText(80), fc.string({ unit: fc.constantFrom('ü', '語', '😀', 'a', ' '), maxLength: 80 }));

const refusalOf = (data: string, owner: string): object => {
  try {
    return seal.open(data, owner);
  } catch (error) {
    if (error instanceof UserError) return { id: error.id, details: error.details };
    throw error;
  }
};
const notYours = { id: 'button.not_yours', details: {} };

describe('a button', () => {
  test('opens for the one it was sealed for, and never carries more than 64 bytes', () => {
    fc.assert(
      fc.property(anyLine, fc.boolean(), (line, inPlace) => {
        const data = seal.sealNow(line, inPlace, ada, 0);
        if (data === null) return expect(Buffer.byteLength(line)).toBeGreaterThan(MAX_BUTTON_BYTES - 12);
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
        expect(seal.open(data, ada)).toEqual({ line, inPlace, epoch: 0 });
      }),
    );
  });

  test('is refused in the same words whether forged, another person’s, of another mode or of another process', () => {
    const data = seal.sealNow('letter draft 14', false, ada, 0) ?? '';
    const other = createButtonSeal(Buffer.alloc(32, 2), createButtonLines({ now: () => new Date() }));
    expect(refusalOf(data, 'telegram:2')).toEqual(notYours);
    expect(refusalOf(data, 'discord:1')).toEqual(notYours);
    expect(refusalOf(`i${data.slice(1)}`, ada)).toEqual(notYours);
    expect(refusalOf(data.replace('14', '15'), ada)).toEqual(notYours);
    expect(refusalOf(other.sealNow('letter draft 14', false, ada, 0) ?? '', ada)).toEqual(notYours);
    for (const forged of ['', 'n', 'nAAAAAAAAAAAforget confirm:yes', 'x', 'nüüüüüüüüüüühelp', '😀'.repeat(16)])
      expect(refusalOf(forged, ada)).toEqual(notYours);
  });

  test('cannot be forged by moving text between owner and line', () => {
    const data = seal.sealNow('b', false, 'telegram:1\na', 0) ?? '';
    expect(data.slice(0, 12)).not.toBe(seal.sealNow('b', false, 'telegram:1', 0)?.slice(0, 12));
    expect(refusalOf(data, 'telegram:1')).toEqual(notYours);
  });
});

test('a button ends when its account becomes another person’s, and a form for a line just typed does not', async () => {
  const presser = { id: 1, owner: ada, epoch: 3 };
  const button = (epoch: Epoch) => seal.sealNow('letter draft 14', false, ada, epoch) ?? '';
  expect(await seal.lineOf(button(3), presser)).toBe('letter draft 14');
  expect(await seal.lineOf(button('typed'), presser)).toBe('letter draft 14');
  for (const epoch of [0, 2, 4, 15]) {
    await expect(seal.lineOf(button(epoch), presser), String(epoch)).rejects.toMatchObject({ id: 'button.stale' });
  }
  await expect(seal.lineOf(button(3), { ...presser, owner: 'telegram:2' })).rejects.toMatchObject({
    id: 'button.not_yours',
  });
});

test('a button for everybody is opened by anybody, as themselves; without one that needs keeping', async () => {
  const sealed = seal.sealForAll({
    cards: [{ title: 'Job', body: [], buttons: [{ label: 'Track', run: 'jobs track 14' }] }],
    buttons: [{ label: 'Long', run: 'x'.repeat(80) }],
  });
  expect([...buttonsOf(sealed).keys()]).toEqual(['Track']);
  const data = buttonsOf(sealed).get('Track') ?? '';
  for (const owner of [ada, 'discord:9']) {
    expect(await seal.lineOf(data, { id: 1, owner, epoch: 3 })).toBe('jobs track 14');
  }
  expect(refusalOf(data.replace('14', '15'), ada)).toEqual(notYours);
});

describe('a line too long for a button', () => {
  const long = `search add ${'Überraschungsprüfer or '.repeat(10)}nurse`;

  test('is kept, for its owner alone, and its button is as small as any', async () => {
    const [mine, others] = [await buildChatAccount(), await buildChatAccount()];
    const owner = { id: mine.id, owner: `telegram:${mine.platformId}`, epoch: 0 };
    const reply = await seal.sealReply({ buttons: [{ label: 'Save', run: long, inPlace: true }] }, owner);
    const data = buttonsOf(reply).get('Save') ?? '';
    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    expect(seal.open(data, owner.owner).inPlace).toBe(true);
    expect(await seal.lineOf(data, owner)).toBe(long);
    await expect(
      seal.lineOf(data, { id: others.id, owner: `telegram:${others.platformId}`, epoch: 0 }),
    ).rejects.toMatchObject({
      id: 'button.not_yours',
    });
    await expect(seal.lineOf(data, { id: others.id, owner: owner.owner, epoch: 0 })).rejects.toMatchObject({
      id: 'button.stale',
    });
  });

  test('every button of a reply is sealed: of cards, lists, selects and pages; links stay', async () => {
    const account = await buildChatAccount();
    const owner = { id: account.id, owner: `telegram:${account.platformId}`, epoch: 0 };
    const link = { label: 'Open', url: 'https://jobs.example/1' };
    const sealed = await seal.sealReply(
      {
        text: say`hello`,
        cards: [{ title: 'Card', body: [], link, buttons: [{ label: 'Card', run: 'jobs show 1' }, link] }],
        buttons: [{ label: 'List', run: long }],
        select: { label: 'Pick', run: 'search show', choices: [{ label: '1', value: '1' }] },
        page: { number: 2, of: 3, run: long },
      },
      owner,
    );
    const opened = new Map<string, string>();
    for (const [label, data] of buttonsOf(sealed)) opened.set(label, await seal.lineOf(data, owner));
    expect(Object.fromEntries(opened)).toEqual({
      Card: 'jobs show 1',
      List: long,
      Previous: `${long} page:1`,
      Next: `${long} page:3`,
    });
    expect(await seal.lineOf(sealed.select?.data ?? '', owner)).toBe('search show');
    expect(sealed.cards?.[0]).toMatchObject({ link, buttons: [{ label: 'Card' }, link] });
  });

  test('the first page has no button back and the last none forward', async () => {
    const account = await buildChatAccount();
    const labels = async (number: number) => [
      ...buttonsOf(
        await seal.sealReply({ page: { number, of: 2, run: 'matches' } }, { id: account.id, owner: ada, epoch: 0 }),
      ).keys(),
    ];
    expect(await labels(1)).toEqual(['Next']);
    expect(await labels(2)).toEqual(['Previous']);
  });
});
