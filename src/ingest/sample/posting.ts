/** One posting of the sample board, as it is written down in the data files here. */
export interface SamplePosting {
  readonly id: number;
  readonly company: string;
  readonly title: string;
  readonly location: string;
  readonly department: string;
  /** Employment type as boards write it, for example `Full-time`. */
  readonly type: string;
  /** It was published so many hours before the first start. */
  readonly hoursBefore: number;
  /** ISO 639. */
  readonly language: string;
  readonly pay?: {
    readonly minCents: number;
    readonly maxCents: number;
    readonly currency: string;
    /** Says the period too, for example `Hourly rate`. */
    readonly title: string;
  };
  readonly html: string;
}
