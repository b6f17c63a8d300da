import { randomBytes } from 'node:crypto';
import { Setting } from '../../models/index.ts';

const KEY = 'button_key';

/** The key that signs buttons: made once, kept in `settings`, so that buttons answer after a restart. */
export const loadButtonKey = async (): Promise<Buffer> => {
  const [row] = await Setting.findOrCreate({
    where: { key: KEY },
    defaults: { key: KEY, value: randomBytes(32).toString('base64') },
  });
  return Buffer.from(String(row.value), 'base64');
};
