/** How soon somebody is told, the most urgent first. */
export const CADENCES = ['instant', 'hourly', 'daily', 'weekly', 'silent'] as const;
export type Cadence = (typeof CADENCES)[number];

/** When and how much one person is told. */
export interface AlertSettings {
  /** For searches that have none of their own. */
  readonly cadence: Cadence;
  /** Minute of the local day of the daily and weekly digest. */
  readonly digestMinute: number;
  /** Of the weekly digest: 1 (Monday) to 7 (Sunday). */
  readonly weekday: number;
  /** Minutes of the local day from which and up to which nothing is sent; equal: no quiet hours. */
  readonly quietFrom: number;
  readonly quietTo: number;
  /** Messages about single jobs in a local day. */
  readonly perDay: number;
  /** Jobs listed in one digest. */
  readonly perMessage: number;
  /** Jobs of one company in a local day of messages, and in one digest; null: any number. */
  readonly perCompany: number | null;
  /** Nothing is sent before; null: not paused. */
  readonly pausedUntil: Date | null;
  /** IANA name. */
  readonly timezone: string;
}

/** Whichever of two cadences tells sooner. */
export const sooner = (one: Cadence, other: Cadence): Cadence =>
  CADENCES.indexOf(one) <= CADENCES.indexOf(other) ? one : other;
