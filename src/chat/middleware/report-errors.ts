import { randomBytes } from 'node:crypto';
import { UserError } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import { code, type Reply, say } from '../reply.ts';
import { wordError } from '../wording.ts';

/**
 * The one place that decides what a person is shown and what is logged: a UserError is answered by
 * its sentence, an unreachable database by `storage.away`, anything else is logged under a reference.
 */
export const createErrorReport =
  (logger: Logger, isStorageAway: (error: unknown) => boolean) =>
  (error: unknown, what: string): Reply => {
    if (error instanceof UserError) return wordError(error);
    if (isStorageAway(error)) {
      logger.warn('storage away', { what });
      return wordError(new UserError('storage.away', {}));
    }
    const reference = randomBytes(4).toString('hex');
    logger.error('command failed', { what, reference }, error);
    return {
      text: say`Something went wrong on my side; it is noted as ${code(reference)}. Please try again, and quote that if it stays.`,
    };
  };
