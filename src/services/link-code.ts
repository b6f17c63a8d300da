import { createHash, randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that nobody mistakes one sign for another. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 60 bits: who guesses a thousand a second for the ten minutes of a code finds it once in 60 million years. */
const LENGTH = 12;

/** A new code, as a person types it: `7K3M-9XQA-2BTR`. */
export const newLinkCode = (): string =>
  Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');

/** What is kept of a code: SHA-256 of its signs, however they were typed. Any text has one. */
export const hashOfCode = (typed: string): Buffer =>
  sha256(
    typed
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, '')
      .replaceAll('O', '0')
      .replace(/[IL]/g, '1'),
  );

/** What a try is counted under. */
export const hashOfAccount = (account: { readonly platform: string; readonly platformId: string }): Buffer =>
  sha256(`${account.platform}:${account.platformId}`);

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
