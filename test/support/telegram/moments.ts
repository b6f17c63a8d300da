/** Lets a test wait for what it expects, and fail with a sentence when it does not come. */
export const createMoments = () => {
  const watchers = new Set<() => void>();
  return {
    /** Something changed; everyone looks again. */
    notify: (): void => {
      for (const look of watchers) look();
    },
    /** Resolves with the first value that is not null. */
    until: <T>(find: () => T | null, expected: string, deadlineMs = 10_000): Promise<T> =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          watchers.delete(look);
          reject(new Error(`${expected}: not within ${deadlineMs} ms`));
        }, deadlineMs);
        const look = (): void => {
          const found = find();
          if (found === null) return;
          watchers.delete(look);
          clearTimeout(timer);
          resolve(found);
        };
        watchers.add(look);
        look();
      }),
  };
};

export type Moments = ReturnType<typeof createMoments>;
