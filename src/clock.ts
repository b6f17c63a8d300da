/** Where the time comes from. Passed in, so that a test decides what time it is. */
export interface Clock {
  readonly now: () => Date;
}

export const systemClock: Clock = { now: () => new Date() };
