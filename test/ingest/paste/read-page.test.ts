import { expect, test } from 'vitest';
import { readPastedPage } from '../../../src/ingest/paste/read-page.ts';

const page = (...postings: readonly unknown[]): string =>
  `<html>${postings.map((one) => `<script type="application/ld+json">${JSON.stringify(one)}</script>`).join('')}</html>`;
const cook = { '@type': 'JobPosting', title: 'Cook', hiringOrganization: 'Oak', description: '<p>Soup</p>' };
const url = 'https://oak.example/jobs/cook';

test('the only posting of a page is read, under the address of the page', () => {
  expect(readPastedPage(page(cook), url)).toMatchObject({
    title: 'Cook',
    companyName: 'Oak',
    description: 'Soup',
    url,
  });
});

test('a page that does not name its company needs to be told', () => {
  const nameless = page({ ...cook, hiringOrganization: undefined });
  expect(readPastedPage(nameless, url)).toBeNull();
  expect(readPastedPage(nameless, url, 'Elm')).toMatchObject({ companyName: 'Elm' });
});

test('of several postings the one whose address was given is read, else none', () => {
  const several = page({ ...cook, url: '/jobs/cook' }, { ...cook, title: 'Baker', url: '/jobs/baker' });
  expect(readPastedPage(several, `${url}?utm_source=x`)).toMatchObject({ title: 'Cook' });
  expect(readPastedPage(several, 'https://oak.example/jobs')).toBeNull();
});

test('a page without a posting that can be read is none', () => {
  for (const html of ['', '<html>', page({ '@type': 'Person' }), page({ ...cook, title: '' })]) {
    expect(readPastedPage(html, url)).toBeNull();
  }
});
