import { describe, expect, test } from 'vitest';
import {
  documentParams,
  lostChoices,
  type Part,
  plainTextParams,
  render,
  textParams,
} from '../../../src/adapters/telegram/render.ts';
import type { SealedReply } from '../../../src/chat/adapter.ts';
import { bold, say } from '../../../src/chat/reply.ts';

const texts = (reply: SealedReply) => render(reply).flatMap((part) => (part.kind === 'text' ? [textParams(part)] : []));
const labels = (params: ReturnType<typeof textParams>) =>
  (params.reply_markup?.inline_keyboard ?? []).map((row) => row.map((key) => key.text));

const card = {
  title: 'Backend Engineer, <Payments>',
  number: '#14',
  badge: 'Sample',
  body: [say`Berlin or remote (EU) · 75,000-90,000 EUR`, say`Fits: ${bold('node')}.`],
  link: { label: 'Open posting', url: 'https://jobs.fernwood.example/14' },
  buttons: ['Save', 'Draft letter', 'Applied', 'Not for me', 'Why?'].map((label) => ({ label, data: `n:${label}` })),
};

describe('rendering', () => {
  test('a card of a list', () => {
    const reply: SealedReply = {
      text: say`9 of 61 open jobs fit.`,
      cards: [card],
      page: { number: 2, of: 3, previous: { label: 'Previous', data: 'i:1' }, next: { label: 'Next', data: 'i:3' } },
    };
    expect(texts(reply)).toMatchInlineSnapshot(`
      [
        {
          "link_preview_options": {
            "is_disabled": true,
          },
          "parse_mode": "HTML",
          "reply_markup": {
            "inline_keyboard": [
              [
                {
                  "text": "Open posting · jobs.fernwood.example",
                  "url": "https://jobs.fernwood.example/14",
                },
              ],
              [
                {
                  "callback_data": "n:Save",
                  "text": "Save",
                },
                {
                  "callback_data": "n:Draft letter",
                  "text": "Draft letter",
                },
                {
                  "callback_data": "n:Applied",
                  "text": "Applied",
                },
              ],
              [
                {
                  "callback_data": "n:Not for me",
                  "text": "Not for me",
                },
                {
                  "callback_data": "n:Why?",
                  "text": "Why?",
                },
              ],
              [
                {
                  "callback_data": "i:1",
                  "text": "Previous",
                },
                {
                  "callback_data": "i:3",
                  "text": "Next",
                },
              ],
            ],
          },
          "text": "9 of 61 open jobs fit.

      <b>Backend Engineer, &lt;Payments&gt;</b>  #14 · Sample
      Berlin or remote (EU) · 75,000-90,000 EUR
      Fits: <b>node</b>.

      <i>2 of 3</i>",
        },
      ]
    `);
  });

  test('several cards are one message each, the last with what belongs to the reply', () => {
    const reply: SealedReply = {
      text: say`Two.`,
      cards: [card, { ...card, title: 'Second' }],
      buttons: [{ label: 'More', data: 'n:more' }],
    };
    expect(texts(reply).map(labels)).toEqual([
      [],
      [['Open posting · jobs.fernwood.example'], ['Save', 'Draft letter', 'Applied'], ['Not for me', 'Why?']],
      [['Open posting · jobs.fernwood.example'], ['Save', 'Draft letter', 'Applied'], ['Not for me', 'Why?'], ['More']],
    ]);
  });

  test('a select is one button for each choice that fits', () => {
    const long = 'v'.repeat(60);
    const choices = [
      { label: 'Interviewing', value: 'interviewing' },
      { label: 'Too long', value: long },
    ];
    const reply: SealedReply = { text: say`Status of 14?`, select: { label: 'Status', data: 'n:status 14', choices } };
    expect(texts(reply)[0]?.reply_markup?.inline_keyboard).toEqual([
      [{ text: 'Interviewing', callback_data: '=interviewing|n:status 14' }],
    ]);
    expect(lostChoices(reply)).toBe(1);
  });

  test('only the last part of a long text carries the keyboard', () => {
    const line = `${'word '.repeat(30)}\n`;
    const all = texts({ text: [line.repeat(60)], buttons: [{ label: 'Ok', data: 'n:ok' }] });
    expect(all.length).toBe(3);
    expect(all.map((params) => params.reply_markup !== undefined)).toEqual([false, false, true]);
  });

  test.each([
    'javascript:alert(1)',
    'tg://resolve?domain=x',
    'ftp://files.example/x',
    'https://user:pw@evil.example/',
    'https://user@evil.example',
    'http://localhost:80/',
    'not a url',
    '',
  ])('no button opens %s', (url) => {
    expect(texts({ text: ['x'], buttons: [{ label: 'Open', url }] })[0]?.reply_markup).toBeUndefined();
  });

  test('a look-alike host is shown as it is written in the DNS', () => {
    const url = 'https://аpple.example/jobs';
    expect(texts({ text: ['x'], buttons: [{ label: 'Open', url }] }).map(labels)).toEqual([
      [['Open · xn--pple-43d.example']],
    ]);
  });

  test('a label has one line, no tricks and an end', () => {
    const label = `a\u202eb\n${'c'.repeat(100)}`;
    const [[[text]]] = texts({
      text: ['x'],
      buttons: [
        { label, data: 'n:1' },
        { label: ' ', data: 'n:2' },
      ],
    }).map(labels) as [[[string]]];
    expect(text).toBe(`ab ${'c'.repeat(60)}…`);
  });

  test('buttons without words still have something to stand under', () => {
    expect(texts({ buttons: [{ label: 'Ok', data: 'n:ok' }] })[0]?.text).toBe('…');
  });

  test('nothing to show is no message', () => {
    expect(render({ text: ['\u200b \n'] })).toEqual([]);
  });

  test('at most 100 buttons', () => {
    const buttons = Array.from({ length: 150 }, (_, i) => ({ label: `Button ${i}`, data: `n:${i}` }));
    expect(
      texts({ text: ['x'], buttons })
        .map(labels)[0]
        ?.flat().length,
    ).toBeLessThanOrEqual(100);
  });

  test('a file name cannot leave its header', () => {
    const file = { name: 'a"\r\nX-Evil: 1/\u0000.pdf', mediaType: 'application/pdf', bytes: new Uint8Array([1, 2]) };
    const part = render({ files: [file] })[0] as Extract<Part, { kind: 'file' }>;
    expect(documentParams(part).document).toEqual({ source: Buffer.from([1, 2]), filename: 'a__X-Evil: 1_.pdf' });
  });

  test('without formatting the words are the same', () => {
    const part = render({ text: say`Saved as ${bold('a & b')}.` })[0] as Extract<Part, { kind: 'text' }>;
    expect(plainTextParams(part)).toEqual({ text: 'Saved as a & b.', link_preview_options: { is_disabled: true } });
  });
});
