import type { Conversation, Incoming, SealedReply } from '../../chat/adapter.ts';
import type { Pacing } from '../../chat/pacing.ts';
import { say } from '../../chat/reply.ts';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../logger.ts';
import type { TelegramApi } from './api.ts';
import { type Place, sendPart } from './deliver.ts';
import { TelegramFailure, toFailure } from './failure.ts';
import { toOutcome } from './outcome.ts';
import { pause } from './persist.ts';
import { lostChoices, type Part, render } from './render.ts';

const TRIES = 5;
const PATIENCE_MS = 30_000; // somebody is waiting for this answer; later it is worth nothing

export interface AnswerDeps {
  readonly api: TelegramApi;
  readonly conversation: Pick<Conversation, 'preview'>;
  readonly botName: string;
  readonly pacing: Pacing;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/**
 * Answers one message where its answer belongs: in the private chat, in place of the pressed message,
 * or in the group where the command is a public one. A group's personal answer goes to the private
 * chat; where that was never opened the group gets a button that opens it, and nothing personal.
 * @throws {TelegramFailure} it could not be sent
 */
export const answer = async (incoming: Incoming, reply: SealedReply, deps: AnswerDeps): Promise<void> => {
  const lost = lostChoices(reply);
  if (lost > 0) deps.logger.warn('telegram.choices_lost', { lost });
  const parts = render(reply);
  const preview = deps.conversation.preview(incoming.message, incoming.sender);
  const group = incoming.chat.isPrivate ? null : inGroup(incoming);
  const pressedId = preview.inPlace ? id(incoming.origin.pressedId) : undefined;
  if (group === null) return sendAll({ chatId: Number(incoming.chat.id), editId: pressedId }, parts, deps);
  if (preview.isPublic) return sendAll({ ...group, editId: pressedId }, parts, deps);
  try {
    await sendAll({ chatId: Number(incoming.sender.id) }, parts, deps);
  } catch (error) {
    const outcome = toOutcome(toFailure(error));
    if (outcome.kind !== 'gone' || outcome.what !== 'recipient') throw error;
    await sendAll(group, render(invitation(deps.botName)), deps);
  }
};

const inGroup = (incoming: Incoming): Place => ({
  chatId: Number(incoming.chat.id),
  replyToId: id(incoming.origin.writtenId),
});

const invitation = (botName: string): SealedReply => ({
  text: say`I answer that in our private chat. Open it once, then ask me again.`,
  buttons: [{ label: 'Open the chat', url: `https://t.me/${botName}?start=hello` }],
});

/** To an admin who writes as the group: nobody can tell whose right that is. Never rejects. */
export const answerAsGroup = async (
  to: { readonly chatId: number; readonly messageId: number },
  { api, logger, signal }: Pick<AnswerDeps, 'api' | 'logger' | 'signal'>,
): Promise<void> => {
  const text = say`You write as the group itself, so I can't see who you are. Switch off "Remain anonymous" in your admin rights for a moment and send it again.`;
  try {
    for (const part of render({ text }))
      await sendPart(api, { chatId: to.chatId, replyToId: to.messageId }, part, signal);
  } catch (error) {
    logger.info('telegram.anonymous_unanswered', { reason: new TelegramFailure(toFailure(error)).message });
  }
};

/** The first part replaces what is edited; the others follow it. */
const sendAll = async (place: Place, parts: readonly Part[], deps: AnswerDeps): Promise<void> => {
  for (const [i, part] of parts.entries()) {
    await sendPatiently(i === 0 ? place : { chatId: place.chatId }, part, deps);
  }
};

/**
 * Tries again what was certainly not sent, and once what may have been: to see an answer twice is
 * better than to be left without.
 */
const sendPatiently = async (place: Place, part: Part, { api, pacing, clock, signal }: AnswerDeps): Promise<void> => {
  let unheard = 0;
  let waitedMs = 0;
  for (let tries = 1; ; tries += 1) {
    await pause(pacing.takeAnswer(String(place.chatId), clock.now().getTime()), signal);
    try {
      await sendPart(api, place, part, signal);
      return;
    } catch (error) {
      const outcome = toOutcome(toFailure(error));
      if (outcome.kind === 'unknown') unheard += 1;
      const waitMs = outcome.kind === 'retry' ? outcome.afterMs : 0;
      if (waitMs > 0) pacing.holdChat(String(place.chatId), waitMs, clock.now().getTime());
      waitedMs += waitMs;
      if (outcome.kind === 'gone' || unheard > 1 || tries >= TRIES || waitedMs > PATIENCE_MS || signal.aborted) {
        throw error instanceof TelegramFailure ? error : new TelegramFailure(toFailure(error));
      }
      await pause(waitMs, signal);
    }
  }
};

const id = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
