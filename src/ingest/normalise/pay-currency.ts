/** Units for one American dollar, roughly: enough to tell a salary of a year from one of an hour. */
const unitsPerDollar: Readonly<Record<string, number>> = {
  USD: 1,
  EUR: 1,
  GBP: 0.8,
  CHF: 0.9,
  CAD: 1.4,
  AUD: 1.5,
  NZD: 1.7,
  SGD: 1.35,
  HKD: 7.8,
  ILS: 3.6,
  PLN: 4,
  RON: 4.6,
  BGN: 1.8,
  CZK: 23,
  HUF: 360,
  SEK: 10,
  NOK: 10,
  DKK: 7,
  INR: 85,
  JPY: 150,
  CNY: 7.2,
  KRW: 1350,
  TWD: 32,
  THB: 35,
  PHP: 57,
  MYR: 4.5,
  IDR: 16_000,
  VND: 25_000,
  BRL: 5.5,
  MXN: 19,
  ZAR: 18,
  AED: 3.7,
  SAR: 3.75,
  TRY: 35,
  UAH: 41,
  NGN: 1500,
  KES: 130,
  PKR: 280,
  EGP: 50,
  COP: 4100,
  CLP: 950,
  ARS: 1000,
};

const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₪': 'ILS',
  '₩': 'KRW',
  '₱': 'PHP',
  '฿': 'THB',
  '₫': 'VND',
  '₺': 'TRY',
  '₴': 'UAH',
  '₦': 'NGN',
  zł: 'PLN',
  kč: 'CZK',
  us$: 'USD',
  $us: 'USD',
  ca$: 'CAD',
  c$: 'CAD',
  cdn$: 'CAD',
  a$: 'AUD',
  au$: 'AUD',
  nz$: 'NZD',
  s$: 'SGD',
  sg$: 'SGD',
  hk$: 'HKD',
  r$: 'BRL',
  mx$: 'MXN',
  nt$: 'TWD',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  pln: 'PLN',
  rs: 'INR',
  'rs.': 'INR',
  rm: 'MYR',
  sfr: 'CHF',
  fr: 'CHF',
  gbp: 'GBP',
};

/** Countries in whose postings a plain `$`, `kr` or `¥` means their own money. A Canadian `$` may be an American one. */
const ofCountry: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  $: { US: 'USD', PR: 'USD', AU: 'AUD', NZ: 'NZD', SG: 'SGD' },
  kr: { SE: 'SEK', NO: 'NOK', DK: 'DKK' },
  '¥': { JP: 'JPY', CN: 'CNY' },
};

const codeList = Object.keys(unitsPerDollar).join('|');

/** A sign or code of money, as a part of a regular expression that ignores case. */
export const moneySign = String.raw`(?:(?:us|ca|cdn|au|nz|sg|hk|mx|nt|[acsr])?\$(?:us(?![a-z]))?|[€£¥₹₪₩₱฿₫₺₴₦]|zł|kč|(?<![\p{L}])(?:${codeList}|euros?|kr|rs\.?|rm|sfr)(?![\p{L}]))`;

/** The ISO 4217 code of a written sign in a posting of a country; null where it could be several. */
export const currencyOf = (sign: string, country: string | null, text: string): string | null => {
  const written = sign.toLowerCase();
  const sure =
    signs[written] ?? (unitsPerDollar[written.toUpperCase()] === undefined ? undefined : written.toUpperCase());
  if (sure !== undefined) return sure;
  const said = written === '$' ? /(?<![\p{L}])(?:USD|CAD|AUD|NZD|SGD|MXN|HKD)(?![\p{L}])/u.exec(text)?.[0] : undefined;
  return said ?? ofCountry[written]?.[country ?? ''] ?? null;
};

/** How many units make one American dollar, roughly. */
export const perDollar = (currency: string): number => unitsPerDollar[currency] ?? 1;
