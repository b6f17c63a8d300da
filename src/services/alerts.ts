import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { AlertSettingsRow, Profile, SavedSearch } from '../../models/index.ts';
import { readPauseEnd } from '../alerts/pause-end.ts';
import { replan } from '../alerts/replan.ts';
import type { Cadence } from '../alerts/settings.ts';
import { dateName, wallTimeAt } from '../alerts/wall-time.ts';
import type { Clock } from '../clock.ts';
import { UserError } from '../errors.ts';
import { countWaiting } from './alerts.sql.ts';

export { isTimezone } from '../alerts/wall-time.ts';

/** When and how much a person is told, with what is needed to say it to them. */
export interface AlertsView {
  readonly settings: AlertSettingsRow;
  readonly timezone: {
    /** IANA name; null: not known, so UTC. */
    readonly name: string | null;
    readonly isConfirmed: boolean;
    /** What their clock shows now, to see whether it is right: minute of the day. */
    readonly minute: number;
  };
  /** Their searches that have a cadence of their own. */
  readonly searches: readonly SavedSearch[];
  /** Until which of their dates nothing is sent: `2026-12-14`; null: not paused. */
  readonly pausedUntil: string | null;
  /** Jobs that wait for a digest or for the end of quiet hours. */
  readonly waiting: number;
}

/** What of it can be changed. */
export type AlertChanges = Partial<
  Pick<
    AlertSettingsRow,
    'cadence' | 'digestMinute' | 'weekday' | 'quietFrom' | 'quietTo' | 'perDay' | 'perMessage' | 'perCompany'
  >
>;

/** How a person is told about jobs. */
export const createAlerts = ({ sequelize, clock }: { readonly sequelize: Sequelize; readonly clock: Clock }) => {
  const rowOf = (userId: number, transaction?: Transaction) =>
    AlertSettingsRow.findByPk(userId, { rejectOnEmpty: true, ...(transaction && { transaction }) });

  const show = async (userId: number): Promise<AlertsView> => {
    const [settings, profile, searches, [waiting]] = await Promise.all([
      rowOf(userId),
      Profile.findByPk(userId),
      SavedSearch.findAll({ where: { userId }, order: [['number', 'ASC']] }),
      sequelize.query<{ total: number }>(countWaiting, { bind: [userId], type: QueryTypes.SELECT }),
    ]);
    const name = profile?.timezone ?? null;
    const now = clock.now();
    const { pausedUntil } = settings;
    return {
      settings,
      timezone: {
        name,
        isConfirmed: settings.isTimezoneConfirmed,
        minute: wallTimeAt(name ?? 'UTC', now).minute,
      },
      searches: searches.filter(({ cadence }) => cadence !== null),
      pausedUntil:
        pausedUntil === null || pausedUntil <= now ? null : dateName(wallTimeAt(name ?? 'UTC', pausedUntil).day),
      waiting: waiting?.total ?? 0,
    };
  };

  /** Everything that a change moves is moved with it. */
  const changing = async (userId: number, change: (transaction: Transaction) => Promise<unknown>) => {
    await sequelize.transaction(async (transaction) => {
      await change(transaction);
      await replan(sequelize, userId, clock.now(), transaction);
    });
    return show(userId);
  };

  const change = (userId: number, changes: AlertChanges): Promise<AlertsView> =>
    changing(userId, async (transaction) => (await rowOf(userId, transaction)).update(changes, { transaction }));

  return {
    show,
    change,

    /** The zone in which the person's hours count; it counts as confirmed, as they named or confirmed it. */
    setTimezone: (userId: number, timezone: string): Promise<AlertsView> =>
      changing(userId, async (transaction) => {
        await Profile.update({ timezone }, { where: { userId }, transaction });
        await (await rowOf(userId, transaction)).update({ isTimezoneConfirmed: true }, { transaction });
      }),

    /** A cadence for one search; null: the person's. @throws {UserError} search.not_found */
    setSearchCadence: async (
      userId: number,
      number: number,
      cadence: Cadence | null,
    ): Promise<{ search: SavedSearch; view: AlertsView }> => {
      const search = await SavedSearch.findOne({ where: { userId, number } });
      if (search === null) throw new UserError('search.not_found', { number });
      const view = await changing(userId, (transaction) => search.update({ cadence }, { transaction }));
      return { search, view };
    },

    /** Nothing is sent until a date; then what came meanwhile comes at once. @throws {UserError} notify.pause_unclear, notify.pause_past */
    pause: async (userId: number, text: string): Promise<AlertsView> => {
      const [{ digestMinute }, profile] = await Promise.all([rowOf(userId), Profile.findByPk(userId)]);
      const end = readPauseEnd(text, { digestMinute, timezone: profile?.timezone ?? 'UTC' }, clock.now());
      if (end.kind === 'unclear') throw new UserError('notify.pause_unclear', { text });
      if (end.kind !== 'end') throw new UserError('notify.pause_past', { text });
      return changing(userId, async (transaction) =>
        (await rowOf(userId, transaction)).update({ pausedUntil: end.at }, { transaction }),
      );
    },

    /** Ends a pause; what came meanwhile waits among the matches, and for the next digest. */
    resume: (userId: number): Promise<AlertsView> =>
      changing(userId, async (transaction) =>
        (await rowOf(userId, transaction)).update({ pausedUntil: null }, { transaction }),
      ),
  };
};

export type Alerts = ReturnType<typeof createAlerts>;
