import type { Evidence } from './evidence.ts';
import { containsPhrase } from './words.ts';

/** The statements of a letter. A name such as Node.js does not end one. */
export const sentencesOf = (body: string): string[] =>
  body
    .split(/(?<=[.!?])["”)]?\s+|[;\n]+|:\s+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');

const self = /\b(?:I|I['’](?:m|ve|d|ll)|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|[Oo]ur|[Uu]s)\b/u;
const them = /\b(?:thecompany|you|your|yours|the (?:role|position|posting|job|team|vacancy|opening|advert))\b/iu;

/** True where the applicant speaks of themselves: only their facts may stand here. */
export const speaksOfSelf = (sentence: string): boolean => self.test(sentence);

/** True where only the company or its posting is spoken of, so that the posting's facts may stand here. */
export const speaksOfThem = (sentence: string, { company }: Evidence): boolean =>
  !speaksOfSelf(sentence) && (them.test(sentence) || containsPhrase(sentence, company.join(' ')));

// "I noticed that the role reports to ..." says nothing of the applicant.
const observes = /\bI (?:have )?(?:noticed?|read|see|saw|understand|gather)\b(?: that| how| about| in)?/iu;
const pointsBack = /\b(?:it|them|both|those|these|which|all of (?:it|them|that|this)|as (?:many|much))\b/iu;

/**
 * True where what stands from `start` to `end` is said of the company: in a sentence about it alone,
 * behind "your" or before "you have", and before nothing about the applicant that points back
 * ("your team uses it, and I know it well").
 */
export const isSaidOfThem = (sentence: string, start: number, end: number, evidence: Evidence): boolean => {
  if (speaksOfThem(sentence, evidence)) return true;
  const before = sentence.slice(0, start).replace(observes, '');
  const after = sentence.slice(end);
  if (speaksOfSelf(after) && pointsBack.test(after)) return false;
  if (/^(?:\s[\p{Ll}-]+){0,2} you (?:already |now )?(?:have|run|use|employ|serve|need)\b/u.test(after)) return true;
  return them.test(before) && !speaksOfSelf(before);
};

/** True where the applicant says that something is still ahead of them. */
export const looksAhead = (text: string): boolean =>
  /\b(?:keen|eager|happy|glad|excited|want|would like|would love|hope|ready|look(?:ing)? forward|plan) to (?:learn|pick up|grow into|explore|get to know)\b|\b(?:have not|haven['’]t|not yet|have yet to|never) (?:yet )?(?:used|use|worked with|touched|tried)\b|\bnot (?:\p{L}+ ){0,5}(?:used|tried|worked with) yet\b|\b(?:is|are|would be) new\b|\blook forward to (?:learning|using|exploring)\b|\bnew to me\b/iu.test(
    text,
  );
