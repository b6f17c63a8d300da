/** What the person says of themselves: all that a letter may state. */
export interface Applicant {
  readonly name: string | null;
  readonly currentTitle: string | null;
  readonly currentCompany: string | null;
  readonly desiredTitles: readonly string[];
  readonly skills: readonly string[];
  readonly yearsExperience: number | null;
  readonly location: string | null;
  /** Their own words about what they have done. */
  readonly experience: string | null;
  /** By name, for example `github`. */
  readonly links: Readonly<Record<string, string>>;
}

/** The posting a letter answers. All of it is untrusted text. */
export interface LetterJob {
  readonly title: string;
  readonly companyName: string;
  readonly location: string | null;
  readonly description: string;
  readonly skills: readonly string[];
}

export interface LetterRequest {
  readonly applicant: Applicant;
  readonly job: LetterJob;
  /** True only where this person agreed that profile and posting go to the model. */
  readonly hasConsent: boolean;
}

/** Why a letter was written by the template though a model is configured. */
export type FallbackReason = 'no_key' | 'no_consent' | 'model_away' | 'model_refused' | 'not_proven';

/** A finished letter. `problems` says what the gate found in a refused draft. */
export interface Letter {
  readonly body: string;
  readonly writtenBy: 'model' | 'template';
  readonly model: string | null;
  readonly fallbackReason: FallbackReason | null;
  readonly problems: readonly string[];
  /** What of the applicant the letter states. */
  readonly facts: readonly string[];
}

/** Writes cover letters. Never throws: a model that fails becomes the template, with the reason. Ends within 60 s. */
export interface LetterWriter {
  readonly draft: (request: LetterRequest, signal?: AbortSignal) => Promise<Letter>;
  /** True where a model is configured, so that consent is worth asking for. */
  readonly usesModel: boolean;
}
