import { type APIInteractionResponse, InteractionResponseType, MessageFlags, type REST, Routes } from 'discord.js';
import type { FormView, SealedReply } from '../../chat/adapter.ts';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../logger.ts';
import { type Fault, readFault } from './fault.ts';
import { toModal } from './modal.ts';
import type { Origin } from './origin.ts';
import { type Rendered, render, toBody, toFiles } from './render.ts';
import { waitUntil } from './wait.ts';

export interface Deps {
  readonly rest: REST;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** One interaction and its one answer. */
export interface Exchange {
  /** Shows a form instead of an answer. */
  readonly show: (form: FormView) => Promise<void>;
  /** Answers; false where Discord takes no answer here any more. Never throws. */
  readonly answer: (reply: SealedReply) => Promise<boolean>;
  /** No answer is coming: leaves no timer. */
  readonly close: () => void;
}

/** Discord gives up after 3 s; a second of it is left for the way and one for a repeat. */
const ACKNOWLEDGE_MS = 1_000;
const LAST_TRY_MS = 2_500;
/** One try; a second one still fits into Discord's 3 s. */
const TRY_MS = 1_000;
const EDIT_MS = 12_000;
/** The token is good for 15 minutes. */
const TOKEN_MS = 14 * 60_000;

type Taken = 'by this' | 'before' | 'no';

/**
 * Opens the exchange and starts its clock: after one second it is acknowledged, unless the answer or
 * a form is there before. `isFresh` false: another process may have acknowledged it already.
 */
export const openExchange = ({ rest, clock, logger, signal }: Deps, origin: Origin, isFresh = true): Exchange => {
  // Everything goes through this one promise, so that Discord is never answered twice.
  let first: Promise<Taken> | null = isFresh ? null : Promise.resolve('before');
  const visibility = origin.isHidden ? MessageFlags.Ephemeral : 0;
  const ageMs = (): number => clock.now().getTime() - origin.at;
  // Never the long-lived signal itself: the REST client leaves a listener on each one it is given.
  const during = (ms: number): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(ms)]);

  const callback = async (body: APIInteractionResponse, files: ReturnType<typeof toFiles> = []): Promise<Taken> => {
    for (;;) {
      try {
        await rest.post(Routes.interactionCallback(origin.id, origin.token), {
          body,
          files,
          auth: false,
          signal: during(TRY_MS),
        });
        return 'by this';
      } catch (error) {
        const fault = readFault(error);
        if (fault.kind === 'refused' && fault.code === 40060) return 'before';
        const pauseMs = fault.kind === 'limited' ? fault.afterMs : 200;
        if (fault.kind === 'refused' || ageMs() + pauseMs > LAST_TRY_MS || signal.aborted) {
          report('discord.callback_failed', fault);
          return 'no';
        }
        await waitUntil(pauseMs, signal);
      }
    }
  };

  const report = (event: string, fault: Fault): void =>
    logger.warn(event, {
      fault: fault.kind,
      ...(fault.kind === 'refused' ? { code: fault.code, status: fault.status } : {}),
      ageMs: ageMs(),
    });

  /** Edits may be repeated: the second one changes nothing. A follow-up may not. */
  const request = async (isRepeatable: boolean, send: () => Promise<unknown>): Promise<boolean> => {
    for (let pauseMs = 500; ; pauseMs *= 2) {
      if (ageMs() > TOKEN_MS) return false;
      try {
        await send();
        return true;
      } catch (error) {
        const fault = readFault(error);
        const isSafe =
          fault.kind === 'limited' || fault.kind === 'unsent' || (fault.kind === 'unheard' && isRepeatable);
        if (!isSafe || pauseMs > 4_000 || signal.aborted) {
          report('discord.answer_failed', fault);
          return false;
        }
        await waitUntil(fault.kind === 'limited' ? fault.afterMs : pauseMs, signal);
      }
    }
  };

  const edit = (message: Rendered): Promise<boolean> =>
    request(true, () =>
      rest.patch(Routes.webhookMessage(origin.app, origin.token), {
        body: toBody(message),
        files: toFiles(message),
        auth: false,
        signal: during(EDIT_MS),
      }),
    );

  const followUp = (message: Rendered): Promise<boolean> =>
    request(false, () =>
      rest.post(Routes.webhook(origin.app, origin.token), {
        body: toBody(message, visibility),
        files: toFiles(message),
        auth: false,
        signal: during(EDIT_MS),
      }),
    );

  const acknowledge = (): void => {
    first ??= origin.isInPlace
      ? callback({ type: InteractionResponseType.DeferredMessageUpdate })
      : callback({
          type: InteractionResponseType.DeferredChannelMessageWithSource,
          data: origin.isHidden ? { flags: MessageFlags.Ephemeral } : {},
        });
  };
  const timer = isFresh ? setTimeout(acknowledge, Math.max(0, ACKNOWLEDGE_MS - ageMs())) : undefined;

  const answerFirst = async (message: Rendered): Promise<boolean> => {
    if (first !== null) return (await first) !== 'no' && edit(message);
    first = origin.isInPlace
      ? callback({ type: InteractionResponseType.UpdateMessage, data: toBody(message) }, toFiles(message))
      : callback(
          { type: InteractionResponseType.ChannelMessageWithSource, data: toBody(message, visibility) },
          toFiles(message),
        );
    const taken = await first;
    return taken === 'by this' || (taken === 'before' && edit(message));
  };

  return {
    show: async (form) => {
      clearTimeout(timer);
      first ??= callback({ type: InteractionResponseType.Modal, data: toModal(form) });
      await first;
    },
    answer: async (reply) => {
      clearTimeout(timer);
      const [head, ...rest] = render(reply);
      if (head === undefined || !(await answerFirst(head))) return false;
      for (const message of rest) if (!(await followUp(message))) return true;
      return true;
    },
    close: () => clearTimeout(timer),
  };
};
