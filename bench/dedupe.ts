import { type Measured, measurePairs, readPairs } from './pairs.ts';
import { say } from './say.ts';

// How well one job is told from another, on labelled pairs of real postings.

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

const print = (name: string, measured: Measured): void => {
  say(`\n${name}`);
  say(`  precision ${percent(measured.precision)} (goal 99), recall ${percent(measured.recall)} (goal 90)`);
  say(`  labelled different and merged: ${measured.wronglyMerged.length} (goal 0)`);
  say('      same  probable  different   label: why');
  for (const [row, { same, probable, different }] of [...measured.confusion].sort()) {
    say(`  ${[same, probable, different].map((count) => String(count).padStart(8)).join('')}     ${row}`);
  }
  for (const { a, b } of measured.wronglyMerged.slice(0, 5)) say(`  merged wrongly: ${a.url} and ${b.url}`);
  const reasons = Map.groupBy(measured.missed, ({ reason }) => reason);
  for (const [reason, pairs] of reasons) say(`  missed ${pairs.length}: ${reason}`);
};

const pairs = await readPairs();
if (pairs === null) {
  say('There are no labelled pairs here: ../shared/data/dedup/pairs.ndjson.gz is not beside the project.');
} else {
  say(`${pairs.length} labelled pairs; merged are those judged same, never those judged probable.`);
  print('As they are', measurePairs(pairs, { hidden: false }));
  print('With addresses and ids hidden', measurePairs(pairs, { hidden: true }));
}
