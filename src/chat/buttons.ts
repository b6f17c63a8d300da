import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { UserError } from '../errors.ts';
import type { SealedButton, SealedReply } from './adapter.ts';
import type { Button, Reply } from './reply.ts';
import type { ButtonLines } from './stores.ts';

/**
 * A button carries `<mode><signature><command line>` in at most 64 bytes (Telegram's limit, Discord's
 * is 100). The signature binds mode and line to the one account that may press it, so that a forged
 * button, or another person's, opens nothing. A line that is too long is kept in the database and the
 * button carries `@` and its random name instead.
 */
export const MAX_BUTTON_BYTES = 64;

/** Whose button: `discord:123`. */
export type Owner = string;

export const ownerOf = (account: { readonly platform: string; readonly id: string }): Owner =>
  `${account.platform}:${account.id}`;

/**
 * The account that may press a button. Its epoch counts on, from 0 to 15 and over again, when the
 * account becomes another person's: the numbers in an older button would name other things then.
 */
export interface Presser {
  readonly id: number;
  readonly owner: Owner;
  readonly epoch: number;
}

export const EPOCHS = 16;

/** A button or a form as it was opened without knowing the account. */
export interface Opened {
  readonly line: string;
  readonly inPlace: boolean;
  /** Of the account at the time when it was made; `typed`: a form for a line that was typed just now. */
  readonly epoch: Epoch;
}

export type Epoch = number | 'typed';

export interface ButtonSeal {
  /** At once, or null where the line is too long to be carried. */
  readonly sealNow: (line: string, inPlace: boolean, owner: Owner, epoch: Epoch) => string | null;
  /** Every button sealed for everybody who sees it: each runs it as themselves. A line too long to be carried has none. */
  readonly sealForAll: (reply: Reply) => SealedReply;
  /** Every button of a reply sealed for one account. */
  readonly sealReply: (reply: Reply, presser: Presser) => Promise<SealedReply>;
  /**
   * What a pressed button carries. Pure.
   * @throws {UserError} button.not_yours
   */
  readonly open: (data: string, owner: Owner) => Opened;
  /**
   * The whole line, read from the database where the button only names it.
   * @throws {UserError} button.not_yours, button.stale
   */
  readonly lineOf: (data: string, presser: Presser) => Promise<string>;
}

const SIGNATURE_LENGTH = 11; // 64 bits in base64url: nobody guesses it through a chat

/** Whose button it is where everybody may press it: no account is named so. */
const ANYBODY = 'anybody';

const everyEpoch: readonly Epoch[] = [...Array(EPOCHS).keys(), 'typed'];

export const createButtonSeal = (key: Buffer, kept: ButtonLines): ButtonSeal => {
  const sign = (mode: string, line: string, owner: Owner, epoch: Epoch): string =>
    createHmac('sha256', key)
      .update(`${mode}\n${epoch === 0 ? owner : `${owner}~${epoch}`}\n${line}`)
      .digest('base64url')
      .slice(0, SIGNATURE_LENGTH);

  const sealNow: ButtonSeal['sealNow'] = (line, inPlace, owner, epoch) => {
    const mode = inPlace ? 'i' : 'n';
    const data = `${mode}${sign(mode, line, owner, epoch)}${line}`;
    return Buffer.byteLength(data) <= MAX_BUTTON_BYTES ? data : null;
  };

  const open: ButtonSeal['open'] = (data, owner) => {
    const mode = data.slice(0, 1);
    const line = data.slice(1 + SIGNATURE_LENGTH);
    const given = Buffer.from(data.slice(1, 1 + SIGNATURE_LENGTH));
    const isSigned = (by: Owner, one: Epoch): boolean => {
      const right = Buffer.from(sign(mode, line, by, one));
      return given.length === right.length && timingSafeEqual(given, right);
    };
    const epoch = everyEpoch.find((one) => isSigned(owner, one)) ?? (isSigned(ANYBODY, 'typed') ? 'typed' : undefined);
    if (epoch === undefined) throw new UserError('button.not_yours', {});
    return { line, inPlace: mode === 'i', epoch };
  };

  const sealReply: ButtonSeal['sealReply'] = async (reply, { id, owner, epoch }) => {
    const seal = async (line: string, inPlace: boolean): Promise<string> => {
      const now = sealNow(line, inPlace, owner, epoch);
      if (now !== null) return now;
      const name = randomBytes(16).toString('base64url');
      await kept.keep(name, id, line);
      return sealNow(`@${name}`, inPlace, owner, epoch) ?? '';
    };
    const button = async (one: Button): Promise<SealedButton> =>
      'url' in one ? one : { label: one.label, data: await seal(one.run, one.inPlace ?? false) };
    const buttons = (many: readonly Button[]) => Promise.all(many.map(button));
    const { cards, buttons: own, select, page, ...rest } = reply;
    return {
      ...rest,
      ...(cards === undefined
        ? {}
        : { cards: await Promise.all(cards.map(async (card) => ({ ...card, buttons: await buttons(card.buttons) }))) }),
      ...(own === undefined ? {} : { buttons: await buttons(own) }),
      ...(select === undefined
        ? {}
        : { select: { label: select.label, data: await seal(select.run, false), choices: select.choices } }),
      ...(page === undefined ? {} : { page: await sealPage(page, seal) }),
    };
  };

  const sealForAll: ButtonSeal['sealForAll'] = ({ cards, buttons: own, select: _, page: __, ...rest }) => {
    const buttons = (many: readonly Button[]): SealedButton[] =>
      many.flatMap((one): SealedButton[] => {
        if ('url' in one) return [one];
        const data = sealNow(one.run, false, ANYBODY, 'typed');
        return data === null ? [] : [{ label: one.label, data }];
      });
    return {
      ...rest,
      ...(cards === undefined ? {} : { cards: cards.map((card) => ({ ...card, buttons: buttons(card.buttons) })) }),
      ...(own === undefined ? {} : { buttons: buttons(own) }),
    };
  };

  const lineOf: ButtonSeal['lineOf'] = async (data, { id, owner, epoch }) => {
    const { line, epoch: madeIn } = open(data, owner);
    if (madeIn !== 'typed' && madeIn !== epoch) throw new UserError('button.stale', {});
    if (!line.startsWith('@')) return line;
    const whole = await kept.find(line.slice(1), id);
    if (whole === null) throw new UserError('button.stale', {});
    return whole;
  };

  return { sealNow, sealForAll, sealReply, open, lineOf };
};

const sealPage = async (
  page: NonNullable<Reply['page']>,
  seal: (line: string, inPlace: boolean) => Promise<string>,
): Promise<NonNullable<SealedReply['page']>> => {
  const to = async (label: string, number: number): Promise<SealedButton> => ({
    label,
    data: await seal(`${page.run} page:${number}`, true),
  });
  return {
    number: page.number,
    of: page.of,
    ...(page.number > 1 ? { previous: await to('Previous', page.number - 1) } : {}),
    ...(page.number < page.of ? { next: await to('Next', page.number + 1) } : {}),
  };
};
