import { digest } from './stable-id.ts';
import type { WorkdayPosting } from './workday-schema.ts';

/**
 * What stays of the path `/job/Place/Title_R-123-1` when place or title are edited: the requisition
 * with the number of its posting. A digest of the path where there is none.
 */
export const requisitionOf = ({ externalPath, bulletFields }: WorkdayPosting): string => {
  const named = (bulletFields ?? []).find(
    (field) => typeof field === 'string' && field !== '' && externalPath.includes(`_${field}`),
  );
  const start = typeof named === 'string' ? externalPath.lastIndexOf(`_${named}`) : externalPath.lastIndexOf('_');
  const requisition = start === -1 ? '' : externalPath.slice(start + 1);
  return /^[\w.:-]{1,100}$/.test(requisition) && /\d/.test(requisition) ? requisition : digest(externalPath);
};

/** The main place, as the path writes it: `Illinois---Chicago`; null where the path has none. */
export const pathsPlace = (externalPath: string): string | null => {
  const parts = externalPath.split('/').filter((part) => part !== '');
  if (parts[0] !== 'job' || parts.length < 3) return null;
  const place = decoded(parts[1] ?? '')
    .replaceAll('---', ' - ')
    .replace(/(?<! )-(?! )/g, ' ');
  return place.trim() || null;
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};
