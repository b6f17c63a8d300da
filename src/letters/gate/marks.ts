const marks: readonly (readonly [string, RegExp])[] = [
  [
    'a placeholder',
    /\[[^\]]*\]|\{[^}]*\}|<[^>]*>|[[\]{}<>]|_{2,}|\bX{3,}\b|\bx{4,}\b|\b[Ll]orem\b|\bTBD\b|\bTODO\b|\bN\/A\b/u,
  ],
  [
    'a placeholder',
    /\b(?:your|my|company|employer|applicant(?:['’]s)?|candidate(?:['’]s)?|insert|hiring manager(?:['’]s)?) (?:name|address|phone number|email|job title)(?: here)?\b|\binsert \w+ here\b/iu,
  ],
  [
    'words about its own making',
    /\bas an? (?:AI|artificial|language|large)|\b(?:language|AI) model\b|\bchat\s?GPT\b|\bsystem prompt\b|\bprompts?\b|\b(?:previous|prior|above|these|your|my|the|hidden|new) instructions\b|\binstructed\b|\bignore (?:all|the|any|previous)\b|\bjailbreak\b|\boverride\b/iu,
  ],
  [
    'words about its own making',
    /\b(?:FACTS|posting-[0-9a-f]+|f\d{1,3})\b|\bJSON\b|\bnote to (?:the )?(?:reader|reviewer|recruiter|hiring)/u,
  ],
  ['an encoded text', /[A-Za-z0-9+/=_-]{32,}|(?:\b[0-9a-f]{2}\s){8,}/u],
  ['spaced letters', /(?:\b\p{L}\s){3,}\p{L}\b/u],
  ['hidden characters', /[[\p{Cc}\p{Cf}\p{Co}\p{Cn}]--[\n\t]]/v],
  [
    'letters of two alphabets in one word',
    /(?=\p{L}*\p{Script=Latin})(?=\p{L}*[\p{Script=Cyrillic}\p{Script=Greek}])\p{L}+/u,
  ],
  ['the form of a list or a heading', /^\s*(?:[-*•]|\d+\.|#+)\s/mu],
];

/** A page, in UTF-16 units. */
export const maxLength = 3500;
// One honest sentence.
const minLength = 60;

/** Placeholders, traces of the prompt, hidden or encoded text, and a length that no letter has. */
export const checkMarks = (body: string, secrets: readonly string[], known: string): string[] => {
  const caseless = (body.match(/[\p{Lo}\p{Script=Cyrillic}\p{Script=Greek}]+/gu) ?? []).filter(
    (word) => !known.includes(word),
  );
  return [
    ...marks.filter(([, pattern]) => pattern.test(body)).map(([what]) => `it holds ${what}`),
    ...(secrets.some((secret) => body.toLowerCase().includes(secret.toLowerCase()))
      ? ['it holds words about its own making']
      : []),
    ...(caseless.length > 0 ? ['it holds words in another script'] : []),
    ...(body.trim().length < minLength ? ['it is too short'] : []),
  ];
};
