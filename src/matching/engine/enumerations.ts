import type { EmploymentType, JobFilter, JobLevel, Remote } from '../filter.ts';

/**
 * What a job says of remote work, type and level as bits of one number: one bit of each group is set,
 * "says nothing" being a bit too. A filter has the bits that it allows; the job passes where every
 * one of its bits is among them.
 */
const remoteValues: readonly (Remote | null)[] = ['yes', 'hybrid', 'no', null];
const typeValues: readonly (EmploymentType | null)[] = [
  'full-time',
  'part-time',
  'contract',
  'temporary',
  'internship',
  null,
];
const levelValues: readonly (JobLevel | null)[] = [
  'intern',
  'junior',
  'mid',
  'senior',
  'lead',
  'principal',
  'manager',
  'director',
  'executive',
  null,
];

const typesFrom = remoteValues.length;
const levelsFrom = typesFrom + typeValues.length;

/** Every value of every group. */
export const everyBit = 2 ** (levelsFrom + levelValues.length) - 1;

export interface Enumerations {
  readonly remote: Remote | null;
  readonly employmentType: EmploymentType | null;
  readonly level: JobLevel | null;
}

/** The three bits of a job. */
export const bitsOfJob = ({ remote, employmentType, level }: Enumerations): number =>
  (1 << remoteValues.indexOf(remote)) |
  (1 << (typesFrom + typeValues.indexOf(employmentType))) |
  (1 << (levelsFrom + levelValues.indexOf(level)));

type Allowed = Pick<JobFilter, 'remote' | 'excludedRemote' | 'type' | 'excludedType' | 'level' | 'excludedLevel'>;

/** What of each group a filter allows, by the meaning that `matches` gives it. */
export const allowedValues = (filter: Allowed) => ({
  remote: remoteValues.filter(
    (value) =>
      (filter.remote.length === 0 || filter.remote.some((wanted) => isRemote(wanted, value))) &&
      !filter.excludedRemote.some((unwanted) => isRemote(unwanted, value)),
  ),
  type: typeValues.filter(
    (value) =>
      (filter.type.length === 0 || filter.type.includes(value ?? 'full-time')) &&
      !filter.excludedType.some((unwanted) => unwanted === value),
  ),
  level: levelValues.filter(
    (value) =>
      (filter.level.length === 0 || filter.level.includes(value ?? 'mid')) &&
      !filter.excludedLevel.some((unwanted) => unwanted === value),
  ),
});

/** As most filters do. */
const asksForNothing = ({ remote, excludedRemote, type, excludedType, level, excludedLevel }: Allowed): boolean =>
  [remote, excludedRemote, type, excludedType, level, excludedLevel].every((values) => values.length === 0);

/** The bits that a filter allows. */
export const bitsOfFilter = (filter: Allowed): number => {
  if (asksForNothing(filter)) return everyBit;
  const { remote, type, level } = allowedValues(filter);
  return (
    remote.reduce((bits, value) => bits | (1 << remoteValues.indexOf(value)), 0) |
    type.reduce((bits, value) => bits | (1 << (typesFrom + typeValues.indexOf(value))), 0) |
    level.reduce((bits, value) => bits | (1 << (levelsFrom + levelValues.indexOf(value))), 0)
  );
};

/** What says nothing about remote work is not remote. */
const isRemote = (wanted: Remote, stated: Remote | null): boolean =>
  wanted === 'no' ? stated !== 'yes' : stated === wanted;
