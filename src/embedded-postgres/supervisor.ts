import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../logger.ts';
import { type RunningServer, stopServer } from './server.ts';
import { isLastClient } from './session.ts';

const longestPauseMs = 10_000;
/** A server that lived this long had no fault from its start, so the next restart comes at once. */
const provenMs = 30_000;

/**
 * Brings the server back with `restart` whenever it ends, at once the first time and with growing
 * pauses when it keeps ending, until `stop`, which ends the server unless somebody else uses it.
 */
export const supervise = (
  first: RunningServer,
  logger: Logger,
  restart: (signal: AbortSignal) => Promise<RunningServer>,
): { stop: () => Promise<void> } => {
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));

  const keepAlive = async (): Promise<RunningServer | undefined> => {
    let server: RunningServer | undefined = first;
    let pauseMs = 0;
    while (!stopping.signal.aborted) {
      const since = performance.now();
      if (server !== undefined) {
        await Promise.race([server.session.gone, stopped]);
        if (stopping.signal.aborted) break;
        logger.warn('database.lost', { pid: server.pid });
      }
      pauseMs = performance.now() - since > provenMs ? 0 : Math.min(longestPauseMs, pauseMs * 2 + 50);
      try {
        await delay(pauseMs, undefined, { signal: stopping.signal });
        server = await restart(stopping.signal);
        logger.info('database.back', { pid: server.pid, port: server.port });
      } catch (error) {
        server = undefined;
        if (!stopping.signal.aborted) logger.error('database.not_back', {}, error);
      }
    }
    return server;
  };

  const kept = keepAlive();
  const stop = async (): Promise<void> => {
    stopping.abort();
    const server = await kept;
    try {
      if (server !== undefined && (await isLeftAlone(server))) await stopServer(server.pid);
    } catch (error) {
      logger.error('database.stop_failed', {}, error);
    }
    await server?.session.client.end().catch(() => {});
  };
  let done: Promise<void> | undefined;
  return {
    stop: () => {
      done ??= stop();
      return done;
    },
  };
};

/** The server sees the end of a pool that was just closed a moment later. */
const lastGoodbyesMs = 500;

const isLeftAlone = async (server: RunningServer): Promise<boolean> => {
  const deadline = performance.now() + lastGoodbyesMs;
  while (!(await isLastClient(server.session.client))) {
    if (performance.now() > deadline) return false;
    await delay(20);
  }
  return true;
};
