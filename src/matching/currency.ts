/** ISO 4217 codes in which postings state pay. */
const codes = new Set(
  (
    'AED ARS AUD BDT BGN BHD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP GEL HKD HUF IDR ILS INR ISK JOD JPY KES KRW ' +
    'KWD KZT LKR MAD MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU VND ZAR'
  ).split(' '),
);

/** Codes that are words of a search too: after a space they are only read as a currency in capitals, PHP never. */
const words = new Set(['cad', 'try', 'mad', 'pen', 'cop', 'gel']);

const symbols: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  '₽': 'RUB',
  '₪': 'ILS',
  '₩': 'KRW',
  zł: 'PLN',
};

/** The ISO code of a code in any case or of a symbol (`€`); null where it is neither. */
export const readCurrency = (written: string): string | null => {
  const code = written.toUpperCase();
  return codes.has(code) ? code : (symbols[written.toLowerCase()] ?? null);
};

/** The ISO code of a word that follows an amount after a space; null where it is rather a word to search for. */
export const readCurrencyWord = (word: string): string | null => {
  if (word.toLowerCase() === 'php') return null;
  if (words.has(word.toLowerCase()) && word !== word.toUpperCase()) return null;
  return readCurrency(word);
};
