import type { EmploymentType } from '../../matching/filter.ts';

/**
 * Words of a field in English, German, French, Spanish and Dutch. `\b` ends a word at an accented
 * letter and not at an underscore, so these look for letters.
 */
const word = (list: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${list})(?![\\p{L}\\p{N}])`, 'iu');

const typePatterns: readonly (readonly [EmploymentType, RegExp])[] = [
  [
    'internship',
    word(
      'interns?|internships?|co-?op|working student|apprentice(?:ship)?|werkstudent(?:in)?|(?:pflicht)?praktikum|praktikant(?:in)?|praktika|' +
        'ausbildung|duales studium|stages?|stagiaire|alternance|apprentissage|prácticas|practicas|becari[oa]|beca|pasantía|stagiair|tirocinio',
    ),
  ],
  [
    'temporary',
    word(
      'temporary|temp|seasonal|aushilfe|saisonal|saisonkraft|zeitarbeit|intérim|interim|intérimaire|saisonnier|temporaire|temporal|eventual|tijdelijk',
    ),
  ],
  [
    'contract',
    word(
      'contract|contractors?|contractual|fixed[-_ ]?term|freelancer?|consultant|cdd|befristet(?:e[rs]?)?|freiberuflich|freie mitarbeit|indépendant|prestation|' +
        'autónomo|por obra|contrato temporal|zzp|detachering|b2b|1099|corp[- ]to[- ]corp|c2c',
    ),
  ],
  [
    'part-time',
    word(
      'part[-_ ]?time(?:r)?|parttime|teilzeit|temps partiel|media jornada|jornada parcial|tiempo parcial|deeltijd|tempo parcial|minijob|geringfügig',
    ),
  ],
  [
    'full-time',
    word(
      'full[-_ ]?time(?:r)?|fulltime|fte|vollzeit|temps plein|temps complet|jornada completa|tiempo completo|voltijd|tempo integral|tempo pieno|' +
        'cdi|permanent(?:e)?|festanstellung|unbefristet(?:e[rs]?)?|indefinido|vast contract|vaste aanstelling',
    ),
  ],
];

/** Permanent says how long, not how many hours: it gives way to part-time and to a kind of its own. */
const lasting = word(
  'cdi|permanent(?:e)?|festanstellung|unbefristet(?:e[rs]?)?|indefinido|vast contract|vaste aanstelling',
);
const hours = word(
  'full[-_ ]?time(?:r)?|fulltime|vollzeit|temps plein|temps complet|jornada completa|tiempo completo|voltijd',
);
const notTerm = word(
  'contrato indefinido|contrat à durée indéterminée|vast contract|permanent contract|unlimited contract|contrato fijo',
);
const fixed = word('contrat à durée déterminée|contrato de duración determinada');

/**
 * The kind of employment that a field for it names ("Full-Time Regular", "CONTRACTOR", "Vollzeit",
 * "CDI"). The more particular kind wins ("Full-time contract" is a contract); full-time and part-time
 * together, or a word like "Regular" that says neither, is null. A permanent job counts as full-time
 * unless part-time is said.
 */
export const employmentType = (words: string): EmploymentType | null => {
  const text = words.slice(0, 1000);
  if (fixed.test(text)) return 'contract';
  const said = notTerm.test(text) ? text.replace(notTerm, 'permanent') : text;
  const named = typePatterns.filter(([, pattern]) => pattern.test(said)).map(([type]) => type);
  if (named[0] === 'part-time' && named.includes('full-time'))
    return lasting.test(said) && !hours.test(said) ? 'part-time' : null;
  return named[0] ?? null;
};

// A title is not a field: "Contract Manager" manages contracts, "Internal Auditor" is no intern.
const standsAlone =
  /(?:^|[([\-–—,|:;/]\s*)(?:\d+[- ]months? )?(?:(?:part|full)[- ]?time|temporary|seasonal|contract(?:or)?|fixed[- ]term|freelance|befristet|teilzeit|vollzeit|cdi|cdd|stage|praktikum|alternance|\d+[- ]month fixed[- ]term contract)(?: (?:contract|contractor|position|role|employee|job))?\s*(?:$|[)\]\-–—,|:;/\d])/i;
const anywhereInTitle =
  /\b(?:part[- ]time|full[- ]time)\b|\b(?:intern|internship|co-op)\s*(?:$|[-–—,(|/:;]|(?:fall|summer|spring|winter)\b)|^intern\b(?=\s*[,:–—-])|\b(?:working student|werkstudent(?:in)?|praktikant(?:in)?|praktikum|stagiaire|in teilzeit|in vollzeit)\b/i;

/** The kind of employment that a title names beyond doubt; null otherwise. */
export const employmentTypeOfTitle = (title: string): EmploymentType | null => {
  const named = [standsAlone, anywhereInTitle].map((pattern) => pattern.exec(title)?.[0] ?? '').join(' ');
  return employmentType(named);
};
