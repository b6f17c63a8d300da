import type { JobFilter, Term } from '../matching/filter.ts';
import { countryName } from '../places/index.ts';
import { counted, pay } from './amounts.ts';

/** A filter as a person would say it: `backend developer · berlin or remote · from 70,000 EUR`. */
export const filterInWords = (filter: JobFilter): string =>
  [
    filter.clauses.map(either).join(' '),
    filter.title.length === 0 ? '' : `title ${either(filter.title)}`,
    filter.company.length === 0 ? '' : `at ${either(filter.company)}`,
    filter.department.length === 0 ? '' : `in ${either(filter.department)}`,
    place(filter),
    filter.from.length === 0 ? '' : `open to ${filter.from.map((code) => countryName(code, 'en')).join(' or ')}`,
    filter.type.join(' or '),
    filter.level.join(' or '),
    filter.skill.join(' and '),
    filter.anySkill.join(' or '),
    filter.source.length === 0 ? '' : `on ${filter.source.join(' or ')}`,
    filter.postedWithinMs === null ? '' : `of the last ${age(filter.postedWithinMs)}`,
    filter.salary === null ? '' : salary(filter.salary),
    filter.isPayStated ? 'pay stated' : '',
    without(filter),
  ]
    .filter((part) => part !== '')
    .join(' · ');

const written = ({ written: text }: Term): string => (/\s/.test(text) ? `"${text}"` : text);
const either = (terms: readonly Term[]): string => terms.map(written).join(' or ');

/** A remote job fits every place, unless it says where from or the person wants none. */
const place = ({ location, remote }: JobFilter): string => {
  const here = either(location);
  const kinds = remote.map((kind) => ({ yes: 'remote', hybrid: 'hybrid', no: 'not remote' })[kind]).join(' or ');
  if (here === '') return kinds;
  return kinds === '' ? `${here} or remote` : `${here}, ${kinds}`;
};

const salary = ({ min, max, currency }: NonNullable<JobFilter['salary']>): string =>
  pay({ min, max, currency, period: 'year' }) ?? '';

const HOUR_MS = 3_600_000;

const age = (ms: number): string => {
  const hours = Math.round(ms / HOUR_MS);
  return hours % 24 === 0 ? counted(hours / 24, 'day') : counted(hours, 'hour');
};

const without = (filter: JobFilter): string => {
  const { excluded, excludedIn, excludedRemote, excludedType, excludedLevel, excludedSkill, excludedSource } = filter;
  const all = [
    ...[...excluded, ...Object.values(excludedIn).flat()].map(written),
    ...excludedRemote.map((kind) => ({ yes: 'remote', hybrid: 'hybrid', no: 'office' })[kind]),
    ...excludedType,
    ...excludedLevel,
    ...excludedSkill,
    ...excludedSource,
  ];
  return all.length === 0 ? '' : `without ${all.join(', ')}`;
};
