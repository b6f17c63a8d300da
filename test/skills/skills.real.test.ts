import { Console } from 'node:console';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { descriptionOf } from '../../src/ingest/normalise/clean-text.ts';
import { canonicalSkill, findSkills } from '../../src/skills/index.ts';
import { skills } from '../../src/skills/names.ts';

/** The figures are what these tests are for. */
const out = new Console(process.stdout);
const data = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');
const list = join(data, 'skills', 'skills.json.gz');

interface Listed {
  readonly sources: readonly { readonly displayName: string }[];
}

test.skipIf(!existsSync(list))(
  'the dictionary beside the list of skills, counted in real descriptions',
  { timeout: 600_000 },
  () => {
    const listed: Readonly<Record<string, Listed>> = JSON.parse(gunzipSync(readFileSync(list)).toString());
    const ours = new Set(skills.map(({ name }) => name));
    const descriptions = gunzipSync(readFileSync(join(data, 'corpus', 'jobs.ndjson.gz')))
      .toString()
      .trim()
      .split('\n')
      .map((line): { title: string | null; description: string | null } => JSON.parse(line))
      .filter(({ description }) => (description?.length ?? 0) > 400)
      .filter((_, at) => at % 4 === 0)
      .map(({ title, description }) => `${title ?? ''}\n${descriptionOf(description ?? '')}`);
    const found = descriptions.map((text) => new Set(findSkills(text)));
    const lower = descriptions.map(
      (text) =>
        ` ${text
          .toLowerCase()
          .replace(/[^\p{L}\p{N}+#.]+/gu, ' ')
          .replace(/\.(?=\s|$)/g, '')} `,
    );

    let known = 0;
    const missing: { name: string; mentions: number }[] = [];
    const disagreeing: { name: string; theirs: number; ours: number; both: number }[] = [];
    for (const [key, entry] of Object.entries(listed)) {
      const name = entry.sources[0]?.displayName ?? key;
      const canonical = [name, key, key.replaceAll('-', ' ')].map(canonicalSkill).find((one) => ours.has(one));
      const words = ` ${name
        .toLowerCase()
        .replace(/[^\p{L}\p{N}+#.]+/gu, ' ')
        .trim()} `;
      const theirs = lower.map((text) => text.includes(words));
      const mentions = theirs.filter(Boolean).length;
      if (canonical === undefined) {
        if (mentions > 0) missing.push({ name, mentions });
        continue;
      }
      known += 1;
      const both = theirs.filter((is, at) => is && found[at]?.has(canonical)).length;
      const mine = found.filter((names) => names.has(canonical)).length;
      if (mentions - both > 10) disagreeing.push({ name: canonical, theirs: mentions, ours: mine, both });
    }
    const all = Object.keys(listed).length;
    const mentioned = missing.reduce((sum, { mentions }) => sum + mentions, 0);
    out.table({
      descriptions: descriptions.length,
      listed: all,
      'in the dictionary': known,
      share: known / all,
      'skills a description': found.reduce((sum, one) => sum + one.size, 0) / found.length,
      'mentions not known': mentioned,
    });
    out.table(missing.sort((a, b) => b.mentions - a.mentions).slice(0, 120));
    out.table(disagreeing.sort((a, b) => b.theirs - b.both - (a.theirs - a.both)).slice(0, 40));
    expect(known).toBeGreaterThan(270);
  },
);
