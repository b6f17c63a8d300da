/** What goes wrong with a call. `process` means that it was done before the trouble began. */
export type Trouble =
  | { readonly kind: 'refuse'; readonly code: number; readonly description: string; readonly retryAfter?: number }
  | { readonly kind: 'bad-gateway' }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'process-then-hang' }
  | { readonly kind: 'process-then-500' }
  | { readonly kind: 'process-then-reset' }
  | { readonly kind: 'reset' };

export interface Fault {
  /** Default: every method. */
  readonly method?: string;
  /** Default: every chat. */
  readonly chatId?: number;
  /** How often; default once. */
  readonly times?: number;
  readonly trouble: Trouble;
}

/** Scripted faults, used up in the order in which they were given. */
export const createFaults = () => {
  const script: { fault: Fault; left: number }[] = [];
  return {
    add: (fault: Fault): void => {
      script.push({ fault, left: fault.times ?? 1 });
    },
    take: (method: string, chatId: unknown): Trouble | null => {
      const entry = script.find(
        ({ fault, left }) =>
          left > 0 &&
          (fault.method === undefined || fault.method.toLowerCase() === method.toLowerCase()) &&
          (fault.chatId === undefined || String(fault.chatId) === String(chatId)),
      );
      if (!entry) return null;
      entry.left -= 1;
      return entry.fault.trouble;
    },
    left: (): number => script.reduce((sum, { left }) => sum + left, 0),
    clear: (): void => {
      script.length = 0;
    },
  };
};
