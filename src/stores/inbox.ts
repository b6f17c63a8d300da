import { Op, UniqueConstraintError } from 'sequelize';
import { SeenUpdate } from '../../models/index.ts';
import type { Incoming } from '../chat/adapter.ts';
import type { Inbox } from '../chat/stores.ts';
import type { Clock } from '../clock.ts';

/** Telegram keeps an update for 24 hours and numbers can repeat after an idle week: twice the first is enough. */
const KEEP_MS = 48 * 3_600_000;

/** Updates taken over, in `seen_updates`. What a person wrote stays there only until it is answered. */
export const createInbox = (clock: Clock): Inbox & { readonly forgetOld: () => Promise<number> } => ({
  take: async (incoming) => {
    try {
      await SeenUpdate.create({
        platform: incoming.sender.platform,
        updateId: incoming.updateId,
        platformAccountId: incoming.sender.id,
        payload: incoming,
        receivedAt: clock.now(),
      });
      return true;
    } catch (error) {
      if (error instanceof UniqueConstraintError) return false;
      throw error;
    }
  },
  finish: async ({ sender, updateId }) => {
    await SeenUpdate.update(
      { payload: null, handledAt: clock.now() },
      { where: { platform: sender.platform, updateId } },
    );
  },
  unfinished: async (platform) => {
    const rows = await SeenUpdate.findAll({
      where: { platform, handledAt: null },
      order: [['id', 'ASC']],
    });
    // Written by `take` in this shape; a later version that changes it must read both.
    return rows.map((row) => row.payload as Incoming);
  },
  forgetOld: () =>
    SeenUpdate.destroy({ where: { receivedAt: { [Op.lt]: new Date(clock.now().getTime() - KEEP_MS) } } }),
});
