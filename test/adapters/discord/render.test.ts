import { describe, expect, test } from 'vitest';
import { safeUrl } from '../../../src/adapters/discord/link.ts';
import { toModal } from '../../../src/adapters/discord/modal.ts';
import { render, toBody } from '../../../src/adapters/discord/render.ts';
import type { SealedButton, SealedReply } from '../../../src/chat/adapter.ts';
import { bold, code, italic, say } from '../../../src/chat/reply.ts';
import { cpuMs } from '../../support/cpu-time.ts';
import { refuseMessage } from '../../support/discord/check-message.ts';
import { refuseModal } from '../../support/discord/check-modal.ts';

const button = (label: string, data = label): SealedButton => ({ label, data });

const card = {
  title: 'Backend Engineer, Payments · Fernwood',
  number: '#14',
  badge: 'Sample',
  body: [['Berlin or remote · 75,000-90,000 EUR'], say`Fits: ${bold('node')}.`],
  link: { label: 'Open the posting', url: 'https://jobs.example/14' },
  buttons: ['Save', 'Draft letter', 'Applied', 'Not for me', 'Why?'].map((label) => button(label)),
};

const labels = (reply: SealedReply): unknown =>
  render(reply).map(({ components }) =>
    components.map((row) => row.components.map((one) => ('label' in one ? one.label : 'select'))),
  );

describe('render', () => {
  test('a card with its buttons, its link, the page and the rest', () => {
    const reply: SealedReply = {
      text: say`Saved as ${bold('search 1')}, ${italic('instant')}, ${code('/matches')}.`,
      cards: [card],
      buttons: [button('Edit'), button('Undo')],
      page: { number: 2, of: 3, previous: button('Previous', 'p1'), next: button('Next', 'p3') },
      select: { label: 'How often?', data: 'cadence', choices: [{ label: 'Daily', value: 'd' }] },
    };
    expect(render(reply)[0]?.content).toBe(
      [
        'Saved as **search 1**, *instant*, `/matches`\\.',
        '',
        '**Backend Engineer, Payments · Fernwood** · \\#14 · *Sample*',
        'Berlin or remote · 75,000\\-90,000 EUR',
        'Fits\\: **node**\\.',
      ].join('\n'),
    );
    expect(labels(reply)).toEqual([
      [
        ['Save', 'Draft letter', 'Applied', 'Not for me', 'Why?'],
        ['Open the posting'],
        ['Edit', 'Undo'],
        ['Previous', '2 of 3', 'Next'],
        ['select'],
      ],
    ]);
    expect(toBody(render(reply)[0] ?? never())).toMatchObject({ allowed_mentions: { parse: [] }, flags: 4 });
  });

  test('cards whose buttons do not fit into one message are one message each', () => {
    const reply = { text: ['Three jobs'], cards: [card, card, card], buttons: [button('More')] };
    expect(render(reply).map(({ content }) => content.split('\n')[0])).toEqual([
      'Three jobs',
      '**Backend Engineer, Payments · Fernwood** · \\#14 · *Sample*',
      '**Backend Engineer, Payments · Fernwood** · \\#14 · *Sample*',
      '·',
    ]);
  });

  test('the same data under two labels makes two buttons of different ids', () => {
    const [message] = render({ text: ['x'], buttons: [button('A', 'd'), button('B', 'd'), button('B', 'd')] });
    expect(message?.components[0]?.components.map((one) => 'custom_id' in one && one.custom_id)).toEqual([':d', '1:d']);
  });

  test('a link that is not plain http(s) is left out, its card stays', () => {
    expect(labels({ cards: [{ ...card, link: { label: 'x', url: 'javascript:alert(1)' } }] })).toEqual([
      [card.buttons.map(({ label }) => label)],
    ]);
  });

  test.each([
    ['nothing', {}],
    ['an empty text', { text: [''] }],
    ['buttons alone', { buttons: [button('A')] }],
    ['a select alone', { select: { label: '', data: 's', choices: [{ label: '', value: 'v' }] } }],
    ['a select without choices', { text: ['x'], select: { label: 's', data: 's', choices: [] } }],
    ['thirty buttons', { buttons: Array.from({ length: 30 }, (_, i) => button(`b${i}`)) }],
    [
      'a hundred choices',
      {
        select: {
          label: 's',
          data: 's',
          choices: Array.from({ length: 100 }, (_, i) => ({ label: 'c'.repeat(200), value: `${i}` })),
        },
      },
    ],
    ['long labels', { text: ['x'], buttons: [button('🎉'.repeat(100), 'd'.repeat(64)), button('\u200b', 'e')] }],
    ['long text of emoji and stars', { text: [bold('🎉*'.repeat(3000))] }],
    ['a long title', { cards: [{ ...card, title: 't'.repeat(5000) }] }],
    ['a file alone', { files: [{ name: '../\u202eevil\n.txt', mediaType: 'text/plain', bytes: new Uint8Array(1) }] }],
    ['many cards', { cards: Array.from({ length: 9 }, () => card) }],
    [
      'a page with repeated choices',
      {
        page: { number: 1, of: 2 },
        select: {
          label: 's',
          data: 's',
          choices: [
            { label: 'a', value: 'v' },
            { label: 'b', value: 'v' },
          ],
        },
      },
    ],
  ] as readonly (readonly [string, SealedReply])[])('%s is taken by Discord', (_name, reply) => {
    const messages = render(reply);
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) {
      expect(refuseMessage(JSON.parse(JSON.stringify(toBody(message))), message.files.length)).toBeNull();
    }
  });

  test('a megabyte of text is cut up in seconds', () => {
    const took = cpuMs(() => expect(render({ text: ['* '.repeat(500_000)] }).length).toBeGreaterThan(500));
    expect(took).toBeLessThan(5_000);
  });
});

describe('links', () => {
  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'tg://resolve?domain=x',
    'discord://x',
    'file:///etc/passwd',
    'https://bank.example@evil.example/',
    'https://user:password@evil.example/',
    '//evil.example',
    'evil.example',
    'https://',
    '',
    `https://x.example/${'a'.repeat(512)}`,
  ])('%s is refused', (url) => {
    expect(safeUrl(url)).toBeNull();
  });

  test('a look-alike host is shown in ASCII', () => {
    expect(safeUrl('https://аpple.example/')).toBe('https://xn--pple-43d.example/');
  });
});

describe('modal', () => {
  test('any form is taken by Discord', () => {
    const fields = Array.from({ length: 7 }, (_, i) => ({
      name: `f${i}`,
      label: i === 0 ? '' : 'l'.repeat(60),
      hint: 'h'.repeat(200),
      required: i % 2 === 0,
      long: i % 3 === 0,
      ...(i === 1 ? { choices: Array.from({ length: 40 }, (_unused, n) => ({ label: `${n}`, value: `${n}` })) } : {}),
    }));
    expect(
      refuseModal(JSON.parse(JSON.stringify(toModal({ data: 'd'.repeat(64), title: 't'.repeat(60), fields })))),
    ).toBeNull();
  });
});

const never = (): never => {
  throw new Error('nothing rendered');
};
