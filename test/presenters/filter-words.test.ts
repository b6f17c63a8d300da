import { expect, test } from 'vitest';
import { parseFilter } from '../../src/matching/parse-filter.ts';
import { filterInWords } from '../../src/presenters/filter-words.ts';

test.each([
  ['backend developer location:berlin salary:>=70k-EUR', 'backend developer · berlin or remote · from 70,000 EUR'],
  ['rust or go remote:yes', 'rust or go · remote'],
  ['nurse location:leeds location:york remote:no', 'nurse · leeds or york, not remote'],
  ['"data analyst" type:contract salary:40k-50k-GBP', '"data analyst" · contract · 40,000-50,000 GBP'],
  ['title:nurse company:"St Mary" -night -company:acme', 'title nurse · at "St Mary" · without night, acme'],
  [
    'skill:postgres skill:rust any-skill:k8s any-skill:docker -skill:php',
    'PostgreSQL and Rust · Kubernetes or Docker · without PHP',
  ],
  [
    'level:senior level:lead -level:intern from:germany posted:<7d source:lever',
    'open to Germany · senior or lead · on lever · of the last 7 days · without intern',
  ],
  [
    'nurse department:icu salary:stated posted:36h -source:nhs',
    'nurse · in icu · of the last 36 hours · pay stated · without nhs',
  ],
  ['designer salary:<=90k-USD -remote:yes', 'designer · up to 90,000 USD · without remote'],
])('%s is said as %s', (query, words) => {
  expect(filterInWords(parseFilter(query))).toBe(words);
});
