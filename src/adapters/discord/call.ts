import type { REST } from 'discord.js';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../logger.ts';
import { type Fault, readFault } from './fault.ts';
import type { InvalidRequests } from './invalid-requests.ts';
import { type Failure, type Stage, toOutcome } from './outcome.ts';

export type Called =
  | { readonly ok: true; readonly answer: unknown }
  | { readonly ok: false; readonly failure: Failure; readonly fault: Fault };

/** Makes one request of a direct message; never throws. */
export type Call = (stage: Stage, request: (rest: REST) => Promise<unknown>) => Promise<Called>;

interface Deps {
  readonly rest: REST;
  readonly token: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly invalid: Pick<InvalidRequests, 'waitMs'>;
}

const tooManyInvalid = (afterMs: number): { fault: Fault; failure: Failure } => ({
  fault: { kind: 'limited', afterMs, isEverybody: true },
  failure: { kind: 'retry', afterMs, scope: 'platform', reason: 'too many invalid requests' },
});

/** Calls that stop all together for a minute after the token was refused, and say so once. */
export const createCall = ({ rest, token, clock, logger, invalid }: Deps): Call => {
  let held: { readonly until: number; readonly fault: Fault; readonly failure: Failure } | null = null;

  return async (stage, request) => {
    const now = clock.now().getTime();
    if (held !== null && held.until > now) {
      const { fault, failure, until } = held;
      return { ok: false, fault, failure: 'afterMs' in failure ? { ...failure, afterMs: until - now } : failure };
    }
    const waitMs = invalid.waitMs();
    if (waitMs > 0) return { ok: false, ...tooManyInvalid(waitMs) };
    // The client forgets its token at a 401; the first call after the wait shows whether it is taken again.
    rest.setToken(token);
    try {
      return { ok: true, answer: await request(rest) };
    } catch (error) {
      const fault = readFault(error);
      const failure = toOutcome(fault, stage);
      if (failure.kind === 'shut') {
        held = { until: clock.now().getTime() + failure.afterMs, fault, failure };
        logger.error('discord.token_refused', { reason: failure.reason });
      } else if (fault.kind === 'refused' && failure.kind === 'gone' && failure.what === 'message') {
        logger.error('discord.message_refused', { code: fault.code, status: fault.status });
      }
      return { ok: false, failure, fault };
    }
  };
};
