const named = new Map<string, Intl.DisplayNames>();

/** The name of a country (ISO 3166-1 alpha-2) in a language (BCP 47); the code itself where there is none. */
export const countryName = (code: string, language: string): string => {
  let names = named.get(language);
  if (names === undefined) {
    names = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });
    named.set(language, names);
  }
  return /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code;
};

/** The language that most people of a country speak: `de` for `AT`. */
export const countryLanguage = (code: string): string => new Intl.Locale(`und-${code}`).maximize().language;
