const contacts: readonly RegExp[] = [
  /\b(?:https?:\/\/|www\.)[^\s,;)]+/gi,
  /\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|me|co|de|uk|eu|app|ai|info)\/[^\s,;)]*/gi, // github.com/ada
  /[\p{L}\p{N}._%+-]+\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu,
  /(?<![\p{L}\p{N}])@[\w.]{2,}/gu, // handles
  /\b(?:born(?: on)?|date of birth|d\.?o\.?b\.?|birthday)\b[:\s]*[\p{L}\d ./-]{4,24}\d/giu,
  /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b/g, // IBAN
  /\b\d{3}-\d{2}-\d{4}\b/g, // social security number
  /\b(?:passport|id(?: card)?|ssn|national insurance|tax id)(?: (?:no|number))?\.?[:#\s]+(?=[\w-]*\d)[\w-]+/gi,
  /\b\d{1,5}\s(?:\p{Lu}[\p{L}.]*\s){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Square)\b\.?/gu,
  /\p{Lu}[\p{L}-]*(?:straße|strasse|weg|platz|allee|gasse)\s\d{1,4}[a-z]?\b/gu,
];

// A phone number has at least nine digits, or a plus sign; "2015 - 2019" and "1,500,000" have neither.
const dialled = /(?:\+|\b00|\(?\b)\d[\d ()/.-]{5,}\d\b/g;
const isPhone = (text: string): boolean => {
  const digits = text.replace(/\D/g, '').length;
  return text.startsWith('+') || text.startsWith('(') ? digits >= 7 : digits >= 9 || /^\d{3}[-.]\d{4}$/.test(text);
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const nameParts = (name: string | null): readonly string[] =>
  name === null ? [] : [name.trim(), ...name.trim().split(/\s+/)].filter((part) => part.length > 2);

/**
 * The text without what identifies a person: e-mail addresses, phone numbers, links, handles, street
 * addresses, dates of birth, numbers of documents and accounts, and their name. Nothing of these leaves for a model.
 */
export const mask = (text: string, name: string | null = null): string => {
  const bare = contacts.reduce((rest, contact) => rest.replace(contact, '[removed]'), text);
  const silent = bare.replace(dialled, (match) => (isPhone(match) ? '[removed]' : match));
  return nameParts(name).reduce(
    (rest, part) =>
      rest.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(part)}(?![\\p{L}\\p{N}])`, 'gu'), '[removed]'),
    silent,
  );
};
