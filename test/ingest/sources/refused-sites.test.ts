import { expect, test } from 'vitest';
import { refusedSite } from '../../../src/ingest/sources/refused-sites.ts';

test.each([
  ['https://www.linkedin.com/jobs/view/1', 'LinkedIn'],
  ['https://de.linkedin.com/jobs', 'LinkedIn'],
  ['https://LINKEDIN.com./jobs', 'LinkedIn'],
  ['https://uk.indeed.com/viewjob?jk=1', 'Indeed'],
  ['https://www.indeed.co.uk/', 'Indeed'],
  ['https://www.glassdoor.de/Job/index.htm', 'Glassdoor'],
  ['https://www.google.com/search?q=jobs&ibp=htl;jobs', 'Google Jobs'],
  ['https://www.dice.com/jobs?q=nodejs', 'Dice'],
  ['https://hiring.cafe/', 'hiring.cafe'],
  ['https://www.xing.com/jobs', 'Xing'],
  ['https://www.stepstone.de/jobs', 'StepStone'],
])('%s is refused with a sentence', (url, name) => {
  expect(refusedSite(new URL(url))).toMatch(new RegExp(`^${name.replace('.', '\\.')} is not read: .+\\.$`));
});

test.each([
  'https://linkedin.com.example/jobs',
  'https://notlinkedin.com/jobs',
  'https://indeed.com.evil.example/',
  'https://myindeed.com/',
  'https://dice.com.example/',
  'https://www.google.com/about/careers/applications/jobs/results',
  'https://www.google.evil.example/search',
  'https://example.com/?next=https://www.linkedin.com/jobs',
])('%s is somebody else', (url) => {
  expect(refusedSite(new URL(url))).toBeNull();
});
