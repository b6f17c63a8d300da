import type { Salary } from '../source.ts';
import { paysOf, type WrittenPay } from './pay.ts';

/** What announces the pay of the role itself. */
const announces =
  /(?<!\p{L})(?:(?:base|annual|yearly|hourly|starting|target|expected|gross|basic) )?(?:salary|salaries|pay|compensation|wage|hourly|base|total cash|ote|on[- ]target earnings|gehalt|jahresgehalt|vergütung|rémunération|salaire|salario|remuneration)(?!\p{L})/giu;
/** A range with such words right behind it is announced by them. */
const announcedBehind =
  /^[\s*,(]{0,3}(?:(?:usd|eur|gbp|gross|brutto|base|annual|yearly|total)[\s,]{1,2}){0,2}(?:per annum|per year|annual(?:ly)?|a year|\/ ?ye?a?r|salary|p\.?\s?a(?!\p{L})|base(?!\p{L})|compensation)/iu;
/** Other money: what the company has, gives besides, or asks somebody to handle. */
const otherMoney =
  /rais(?:ed|ing)|fund(?:ed|ing)|revenue|(?<!\p{L})arr(?!\p{L})|million|billion|valuation|valued|sign[- ]?on|signing|welcome bonus|stipend|reimburs|budget|tuition|allowance|referral|relocation|(?:equity|stock)[^.]{0,20}worth|insurance|coverage|401|donat|savings|quota|portfolio|invoice|assets|per diem|uniform|scholarship|student loan|commuter|credit of|retention|night|weekend|saturday|sunday|bank holiday|enhance|overtime|tax|extra|supplement|instal|hour training|client/iu;
const severalLevels = /(?<!\p{L})(?:graduate|junior|mid|senior)(?!\p{L})[^.]*(?<!\p{L})(?:mid|senior|lead)(?!\p{L})/iu;
const money = /[$€£¥₹]|\b(?:USD|EUR|GBP|CAD|CHF|AUD|INR|PLN|SEK|DKK|NOK)\b/;

/** The amount stands so near behind its announcement, and the next one behind it. */
const nearest = 110;
const window = 300;
/** Who speaks of pay more often says nothing by it; each costs a look at what follows. */
const mostAnnouncements = 40;

/**
 * The pay of the role where the description says that it is that, and no other part says another;
 * several ranges of one currency and period (one per place) are spanned. Null otherwise. Linear in
 * the description.
 */
export const payOfDescription = (description: string, country: string | null): Salary | null => {
  if (!money.test(description)) return null;
  const pays = statedPays(description, country);
  const [first] = pays;
  if (first === undefined) return null;
  if (pays.some((pay) => pay.currency !== first.currency || pay.period !== first.period)) return null;
  // What is far less comes on top of it.
  const least = first.min ?? first.max ?? 0;
  const same = pays.filter(({ min, max }) => (max ?? min ?? 0) * 2 > least);
  const isOther = ({ min, max }: Salary): boolean => min !== first.min || max !== first.max;
  if (same.some(isOther) && !(same.every(isRange) && byPlace.test(description))) return null;
  return { ...first, min: lowest(same.map(({ min }) => min)), max: highest(same.map(({ max }) => max)) };
};

const isRange = ({ min, max }: Salary): boolean => min !== max;

/** Where the pay depends on the place, all places count. */
const byPlace =
  /(?:pay|salary|compensation|base|range)[^.\n]{0,200}(?:location|zone|tier|geograph|region|metro|labor market|based in|if located)/i;

const lowest = (amounts: readonly (number | null)[]): number | null => {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : Math.min(...known);
};

const highest = (amounts: readonly (number | null)[]): number | null => {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : Math.max(...known);
};

const statedPays = (description: string, country: string | null): readonly Salary[] => {
  const pays: Salary[] = [];
  let looks = 0;
  let before = '';
  for (const line of description.split('\n')) {
    if (line === '') continue;
    // A heading "Compensation" announces what the next line says.
    if (money.test(line)) looks += 1;
    if (money.test(line) && looks <= mostAnnouncements)
      pays.push(...ofLine(announced(before) ? `${before}: ${line}` : line, country));
    before = line.length < 60 ? line : '';
  }
  return pays;
};

const announced = (heading: string): boolean =>
  heading !== '' && !money.test(heading) && heading.search(announces) >= 0;

const ofLine = (line: string, country: string | null): readonly Salary[] => {
  const pays: Salary[] = [];
  let from = 0;
  let unclear = false;
  const take = (text: string, start: number, { pay, end }: WrittenPay): void => {
    const said = text.slice(start, end + 30);
    // A second amount near a single one: a range in words that nobody foresaw.
    if (!isRange(pay) && /\d[\d.,]{2}/.test(text.slice(end, end + 60)) && money.test(text.slice(end, end + 60)))
      unclear = true;
    if (otherMoney.test(said) || severalLevels.test(text)) return;
    pays.push(pay);
  };
  let looks = 0;
  for (const found of line.matchAll(announces)) {
    if (found.index < from) continue;
    looks += 1;
    if (looks > mostAnnouncements) break;
    const text = line.slice(found.index, found.index + window);
    const [first, ...others] = paysOf(text, country);
    if (first === undefined || first.start > nearest || /[.!?]\s+\p{Lu}/u.test(text.slice(0, first.start))) continue;
    take(text, 0, first);
    let end = first.end;
    for (const other of others) {
      if (other.pay.min === other.pay.max || other.start - end > nearest / 2) break;
      take(text, end, other);
      end = other.end;
    }
    from = found.index + end;
  }
  if (unclear) return [];
  if (pays.length > 0) return pays;
  const [range] = line.length > window ? [] : paysOf(line, country);
  if (range !== undefined && range.pay.min !== range.pay.max && announcedBehind.test(line.slice(range.end)))
    take(line, 0, range);
  return pays;
};
