import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { wording } from '../../src/chat/wording.ts';

test('docs/errors.md lists every error of a person, and no other', async () => {
  const page = await readFile(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| `([a-z_]+\.[a-z_]+)`/gm)].map(([, id]) => id);
  expect(listed.sort()).toEqual(Object.keys(wording).sort());
});
