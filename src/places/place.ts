/** A place on earth, as far as it is known. */
export interface Place {
  /** In its common English writing, where there is one: `Munich`. */
  readonly city: string | null;
  /** State, province or county: `Bavaria`, `California`. */
  readonly region: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
}
