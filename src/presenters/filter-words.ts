import type { JobFilter, Term } from '../matching/filter.ts';
import { pay } from './amounts.ts';

/** A filter as a person would say it: `backend developer · berlin or remote · from 70,000 EUR`. */
export const filterInWords = (filter: JobFilter): string =>
  [
    filter.clauses.map(either).join(' '),
    filter.title.length === 0 ? '' : `title ${either(filter.title)}`,
    filter.company.length === 0 ? '' : `at ${either(filter.company)}`,
    place(filter),
    filter.type.join(' or '),
    filter.salary === null ? '' : salary(filter.salary),
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

const without = ({ excluded, excludedIn, excludedRemote, excludedType }: JobFilter): string => {
  const all = [
    ...[...excluded, ...excludedIn.title, ...excludedIn.company, ...excludedIn.location].map(written),
    ...excludedRemote.map((kind) => ({ yes: 'remote', hybrid: 'hybrid', no: 'office' })[kind]),
    ...excludedType,
  ];
  return all.length === 0 ? '' : `without ${all.join(', ')}`;
};
