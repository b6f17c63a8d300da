import { z } from 'zod';
import type { Incoming } from '../../chat/adapter.ts';

/** What is needed to answer an interaction; kept in `Incoming.origin`. */
const origin = z.object({
  id: z.string(),
  token: z.string(),
  /** The application's id. */
  app: z.string(),
  /** When it arrived, in ms since 1970. */
  at: z.number(),
  /** The answer replaces the message that held the button. */
  isInPlace: z.boolean(),
  /** Only the person who asked sees the answer. */
  isHidden: z.boolean(),
});

export type Origin = Readonly<z.infer<typeof origin>>;

/** The interaction that this came from; null for a direct message, which has none. */
export const originOf = (incoming: Incoming): Origin | null => origin.safeParse(incoming.origin).data ?? null;
