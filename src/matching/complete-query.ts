import { skillNames } from '../skills/index.ts';
import { type FieldName, fieldNames, isFieldName, levelValues, remoteValues, typeValues } from './fields.ts';

const mostOffered = 25;

/** Values that begin with what is typed, for fields whose values others know. */
export type ValuesOf = Readonly<Partial<Record<FieldName, (start: string) => Promise<readonly string[]>>>>;

const ages = ['<24h', '<3d', '<7d', '<14d', '<30d'];
const pays = ['stated', '>=50k-EUR', '>=70k-EUR', '>=90k-EUR', '>=120k-USD'];
const fixed: Readonly<Partial<Record<FieldName, readonly string[]>>> = {
  remote: [...new Set(remoteValues.values())],
  type: [...new Set(typeValues.values())],
  level: [...new Set(levelValues.values())],
  skill: skillNames,
  'any-skill': skillNames,
  posted: ages,
  salary: pays,
};

/**
 * The query with its last word finished: a field (`lev` -> `level:`) or its value (`level:se` ->
 * `level:senior`); what was typed comes first where it can stand. At most 25.
 */
export const completeQuery = async (query: string, valuesOf: ValuesOf): Promise<readonly string[]> => {
  const [, before = '', minus = '', last = ''] = /^(.*?)(-?)((?:[a-z-]+:(?:"[^"]*)?)?[^\s"]*)$/is.exec(query) ?? [];
  const [, name = '', quote = '', start = ''] = /^([a-z-]+):("?)(.*)$/is.exec(last) ?? [];
  const field = name.toLowerCase();
  const completed = isFieldName(field)
    ? (await valuesFor(field, start.toLowerCase(), valuesOf)).map(
        (value) => `${field}:${quote !== '' || /[\s",;]/.test(value) ? `"${value}"` : value}`,
      )
    : fieldNames.filter((one) => one.startsWith(last.toLowerCase())).map((one) => `${one}:`);
  const whole = completed.map((word) => `${before}${minus}${word}`);
  const typed = query.trim();
  return [...new Set([...(typed === '' || isFieldName(field) ? [] : [typed]), ...whole])].slice(0, mostOffered);
};

const valuesFor = async (field: FieldName, start: string, valuesOf: ValuesOf): Promise<readonly string[]> =>
  valuesOf[field]?.(start) ?? (fixed[field] ?? []).filter((value) => value.toLowerCase().startsWith(start));
