import { createHash } from 'node:crypto';
import { type APIMessage, Routes } from 'discord.js';
import type { Outcome, Progress, Recipient, SealedReply } from '../../chat/adapter.ts';
import type { Pacing } from '../../chat/pacing.ts';
import type { Clock } from '../../clock.ts';
import type { Call } from './call.ts';
import type { Chats } from './chats.ts';
import { type Rendered, render, toBody, toFiles } from './render.ts';
import { waitUntil } from './wait.ts';

/** How long one part may wait for rate limits, and all of it may take. */
export interface Patience {
  readonly limitMs: number;
  readonly deadlineMs: number;
}

export type SendDirect = (
  recipient: Recipient,
  reply: SealedReply,
  key: string,
  patience: Patience,
  progress?: Progress,
) => Promise<Outcome>;

interface SendDeps {
  readonly call: Call;
  readonly chats: Chats;
  readonly pacing: Pacing;
  readonly clock: Clock;
}

/** The beginning has been seen, so the rest of a group waits this long rather than come much later. */
const NEXT_PART_MS = 5_000;

/** Somebody else sends this message by now, or will. */
const taken: Outcome = { kind: 'retry', afterMs: 0, scope: 'recipient', reason: 'taken over' };

/**
 * Sends replies to people and channels. The parts of one go out in order and each once: their nonces
 * name them to Discord for some minutes, and those that are known to have arrived are left out.
 */
export const createSendDirect = ({ call, chats, pacing, clock }: SendDeps): SendDirect => {
  const sendPart = async (
    chatId: string,
    part: Rendered,
    nonce: string,
    limitMs: number,
    signal: AbortSignal,
  ): Promise<Outcome> => {
    const body = { ...toBody(part), nonce, enforce_nonce: true };
    for (let patience = limitMs; ; ) {
      const called = await call('message', (rest) =>
        rest.post(Routes.channelMessages(chatId), { body, files: toFiles(part), signal }),
      );
      if (called.ok) return { kind: 'delivered', messageId: (called.answer as APIMessage).id, chatId };
      const { fault, failure } = called;
      // The nonce was known, and its message has been deleted since: it did arrive.
      if (fault.kind === 'refused' && fault.code === 10008) return { kind: 'delivered', messageId: 'deleted', chatId };
      if (fault.kind !== 'limited' || fault.afterMs > patience) return failure;
      patience -= fault.afterMs;
      await waitUntil(fault.afterMs, signal);
    }
  };

  return async (recipient, reply, key, { limitMs, deadlineMs }, progress) => {
    const signal = AbortSignal.timeout(deadlineMs);
    let chatId = recipient.chatId;
    if (recipient.kind === 'person') {
      const opened = chatId ?? (await chats.open(recipient.accountId, signal));
      if (typeof opened !== 'string') return opened;
      chats.learn(recipient.accountId, opened);
      if (chatId === null && progress !== undefined && !(await progress.onChat(opened))) return taken;
      chatId = opened;
    }
    if (chatId === null) return { kind: 'gone', what: 'recipient', reason: 'no chat' };
    const parts = render(reply);
    let outcome: Outcome = { kind: 'delivered', messageId: '', chatId };
    const from = Math.min(progress?.partsSent ?? 0, parts.length - 1);
    const target = { place: chatId, isGroup: recipient.kind === 'channel', isNew: false };
    for (let i = from; i < parts.length; i++) {
      const part = parts[i];
      if (part === undefined) break;
      if (i > from) await waitUntil(pacing.takePart(target, clock.now().getTime()), signal);
      outcome = await sendPart(chatId, part, nonceOf(key, i), i > 0 ? NEXT_PART_MS : limitMs, signal);
      if (outcome.kind !== 'delivered') return outcome;
      if (i < parts.length - 1 && progress !== undefined && !(await progress.onPart(i + 1))) return taken;
    }
    return outcome;
  };
};

/** Names one part of one message for ever, within Discord's 25 characters. */
export const nonceOf = (key: string, part: number): string =>
  createHash('sha256').update(`${key}\0${part}`).digest('base64url').slice(0, 22);
