/** The countries that Adzuna searches, as its addresses name them, with the currency of their pay. */
export const adzunaCountries: Readonly<Record<string, string>> = {
  at: 'EUR',
  au: 'AUD',
  be: 'EUR',
  br: 'BRL',
  ca: 'CAD',
  ch: 'CHF',
  de: 'EUR',
  es: 'EUR',
  fr: 'EUR',
  gb: 'GBP',
  in: 'INR',
  it: 'EUR',
  mx: 'MXN',
  nl: 'EUR',
  nz: 'NZD',
  pl: 'PLN',
  sg: 'SGD',
  us: 'USD',
  za: 'ZAR',
};

const bySuffix: Readonly<Record<string, string>> = {
  com: 'us',
  'co.uk': 'gb',
  'com.au': 'au',
  'com.br': 'br',
  'com.mx': 'mx',
  'co.nz': 'nz',
  'co.za': 'za',
};

/** The country of a search page for people (`www.adzuna.co.uk/jobs/search`); null for every other page. */
export const adzunaCountryOfSite = (url: URL): string | null => {
  const suffix = /^(?:www\.)?adzuna\.([a-z.]{2,6})$/.exec(url.hostname)?.[1];
  if (suffix === undefined || !/^\/(?:jobs\/)?(?:search\/?)?$/.test(url.pathname)) return null;
  const country = bySuffix[suffix] ?? suffix;
  return Object.hasOwn(adzunaCountries, country) ? country : null;
};
