const headings = new RegExp(
  '^(?:(?:' +
    [
      '(?:(?:job|key|minimum|min|basic|required|preferred|position|role|essential|core|general|additional|education(?:al)?(?: and experience)?|technical|desired) )?(?:requirements?|qualifications?|prerequisites)',
      '(?:requirements?|qualifications?|skills?|experience|education|knowledge)(?: ?(?:and|&|/|,) ?(?:requirements?|qualifications?|skills?|experience|education|knowledge|abilities|competencies|attributes))+',
      '(?:required|essential|key|desired|technical|must[- ]have) (?:skills?|experience|criteria|competencies)(?: (?:and|&) (?:skills?|experience|qualifications?|abilities))?',
      "what you(?:’|'| wi)?(?:ll)? ?(?:bring|need|will need|have)(?: to (?:the table|succeed|us|be successful))?",
      "what (?:we(?:’|')?re|we are) looking for(?: in you)?|what we look for|we(?:’|')?re looking for|we are looking for|who we(?:’|')?re looking for|who we are looking for|what we need(?: from you)?|what we expect",
      'who you are|about you|your profile|your background|your (?:skills|experience|qualifications|expertise)(?: (?:and|&) (?:skills|experience|qualifications))?|the ideal candidate|ideal candidate|candidate profile|person specification',
      "you(?:’|')?(?:ll)? (?:have|bring|might be a fit if|may be a (?:good )?fit if|might thrive in this role if|should have|must have)|you(?:’|')ll (?:need|bring|have)(?: to have)?|you(?:’|')?re a (?:great|good) fit if(?: you)?|you are a (?:great|good) fit if(?: you)?",
      "must[- ]haves?|must have|skills|skills you(?:’|')?ll need|experience|desired experience|minimum experience|skill ?set|the skill ?set|we(?:’|')?d love (?:to hear from you )?if(?: you)?|to be successful(?: in this role)?(?: you(?:’|')?ll need)?",
      'du bringst mit|dein profil|ihr profil|das bringst du mit|das bringen sie mit|was du mitbringst|was sie mitbringen|was wir erwarten|was wir uns wünschen|anforderungen|anforderungsprofil|voraussetzungen|qualifikation(?:en)?|deine qualifikationen?|ihre qualifikationen?|wen wir suchen',
      'profil(?: recherché)?|votre profil|ton profil|vos compétences|compétences(?: requises)?|pré-?requis|ce que nous recherchons|qualifications requises',
      'requisitos|tu perfil|perfil|perfil buscado|lo que buscamos|qué buscamos|qué necesitas',
      'wat (?:je|jij) meebrengt|jouw profiel|functie-eisen|wat breng je mee|dit ben jij|wie ben jij|requisiti|wymagania|nasze wymagania',
    ].join('|') +
    ')(?: (?:for this role|for the role|for this position|include|are|needed|required))?)\\s*[:?.…]*$',
  'iu',
);

const longestHeading = 80;
/** What is longer is not the list of what is asked. */
const longestPart = 6000;
const leastPart = 20;

/** What begins another part although its letters are small: these stand after nearly every list of requirements. */
const otherHeading =
  /^(?:(?:key |your |main |primary |core |job )?(?:responsibilities|duties|tasks|aufgaben|missions?)|benefits|perks|what we offer|we offer|wir bieten|was wir bieten|das bieten wir|unser angebot|deine aufgaben|ihre aufgaben|nous offrons|avantages|ofrecemos|about (?:us|the (?:company|team|role|job)|[\p{Lu}][\p{L}\d ]{1,30})|über uns|who we are|our (?:benefits|values|culture|offer|mission|team)|why (?:join|work|us)?.{0,30}|what you(?:’|')?ll (?:do|get|be doing)|what you will do|compensation.{0,40}|salary.{0,40}|pay (?:range|transparency).{0,30}|equal opportunity.{0,40}|eeo.{0,30}|how to apply|application process|additional information|nice to haves?|bonus points?.{0,20}|preferred (?:qualifications|skills|experience)|good to have|location|working conditions|physical (?:demands|requirements)|disclaimer|diversity.{0,40}|contact|kontakt|deine benefits|benefits & perks)\s*[:?.!]*$/iu;

/**
 * The part of a description that says what is asked of a person: the lines under a heading such as
 * "Requirements", "What you bring", "Dein Profil", up to the next heading, of each such part; null
 * where there is none. Linear in the description.
 */
export const requirementsOf = (description: string): string | null => {
  const lines = description.split('\n');
  const parts: string[] = [];
  let part: string[] | undefined;
  const close = (): void => {
    const text = part?.join('\n').trim() ?? '';
    if (text.length >= leastPart) parts.push(text);
    part = undefined;
  };
  lines.forEach((line, at) => {
    const heading = headingOf(line);
    if (heading !== null && headings.test(heading)) {
      close();
      part = [];
    } else if (part !== undefined) {
      if (heading !== null && isHeading(heading, line, lines, at)) close();
      else part.push(line);
    }
  });
  close();
  const whole = parts.join('\n\n').slice(0, longestPart).trim();
  return whole === '' ? null : whole;
};

const bullet = /^(?:[-*•·–—▪◦●]|\d{1,2}[.)])\s/;

/** The line without marks of emphasis, where it is short enough for a heading and no item of a list. */
const headingOf = (line: string): string | null => {
  if (line.length > longestHeading || line === '' || bullet.test(line)) return null;
  return line
    .replace(/^[#*_\s]+|[*_\s]+$/g, '')
    .replace(/\p{Extended_Pictographic}|\ufe0f/gu, '')
    .trim();
};

/** A short line without end that stands alone; between the items of a list it is none. */
const isHeading = (heading: string, line: string, lines: readonly string[], at: number): boolean => {
  if (otherHeading.test(heading)) return true;
  if (/[.,;!]$/.test(line) || heading.split(' ').length > 8 || !/^\p{Lu}/u.test(heading)) return false;
  const before = lines[at - 1] ?? '';
  const after = lines[at + 1] ?? '';
  return (
    before === '' &&
    (heading.endsWith(':') ||
      heading === heading.toUpperCase() ||
      bullet.test(after) ||
      bullet.test(lines[at + 2] ?? ''))
  );
};
