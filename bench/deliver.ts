import { parseArgs } from 'node:util';
import { initModels } from '../models/index.ts';
import { startDiscord } from '../test/support/discord/index.ts';
import { startTelegram } from '../test/support/telegram/index.ts';
import { startBotAt } from './deliver-app.ts';
import { benchBroadcast } from './deliver-broadcast.ts';
import { benchDrain } from './deliver-drain.ts';
import { benchLatency } from './deliver-latency.ts';
import { seedPeople } from './deliver-people.ts';
import { ingestDatabase } from './ingest-database.ts';
import { say } from './say.ts';

// How fast messages go out: end to end at the stand-ins, beside an idle bot and one that only ticks; and the outbox alone.

const { values } = parseArgs({
  options: {
    searches: { type: 'string', default: '100000' },
    people: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '20' },
    jobs: { type: 'string', default: '40' },
    each: { type: 'string', default: '10' },
  },
});
const [searches, people, seconds, jobs, each] = [
  values.searches,
  values.people,
  values.seconds,
  values.jobs,
  values.each,
].map(Number);
if (!searches || !people || !seconds || !jobs || !each) throw new RangeError('every option is a number');

const { url, sequelize, close } = await ingestDatabase();
const [telegram, discord] = [await startTelegram(), await startDiscord({ now: Date.now })];
say(`${searches} searches of ${people} people; Node.js ${process.version}`);
await seedPeople(sequelize, { telegram, discord }, { telegram: people, discord: 40 * seconds, searches });
const bot = await startBotAt(url, { telegram, discord });
// The app has bound the models to its own connections; the builders write through them.
await benchLatency(sequelize, telegram, jobs);
await benchBroadcast(sequelize, { telegram, discord }, seconds);
await bot.stop();
await telegram.close();
await discord.close();
initModels(sequelize);
await benchDrain(sequelize, people, each, seconds);
await close();
