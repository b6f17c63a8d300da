import type { Sequelize, Transaction } from 'sequelize';
import { AlertSettingsRow, type Profile } from '../../models/index.ts';
import { replan } from '../alerts/replan.ts';
import { findPlaces, timezoneOf } from '../places/index.ts';

/**
 * Keeps the zone of a person true to an edit of their profile, in its transaction: a zone that they
 * name is theirs; one that nobody confirmed follows the place where they live, else where they look.
 * What waits to be told falls due by the new zone.
 */
export const settleTimezone = async (
  {
    sequelize,
    transaction,
    now,
  }: { readonly sequelize: Sequelize; readonly transaction: Transaction; readonly now: Date },
  profile: Profile,
  changes: { readonly timezone?: unknown; readonly location?: unknown; readonly places?: unknown },
): Promise<void> => {
  const isNamed = changes.timezone !== undefined;
  if (!isNamed && changes.location === undefined && changes.places === undefined) return;
  const settings = await AlertSettingsRow.findByPk(profile.userId, { transaction, rejectOnEmpty: true });
  if (isNamed) {
    await settings.update({ isTimezoneConfirmed: profile.timezone !== null }, { transaction });
  } else {
    const zone = zoneOf(profile);
    if (settings.isTimezoneConfirmed || zone === null || zone === profile.timezone) return;
    await profile.update({ timezone: zone }, { transaction });
  }
  await replan(sequelize, profile.userId, now, transaction);
};

/** Of the first place with one zone; null: none is known. */
const zoneOf = ({ location, places }: Profile): string | null => {
  for (const written of [...(location === null ? [] : [location]), ...places]) {
    for (const place of findPlaces(written)) {
      const zone = timezoneOf(place);
      if (zone !== null) return zone;
    }
  }
  return null;
};
