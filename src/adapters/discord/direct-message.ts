import { createHash } from 'node:crypto';
import { type APIMessage, Routes } from 'discord.js';
import type { Outcome, Recipient, SealedReply } from '../../chat/adapter.ts';
import type { Call } from './call.ts';
import type { Chats } from './chats.ts';
import { Recent } from './recent.ts';
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
) => Promise<Outcome>;

/** The beginning has been seen, so the rest of a group waits this long rather than come much later. */
const NEXT_PART_MS = 5_000;

/**
 * Sends replies as direct messages. The parts of one go out in order and each once: their nonces name
 * them to Discord for some minutes, and this process skips those that it knows to have arrived.
 */
export const createSendDirect = (call: Call, chats: Chats): SendDirect => {
  const partsSent = new Recent<string, number>(10_000);

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

  return async (recipient, reply, key, { limitMs, deadlineMs }) => {
    const signal = AbortSignal.timeout(deadlineMs);
    const chatId = recipient.chatId ?? (await chats.open(recipient.accountId, signal));
    if (typeof chatId !== 'string') return chatId;
    chats.learn(recipient.accountId, chatId);
    const parts = render(reply);
    let outcome: Outcome = { kind: 'delivered', messageId: '', chatId };
    for (let i = partsSent.get(key) ?? 0; i < parts.length; i++) {
      const part = parts[i];
      if (part === undefined) break;
      outcome = await sendPart(chatId, part, nonceOf(key, i), i > 0 ? NEXT_PART_MS : limitMs, signal);
      if (outcome.kind !== 'delivered') return outcome;
      if (i < parts.length - 1) partsSent.set(key, i + 1);
    }
    return outcome;
  };
};

/** Names one part of one message for ever, within Discord's 25 characters. */
export const nonceOf = (key: string, part: number): string =>
  createHash('sha256').update(`${key}\0${part}`).digest('base64url').slice(0, 22);
