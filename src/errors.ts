/**
 * Everything that a person can be told went wrong, with the values its sentence needs. The
 * sentences are in `chat/wording.ts`, which does not compile while one is missing.
 */
export interface UserErrors {
  'command.unknown': { readonly text: string; readonly suggestion: string | null };
  'option.unknown': { readonly name: string; readonly command: string };
  'option.missing': { readonly name: string; readonly command: string };
  'option.invalid': { readonly name: string; readonly value: string; readonly expected: string };
  'message.too_long': { readonly length: number; readonly max: number };
  'message.unreadable': Record<never, never>;
  'button.not_yours': Record<never, never>;
  'button.stale': Record<never, never>;
  'rate.too_fast': { readonly seconds: number };
  'form.nothing_to_cancel': Record<never, never>;
  'storage.away': Record<never, never>;
  'filter.empty': Record<never, never>;
  'filter.unknown_field': { readonly field: string; readonly suggestion: string | null };
  'filter.bad_value': {
    readonly field: string;
    readonly value: string;
    readonly expected: string;
    readonly suggestion: string | null;
  };
  'filter.unknown_skill': { readonly field: string; readonly skill: string; readonly suggestion: string | null };
  'filter.dangling_or': { readonly near: string };
  'filter.unclosed_quote': { readonly near: string };
  'filter.no_words': { readonly term: string };
  'filter.too_long': { readonly terms: number; readonly max: number };
  'filter.currency_needed': { readonly amount: string; readonly line: string };
  'job.not_found': { readonly number: number };
  'posting.refused': { readonly reason: string };
  'posting.limit': { readonly max: number };
  'posting.not_yours': { readonly number: number };
  'posting.no_correction': Record<never, never>;
  'watch.refused': { readonly reason: string };
  'watch.limit': { readonly max: number };
  'watch.unknown_company': { readonly name: string };
  'admin.only': Record<never, never>;
  'source.not_found': { readonly number: number };
  'dead_letter.not_found': { readonly number: number };
  'search.not_found': { readonly number: number };
  'search.limit': { readonly max: number };
  'application.not_found': { readonly number: number };
  'application.move': { readonly from: string; readonly to: string; readonly possible: readonly string[] };
  'letter.none': { readonly number: number };
  'letter.consent_needed': { readonly line: string };
  'letter.budget': { readonly max: number };
  'link.private_only': Record<never, never>;
  'link.bad_code': Record<never, never>;
  'link.locked': { readonly minutes: number };
  'link.own_code': Record<never, never>;
  'link.taken': { readonly platform: string };
  'link.over': Record<never, never>;
  'link.not_linked': { readonly platform: string | null };
  'community.not_here': Record<never, never>;
  'community.not_allowed': { readonly community: string };
  'community.unsure': Record<never, never>;
  'community.rights_missing': { readonly missing: readonly string[] };
  'community.limit': { readonly max: number };
  'community.not_followed': { readonly number: number };
  'profile.avoid_limit': { readonly max: number };
  'notify.pause_unclear': { readonly text: string };
  'notify.pause_past': { readonly text: string };
  'notify.quiet_needs_end': Record<never, never>;
  'notify.empty_cap': Record<never, never>;
  'profile.empty_edit': Record<never, never>;
}

export type UserErrorId = keyof UserErrors;

/** A person asked for something that cannot be done; the chat answers with the sentence of `id`. */
export class UserError<Id extends UserErrorId = UserErrorId> extends Error {
  readonly id: Id;
  readonly details: UserErrors[Id];

  constructor(id: Id, details: UserErrors[Id]) {
    super(id);
    this.name = 'UserError';
    this.id = id;
    this.details = details;
  }
}
