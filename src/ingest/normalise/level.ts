import type { JobLevel as Level } from '../../../models/index.ts';

const word = (list: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${list})(?![\\p{L}\\p{N}])`, 'iu');

/**
 * What a field for it says, the lowest first where it names several ("Junior/Mid"): who is asked for
 * less may apply as well. "Mid-Senior level" is LinkedIn's word for an experienced person.
 */
const fieldPatterns: readonly (readonly [Level, RegExp])[] = [
  ['intern', word('interns?|internships?|trainee|student|apprentice|working student|praktikum|stage')],
  [
    'junior',
    word(
      'junior|jr|entry|entry[-_ ]?level|graduate|new grad|early[-_ ]career|associate|beginner|no experience|berufseinsteiger|einsteiger|débutant',
    ),
  ],
  [
    'mid',
    word(
      'mid[-_ ]senior(?: level)?|mid|mid[-_ ]?level|middle|intermediate|medior|experienced|professional|berufserfahren|confirmé|regular',
    ),
  ],
  ['senior', word('senior|sr|expert|expérimenté')],
  ['lead', word('lead|team[- ]?lead(?:er)?|teamleitung')],
  ['principal', word('principal|staff')],
  ['manager', word('manager|management|supervisor|people manager')],
  ['director', word('director|head')],
  ['executive', word('executive|c[- ]level|vp|vice president|chief|president')],
];

/** Titles in which such a word is part of a job: the job of an account manager is not to manage people. */
const jobsOfTheirOwn = word(
  '(?:account|product|project|program(?:me)?|community|case|relationship|customer success|client success|success|social media|content|' +
    'campaign|category|contract|property|office|brand|event|portfolio|release|engagement|delivery|sales|partner|partnerships?|' +
    'territory|marketing|vendor|risk|compliance|claims|facilities|inventory|data|database|alliance|channel|implementation|' +
    'accounts|asset|fund|wealth|change|scrum|transition|quality|crm|growth|lifecycle|regional sales|area sales|business development|key account|' +
    'projekt|produkt|marken|vertriebs|onboarding|incident|offer|bid|proposal|lead generation|proposals|supply|stakeholder|escalation|knowledge|technical program|technical project|technical account|technical product|demand|traffic|studio|stage|floor|ward|unit|hr|people operations|it|quality assurance) ' +
    'managers?(?:in)?',
);
const otherWords = word(
  'lead generation|staff (?:accountant|nurse|attorney|writer|pharmacist|physician|assistant|officer|psychologist|therapist|counsel|photographer|auditor|interpreter|rn|development)|' +
    'chief of staff|member of (?:the )?technical staff|mts|art director|creative director|funeral director|music director|' +
    'executive (?:assistant|chef|recruiter|producer|search|support|administrator|coordinator|secretary)|(?:account|sales|marketing|customer service|advertising|hr) executive|' +
    'associate (?:attorney|dentist|veterinarian|professor|producer)|sales associates?|store associates?|warehouse associates?|retail associates?|' +
    'assistant (?:to the )?(?:director|manager|vice president)|assistant to|(?:management|executive) assistant|(?:student|graduate|intern(?:ship)?|trainee|apprentice(?:ship)?|junior|senior|staff|team|chief) (?:affairs|services|recruitment|programs?|coordinators?|advisors?|success|living|school|life|care|housing)|' +
    'principal investigator|school principal|assistant principal|head (?:chef|cook|waiter|coach|start|teacher|lifeguard)|(?:lead|leads) (?:qualification|gen)|' +
    'middle school|senior center|nurse manager|intern(?:al)? medicine|junior high',
);
const roman = /(?<![\p{L}\p{N}])(I|II|III|IV|V|VI)(?![\p{L}\p{N}.])/u;
const levelOfRoman: Readonly<Record<string, Level>> = {
  I: 'junior',
  II: 'mid',
  III: 'senior',
  IV: 'senior',
  V: 'principal',
};
/** A number says the level only behind such a job: "Phase II Coordinator", "Type 2 Diabetes". */
const gradedJob =
  /(?:engineer|developer|scientist|analyst|designer|technician|specialist|programmer|architect|accountant|administrator|associate|assistant|coordinator|representative|researcher|consultant|operator|planner|buyer|recruiter|inspector|machinist|mechanic|sde|swe|intern)s?,?\s+(I{1,3}|IV|V|[1-5])(?![\p{L}\p{N}.])/iu;

/** Of several the first counts: a "Senior Director" directs, a "Senior Engineering Manager" manages, a "Lead Intern" is one. */
const titlePatterns: readonly (readonly [Level, RegExp])[] = [
  [
    'intern',
    word(
      'interns?|internships?|co-?op|working student|werkstudent(?:in)?|praktikant(?:in)?|praktikum|stagiaire|alternant(?:e)?|apprentice(?:ship)?|azubi|auszubildende[rn]?|trainee|becari[oa]',
    ),
  ],
  [
    'executive',
    word('c[efmtopir]o|ciso|chief|vp|svp|evp|avp|vice[- ]president|president|managing director|geschäftsführer(?:in)?'),
  ],
  ['director', word('directors?|directeur|directrice|head|leiter(?:in)?|head of')],
  ['manager', word('managers?|supervisors?|superintendent|teamleiter(?:in)?|teamleitung|abteilungsleiter(?:in)?')],
  ['principal', word('principal|staff|distinguished|fellow')],
  ['lead', word('lead|team[- ]?lead(?:er)?|tech[- ]?lead|leads?')],
  ['senior', word('senior|sr|snr|sénior|expert')],
  [
    'junior',
    word(
      'junior|jr|entry|entry[- ]level|graduates?|new grad|newgrad|early[- ]career|university grad(?:uate)?|absolvent(?:in)?|berufseinsteiger(?:in)?|débutant(?:e)?',
    ),
  ],
  ['mid', word('mid|mid[- ]?level|medior|intermediate|mid[- ]senior')],
];

/**
 * How much experience a job asks for: what the field for it says, else what the title says beyond
 * doubt; null otherwise. A title without such a word has no level. "Engineer I" is junior, II mid,
 * III and IV senior, V principal; a trainee and a working student are interns; account, product
 * and project managers manage no people, so that "manager" says nothing there.
 */
export const levelOf = (words: string, title: string): Level | null =>
  ofField(words.slice(0, 200)) ?? ofTitle(title.slice(0, 300));

const ofField = (words: string): Level | null => fieldPatterns.find(([, pattern]) => pattern.test(words))?.[0] ?? null;

const ofTitle = (title: string): Level | null => {
  const plain = title.replace(new RegExp(otherWords, 'giu'), ' ').replace(new RegExp(jobsOfTheirOwn, 'giu'), ' ');
  const named = titlePatterns.find(([, pattern]) => pattern.test(plain))?.[0];
  if (named !== undefined) return named;
  const grade = gradedJob.exec(title)?.[1]?.toUpperCase();
  if (grade === undefined) return null;
  return levelOfRoman[numerals[Number(grade)] ?? roman.exec(grade)?.[1] ?? ''] ?? null;
};

const numerals = ['', 'I', 'II', 'III', 'IV', 'V'];
