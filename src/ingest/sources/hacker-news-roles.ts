import { cleanLine } from '../normalise/clean-text.ts';
import { isRole, isVague, namesEmployment, namesPay, namesWorking, withoutBrackets } from './hacker-news-words.ts';

const mostRoles = 5;
/** Nobody lists roles further down. */
const mostLines = 60;
const longestRole = 80;
const mostWords = 9;

/** Roles, each once, as one title. */
export const titleOf = (roles: readonly string[]): string => {
  const each = [...new Set(roles.map((role) => role.replace(payInBrackets, '').trim()))].slice(0, mostRoles);
  return each.join(each.length > 1 && each.some((role) => role.includes(',')) ? '; ' : ', ');
};

const payInBrackets = /\s*[([][^()[\]]*[$€£]\s*\d[^()[\]]*[)\]]/g;

/** The roles that the text below a header lists in lines of their own, else those it says that it hires. */
export const rolesBelow = (lines: readonly string[]): readonly string[] => {
  const listed = lines.slice(0, mostLines).flatMap((line) => listedRole(line) ?? []);
  const roles = listed.length > 0 ? listed : lines.slice(0, mostLines).flatMap(soughtRoles);
  const telling = roles.filter(
    (role) => !/^(?:software )?(?:engineers?|developers?|founders?|co-?founders?)$/i.test(role),
  );
  return telling.length > 0 ? telling : roles;
};

const bullet = /^(?:\[[^\]]{0,30}\]|\d{1,2}\]|[-*•·–—>→#+◦▪●]+|\(?\d{1,2}[.)]|[a-z]\))\s*/iu;
const sentence =
  /^(?:we|we're|our|you|you'll|your|if|as|i|i'm|this|the|it|in|at|to|for|with|what|who|why|please|apply|email|contact|reach|send|join|by|no|not|about|salary|salaries|compensation|must|experience|strong|built|led|founded|backed|work|working|help|own|design and|build|tech|stack|looking|interested|open to|reports?|partner with|collaborat\w*|\d+\+? years)(?![\p{L}\p{N}])/iu;

/** "Ada, co-founder": who writes, not who is sought. */
const signature =
  /^\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?,?\s+(?:\(|the\s+)?(?:co-?founder|founder|ceo|cto|coo|head of|vp)(?![\p{L}])/iu;

/** "- Senior Engineer (Go): https://…" is one; a sentence that mentions engineers is none. */
const listedRole = (line: string): string | null => {
  const text = line
    .replace(bullet, '')
    .replace(
      /^(?:roles?|positions?|job title|title|open roles?|hiring|now hiring|we're hiring|we are hiring)\s*:\s*/i,
      '',
    )
    .replace(/\s*[-–—:|@,(]*\s*(?:https?:\/\/|www\.)\S*.*$/i, '')
    .replace(/\s*[|:].*$|\s+[–—-]\s+.*$|\s*[=–—-]+>.*$|\.\s.*$|\.$/, '');
  const role = cleanRole(text);
  return role === null || sentence.test(role) || signature.test(role) || /[!?]$/.test(role) ? null : role;
};

const seeking =
  /(?:hiring|looking for|looking to (?:hire|add)|seeking|searching for|in search of|recruiting|to hire|need|openings? for|open roles? for|roles? for|join (?:us|our team|the team) as)\s+(?:for\s+)?(?:(?:an?|our|the|some|several|multiple|more|another|two|three|four|five|\d+|great|talented|strong|exceptional|experienced|very|additional|both|first|next|ambitious|amazing|skilled|versatile|passionate|fantastic|curious|talented)\s+)*([^.:;!?()\n|]{3,120})/giu;

/** "We are hiring a senior engineer to …". */
const soughtRoles = (line: string): readonly string[] =>
  [...line.matchAll(seeking)].flatMap(([, phrase = '']) => rolesOfPhrase(phrase));

/** The roles of a list in a sentence: "engineers, a designer and an analyst in Oslo". */
export const rolesOfPhrase = (phrase: string): readonly string[] =>
  phrase.split(/,\s+(?:and\s+)?|\s+and\s+|\s*&\s*/).flatMap((one) => roleOfPhrase(one.trim()) ?? []);

/** The role that a phrase begins with: cut where it goes on about the work, the place or the person. */
export const roleOfPhrase = (phrase: string): string | null => {
  const [start = ''] = phrase
    .replace(/^(?:(?:for|across|an?|the|our|several|multiple|its|their|best|skilled|talented)\s+)+/i, '')
    .split(
      /\s+(?:to|who|whose|with|that|for|in|at|on|across|based|from|as|where|of our|join(?:ing)?|interested|excited|here|is|are|will|worldwide)(?![\p{L}\p{N}])|\s[–—-]\s|\s*[[({]|https?:/iu,
    );
  return cleanRole(start);
};

const cleanRole = (text: string): string | null => {
  const role = cleanLine(
    text
      .replace(/^(?:an?|the)\s+/i, '')
      .replace(/\swith\s.*$/i, '')
      .replace(/^[^\p{L}\p{N}(.]+|[\s,;:/&+–—*_"”→>-]+$/gu, '')
      .replace(/\*\*|__/g, ''),
  );
  if (role === null || role.length > longestRole || role.split(' ').length > mostWords) return null;
  if (!isRole(role) || isVague(role)) return null;
  const bare = withoutBrackets(role);
  return namesPay(bare) || (namesEmployment(bare) && namesWorking(bare)) ? null : role;
};
