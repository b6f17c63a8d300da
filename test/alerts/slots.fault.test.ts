import { expect, test } from 'vitest';
import { slotsAround } from '../../src/alerts/slots.ts';
import { figure } from '../faults/figures.ts';
import { dayMs, firstMinutes, settingsWith, transitions } from './every-zone.ts';

const from = Date.UTC(2026, 10, 27);
const to = from + 2 * 365 * dayMs;
const halfHours = Array.from({ length: 48 }, (_, index) => index * 30);

test('R20: one digest a local date in every zone, through every change of its clocks, at every half hour', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const wrong: string[] = [];
  let [changes, digests, moved] = [0, 0, 0];
  for (const timezone of zones) {
    const changed = transitions(timezone, from, to);
    changes += changed.length;
    // A zone that keeps its clocks has days like every other: two stand for them.
    for (const middle of changed.length === 0 ? [from + dayMs] : changed) {
      const [start, end] = [middle - dayMs, middle + dayMs];
      const expected = firstMinutes(timezone, start - 2 * dayMs, end + dayMs);
      for (const digestMinute of halfHours) {
        const settings = settingsWith({ timezone, digestMinute });
        const byDate = expected(digestMinute);
        const told = new Map<string, number>();
        for (let now = start; now < end; ) {
          const slot = slotsAround(settings, 'daily', new Date(now))?.next;
          if (slot === undefined || slot.at.getTime() >= end) break;
          now = slot.at.getTime();
          told.set(slot.name, (told.get(slot.name) ?? 0) + 1);
          digests += 1;
          if (byDate.get(slot.name) !== now) wrong.push(`${timezone} ${digestMinute} ${slot.name} ${slot.at.toJSON()}`);
        }
        const due = [...byDate].filter(([, ms]) => ms > start && ms < end).map(([date]) => date);
        if (due.some((date) => told.get(date) !== 1) || told.size !== due.length)
          wrong.push(`${timezone} ${digestMinute}: ${[...told].join(' ')} for ${due.join(' ')}`);
        moved += changed.length > 0 && [...byDate.values()].includes(middle) ? 1 : 0;
      }
    }
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  figure(
    'R20',
    `${zones.length} zones, ${changes} changes of clocks in 2 years, ${digests} digests, ${moved} at the very change, ${wrong.length} wrong`,
    wrong.length === 0,
  );
  expect(zones.length).toBeGreaterThan(400);
  expect(changes).toBeGreaterThan(400);
});
