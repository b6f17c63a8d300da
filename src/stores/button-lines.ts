import { Op } from 'sequelize';
import { ButtonLine } from '../../models/index.ts';
import type { ButtonLines } from '../chat/stores.ts';
import type { Clock } from '../clock.ts';

/** A button in a chat is pressed long after it was sent, but hardly after half a year. */
const KEEP_MS = 180 * 24 * 3_600_000;

/** Lines that a button is too small to carry, in `button_lines`. */
export const createButtonLines = (clock: Clock): ButtonLines & { readonly forgetOld: () => Promise<number> } => ({
  keep: async (id, chatAccountId, line) => {
    await ButtonLine.create({ id, chatAccountId, line });
  },
  find: async (id, chatAccountId) => (await ButtonLine.findOne({ where: { id, chatAccountId } }))?.line ?? null,
  forgetOld: () => ButtonLine.destroy({ where: { createdAt: { [Op.lt]: new Date(clock.now().getTime() - KEEP_MS) } } }),
});
