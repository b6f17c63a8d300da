import type { Evidence } from './evidence.ts';
import { sentencesOf, speaksOfThem } from './sentences.ts';
import { fold, stem } from './words.ts';

// Degrees, papers, honours, rights and strong words: each must stand in the profile in the applicant's own words.
const credentials =
  /\b(?:bachelor(?:['’]?s)?|master(?:['’]?s)? (?:degree|of|in)|m\.?sc|b\.?sc|b\.?eng|m\.?eng|b\.?a\.|m\.?b\.?a|ph\.?d|doctorate|diploma|degree|apprenticeship|university|college|alumn\w+|graduat\w+|thesis|certifi\w+|licen[sc]ed?|accredited|chartered|award\w*|patents?|published|publication|scholarship|honou?rs|citizen\w*|work permit|visa|authori[sz]ed to work|security clearance|notice period|available (?:immediately|from|to start)|salary|references|expert|expertise|fluent|fluently|native speaker|mastery|mastered|track record|extensive|renowned|world-class|senior|principal|c-level)(?![\p{L}])/giu;

/** Degrees, certificates, honours, permits and superlatives that the profile does not hold. */
export const checkCredentials = (body: string, evidence: Evidence): string[] => {
  const own = fold(evidence.own);
  const isOwn = (written: string): boolean => own.includes(fold(written)) || evidence.ownStems.has(stem(fold(written)));
  const wrong = sentencesOf(body.replaceAll(evidence.job.title, 'position'))
    .filter((sentence) => !speaksOfThem(sentence, evidence))
    .flatMap((sentence) => sentence.match(credentials) ?? [])
    .filter((written) => !isOwn(written));
  return [...new Set(wrong.map(fold))].map((written) => `it says "${written}", which the profile does not`);
};
