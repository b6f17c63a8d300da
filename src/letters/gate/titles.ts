import { withoutCompany } from './company.ts';
import type { Evidence } from './evidence.ts';
import { sentencesOf } from './sentences.ts';
import { stem, stemsOf, wordsOf } from './words.ts';

const roles =
  'engineer|developer|programmer|manager|director|lead|leader|head|chief|officer|president|founder|owner|partner|architect|designer|analyst|scientist|researcher|consultant|specialist|coordinator|administrator|assistant|associate|accountant|auditor|teacher|tutor|nurse|doctor|physician|therapist|pharmacist|technician|mechanic|electrician|plumber|welder|carpenter|driver|chef|cook|waiter|barista|writer|editor|journalist|translator|marketer|recruiter|lawyer|attorney|paralegal|supervisor|foreman|trainer|coach|professor|lecturer|student|intern|veteran|freelancer|ceo|cfo|cto|coo|vp';

const claim = new RegExp(
  `\\b(?:I am|I['’]m|I was|I have been|I['’]ve been|as|being|became|experience as|career as|years as)\\s+(?:(?<whose>an?|the|your)\\s+)?(?<phrase>(?:(?!(?:about|for|to|on|at|from|with|by|the)\\b)[\\p{L}+#./&-]+\\s+){0,5}?(?:${roles}))(?![\\p{L}])`,
  'giu',
);

const byTrade = new RegExp(
  `(?:^|[,.]\\s)(?:an?\\s)?(?<phrase>(?:[\\p{L}-]+\\s+){0,4}?(?:${roles})) by (?:training|trade|profession)`,
  'giu',
);

const ahead = /\b(?:would|will|could|hope|looking for|seeking|want|next)\b|['’]d\b|['’]ll\b/iu;

// Describes the person, not the position.
const manner = new Set(
  'passionate dedicated motivated curious careful hands-on practical committed enthusiastic reliable patient of and in for good'.split(
    ' ',
  ),
);

/** Positions the letter says the applicant holds or held, and the profile does not. */
export const checkTitles = (body: string, evidence: Evidence): string[] => {
  const { applicant, job } = evidence;
  const sought = stemsOf([job.title, ...applicant.desiredTitles].join(' '));
  const wrong = sentencesOf(withoutCompany(body, evidence)).flatMap((sentence) =>
    [...sentence.matchAll(claim), ...sentence.matchAll(byTrade)]
      .filter(({ 0: found, groups, index }) => {
        // "As your backend engineer I would"; never "I am a", nor "as a backend engineer at" somebody else.
        const isElsewhere = /^\s(?:at|for|with)\s(?!your\b|thecompany)/u.test(sentence.slice(index + found.length));
        const mayLookAhead = ahead.test(sentence) && !isElsewhere && !/^I\b/u.test(found);
        return wordsOf(groups?.phrase ?? '')
          .filter((word) => !manner.has(word))
          .map(stem)
          .some((each) => !evidence.ownStems.has(each) && !(mayLookAhead && sought.has(each)));
      })
      .map((match) => match.groups?.phrase ?? ''),
  );
  return wrong.map((phrase) => `it calls the applicant "${phrase}", which the profile does not`);
};
