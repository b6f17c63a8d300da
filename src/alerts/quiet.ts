import type { AlertSettings } from './settings.ts';
import { instantOf, wallTimeAt } from './wall-time.ts';

type Quiet = Pick<AlertSettings, 'quietFrom' | 'quietTo' | 'timezone'>;

/** Whether a minute of the local day is among the quiet hours, which may cross midnight. */
export const isQuietMinute = ({ quietFrom, quietTo }: Omit<Quiet, 'timezone'>, minute: number): boolean =>
  quietFrom <= quietTo ? minute >= quietFrom && minute < quietTo : minute >= quietFrom || minute < quietTo;

/** The instant itself, or, in quiet hours, their end. */
export const afterQuiet = (settings: Quiet, instant: Date): Date => {
  const { day, minute } = wallTimeAt(settings.timezone, instant);
  if (!isQuietMinute(settings, minute)) return instant;
  const end = instantOf(settings.timezone, {
    day: minute < settings.quietTo ? day : day + 1,
    minute: settings.quietTo,
  });
  // Where the clock is set back at the end of the quiet hours, their last minutes come twice.
  return end > instant ? end : instant;
};
