import type { Evidence } from './evidence.ts';
import { sentencesOf, speaksOfThem } from './sentences.ts';
import { containsPhrase, escapeRegExp, fold, stem } from './words.ts';

const deeds =
  /\b(?:led|managed|built|launched|founded|co-founded|won|increased|reduced|grew|grown|shipped|designed|mentored|hired|trained|supervised|delivered|migrated|automated|negotiated|developed|created|implemented|improved|saved|sold|taught|wrote|written|coordinated|organi[sz]ed|directed|oversaw|scaled|architected|optimi[sz]ed|achieved|exceeded|generated|raised|secured|spearheaded|pioneered|established|restructured|transformed|streamlined|cut|coached|recruited|audited|treated|operated|maintained|handled|served|deployed|engineered|programmed|authored|presented|invented|received|earned|completed|studied|promoted|headed|ran|closed|drove|owned|rewrote|redesigned|volunteered|cared)\b(?!\s(?:me|us)\b)/giu;

// "I manage a team": what one does now wants proof like what one did.
const duties =
  /(?<=\bI (?:\p{L}+ly )?)(?:lead|manage|supervise|oversee|direct|coordinate|train|teach|mentor|run|build|design|develop|maintain|operate|audit|treat|sell|own)\b/gu;

const subject = /\b(?:I|I['’]ve|my|me|we|our|you|your|they|their|who|that|which|is|are|was|were|be|been)\b/giu;
const isSelf = (word: string | undefined): boolean => word === undefined || /^(?:i|i['’]ve|my|me|we|our)$/i.test(word);

const past =
  /\b(?:worked|served|interned|employed|spent|joined|volunteered|studied|(?:my|during my) (?:time|years|work|job|role|internship))\b/iu;
const home =
  /\b(?:based|live|living|located|reside|residing|relocat\w+ (?:from|to)|grew up|home is)(?: in| near| from| to)?\s+(?<place>\p{Lu}[\p{L}-]*(?:\s\p{Lu}[\p{L}-]*)*)/u;

/** True where somebody is said to have done something. */
export const namesDeed = (sentence: string): boolean => sentence.search(deeds) >= 0;

/** Achievements that the applicant does not speak of in their own words: "I led", "I reduced". */
const inventedDeeds = (sentence: string, evidence: Evidence): string[] => {
  if (speaksOfThem(sentence, evidence)) return [];
  return [...sentence.matchAll(deeds), ...sentence.matchAll(duties)]
    .filter((match) => isSelf(sentence.slice(0, match.index).match(subject)?.at(-1)))
    .map((match) => fold(match[0]))
    .filter((deed) => !evidence.ownStems.has(stem(deed)))
    .map((deed) => `it says "${deed}" of the applicant, which the profile does not`);
};

/** "My time at <the hiring company>", though the profile knows of none. */
const inventedPast = (sentence: string, { company, own }: Evidence): string[] => {
  const name = company.join(' ');
  const at = new RegExp(`\\b(?:at|for|with|in|joined) (?:the )?${escapeRegExp(name)}(?![\\p{L}\\p{N}])`, 'iu').exec(
    sentence,
  );
  if (name === '' || at === null || containsPhrase(own, name)) return [];
  return past.test(sentence.slice(0, at.index + 6)) ? [`it says that the applicant was at ${name} before`] : [];
};

const inventedHome = (sentence: string, { own }: Evidence): string[] => {
  const place = home.exec(sentence)?.groups?.place;
  return place === undefined || containsPhrase(own, place) ? [] : [`it says that the applicant lives in ${place}`];
};

/** What the letter says that the applicant did, and where they were, without proof in the profile. */
export const checkDeeds = (body: string, evidence: Evidence): string[] =>
  sentencesOf(body).flatMap((sentence) => [
    ...inventedDeeds(sentence, evidence),
    ...inventedPast(sentence, evidence),
    ...inventedHome(sentence, evidence),
  ]);
