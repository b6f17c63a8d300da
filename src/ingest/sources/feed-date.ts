const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const offsets: Readonly<Record<string, string>> = {
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
  cet: '+01:00',
  cest: '+02:00',
};

// The fraction behind a colon is NEOGOV's: `05:00:00:0`.
const rfc822 =
  /^(?:[a-z]{2,9},?\s+)?(\d{1,2})[ -]([a-z]{3})[a-z]{0,6}\.?[ -](\d{4}|\d{2})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[:.]\d{1,9})?)?(?:\s*([a-z]{1,4}|[+-]\d{2}:?\d{2}))?(?:\s*\([^)]*\))?$/i;

/**
 * A date of RFC 822 (`Fri, 18 Sep 2026 17:01:08 +0000`) in ISO 8601; text of another kind unchanged.
 * A zone that is not known counts as UTC, as none does.
 */
export const isoOfFeedDate = (written: string): string => {
  const parts = rfc822.exec(written.trim().slice(0, 100));
  if (parts === null) return written;
  const [, day = '', name = '', year = '', hour = '0', minute = '00', second = '00', zone = ''] = parts;
  const month = months.indexOf(name.toLowerCase()) + 1;
  if (month === 0) return written;
  const fullYear = year.length === 4 ? year : `${Number(year) < 70 ? '20' : '19'}${year}`;
  const date = `${fullYear}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const offset = /^[+-]/.test(zone) ? zone.replace(/^(...):?/, '$1:') : (offsets[zone.toLowerCase()] ?? 'Z');
  return `${date}T${hour.padStart(2, '0')}:${minute}:${second}${offset}`;
};
