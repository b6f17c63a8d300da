import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Item, PagedSource } from '../../../src/ingest/source.ts';
import { bamboohr } from '../../../src/ingest/sources/bamboohr.ts';
import { eightfold } from '../../../src/ingest/sources/eightfold.ts';
import { hrmdirect } from '../../../src/ingest/sources/hrmdirect.ts';
import { icims } from '../../../src/ingest/sources/icims.ts';
import { jobvite } from '../../../src/ingest/sources/jobvite.ts';
import { joincom } from '../../../src/ingest/sources/joincom.ts';
import { manatal } from '../../../src/ingest/sources/manatal.ts';
import { neogov } from '../../../src/ingest/sources/neogov.ts';
import { oracle } from '../../../src/ingest/sources/oracle.ts';
import { paylocity } from '../../../src/ingest/sources/paylocity.ts';
import { personio } from '../../../src/ingest/sources/personio.ts';
import { phenom } from '../../../src/ingest/sources/phenom.ts';
import { pinpoint } from '../../../src/ingest/sources/pinpoint.ts';
import { rippling } from '../../../src/ingest/sources/rippling.ts';
import { solidjobs } from '../../../src/ingest/sources/solidjobs.ts';
import { teamtailor } from '../../../src/ingest/sources/teamtailor.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const payloads = join(import.meta.dirname, '../../../../shared/data/payloads');
const payload = (file: string): string => readFileSync(join(payloads, file), 'utf8');

const again = 'id: there is another posting with this id';

/** Kind, file, an address that a person would paste, postings, refused items with their reason. */
const recordings: readonly (readonly [PagedSource, string, string, number, readonly string[]])[] = [
  // The recorder repeated one position to show two.
  [personio, 'personio/personio.xml', 'https://acme.jobs.personio.de/', 1, [again]],
  [teamtailor, 'teamtailor/teamtailor.json', 'https://career.teamtailor.com/jobs', 2, []],
  [bamboohr, 'bamboohr/recorded-2026.json', 'https://acme.bamboohr.com/careers', 2, []],
  // "1" in the list of recordings counts pages: each of these holds two postings.
  [jobvite, 'jobvite/jobvite.html', 'https://jobs.jobvite.com/feedingamerica', 2, []],
  [pinpoint, 'pinpoint/acme.json', 'https://acme.pinpointhq.com/', 2, []],
  [rippling, 'rippling/acme.json', 'https://ats.rippling.com/acme/jobs', 2, []],
  [manatal, 'manatal/calqulate.json', 'https://www.careers-page.com/calqulate', 10, []],
  [manatal, 'manatal/castelion-p1.json', 'https://www.careers-page.com/castelion-corporation', 10, []],
  [manatal, 'manatal/castelion-p2.json', 'https://www.careers-page.com/castelion-corporation', 10, []],
  [joincom, 'joincom/page-1.json', 'https://join.com/api/public/companies/42/jobs', 2, []],
  [joincom, 'joincom/page-2.json', 'https://join.com/api/public/companies/42/jobs', 1, []],
  [
    oracle,
    'oracle/list.json',
    'https://acme.fa.ocs.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/jobs',
    2,
    [],
  ],
  [eightfold, 'eightfold/albemarle.json', 'https://albemarle.eightfold.ai/careers', 2, []],
  [neogov, 'neogov/neogov.xml', 'https://www.governmentjobs.com/careers/exampleagency', 2, []],
  [neogov, 'rss/neogov_sample.rss', 'https://agency.governmentjobs.com/careers/exampleagency', 5, []],
  [
    paylocity,
    'paylocity/paylocity.html',
    'https://recruiting.paylocity.com/recruiting/jobs/All/211e692d-c45a-4e3a-ae01-3e497af97929/x',
    2,
    [],
  ],
  [
    paylocity,
    'html/paylocity-board-fermi.html',
    'https://recruiting.paylocity.com/recruiting/jobs/All/add565e9-4cee-4334-8182-9de221ffb9e4/Fermi-LLC',
    18,
    [],
  ],
  [phenom, 'phenom/phenom.html', 'https://careers.acme.com/global/en/search-results', 2, []],
  [icims, 'icims/icims.html', 'https://careers-wipfli.icims.com/jobs/intro', 2, []],
  [hrmdirect, 'hrmdirect/hrmdirect.html', 'https://acme.hrmdirect.com/employment/', 2, []],
  [solidjobs, 'solidjobs/jobs-pl.json', 'https://solid.jobs/offers/it', 3, []],
];

const read = (kind: PagedSource, file: string, pasted: string): readonly Item[] => {
  const address = new URL(pasted);
  expect(kind.recognises(address)).toBe(true);
  return itemsOf(kind, payload(file), { url: kind.feedUrl(address).href, companyName: null });
};

describe.skipIf(!existsSync(payloads))('recorded boards', () => {
  test.each(recordings.map(([kind, file, ...rest]) => [kind.kind, file, kind, ...rest] as const))(
    '%s reads %s',
    (_name, file, kind, pasted, accepted, reasons) => {
      const items = read(kind, file, pasted);
      expect(rejectionsIn(items).map(({ reason }) => reason)).toEqual(reasons);
      const postings = postingsIn(items);
      expect(postings).toHaveLength(accepted);
      for (const posting of postings) {
        expect(posting.url).toMatch(/^https?:\/\//);
        expect(posting.companyName).not.toBe('');
        expect(posting.description).not.toMatch(/<\/?(?:p|div|li|ul)>|&(?:lt|gt|amp|nbsp);/);
        expect(JSON.stringify(posting).length).toBeLessThan(200_000);
      }
    },
  );

  test('pages follow each other to the last one', () => {
    const more = (kind: PagedSource, file: string, url: string) =>
      kind.read({ url, body: payload(file) }, { url, companyName: null }).more?.map((request) => request.url);
    const manatalList = 'https://www.careers-page.com/api/v1.0/c/castelion-corporation/jobs/';
    expect(more(manatal, 'manatal/castelion-p1.json', manatalList)).toEqual([`${manatalList}?page=2`]);
    expect(more(manatal, 'manatal/castelion-p2.json', `${manatalList}?page=2`)).toEqual([`${manatalList}?page=3`]);
    expect(more(manatal, 'manatal/calqulate.json', manatalList)).toBeUndefined();
    const join = 'https://join.com/api/public/companies/42/jobs?page=';
    expect(more(joincom, 'joincom/page-1.json', `${join}1`)).toEqual([`${join}2`]);
    expect(more(joincom, 'joincom/page-2.json', `${join}2`)).toEqual([]);
  });

  test('the recorded pages of single postings add their texts', () => {
    const listed = postingsIn(
      read(
        oracle,
        'oracle/list.json',
        'https://acme.fa.ocs.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/jobs',
      ),
    )[1];
    const fermi = postingsIn(
      read(
        paylocity,
        'html/paylocity-board-fermi.html',
        'https://recruiting.paylocity.com/recruiting/jobs/All/add565e9-4cee-4334-8182-9de221ffb9e4',
      ),
    )[0];
    if (listed === undefined || fermi === undefined) throw new Error('not listed');
    const from = { url: 'https://x.example/', companyName: 'Acme' };
    const oracleAt = 'https://acme.fa.ocs.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/jobs';
    const detailed = oracle.readDetail?.({ url: oracleAt, body: payload('oracle/detail.json') }, listed, {
      url: oracle.feedUrl(new URL(oracleAt)).href,
      companyName: null,
    });
    expect(detailed).toMatchObject({ posting: { externalId: listed.externalId, remote: 'hybrid' } });
    expect(detailed && 'posting' in detailed ? detailed.posting.description.length : 0).toBeGreaterThan(80);
    const page = paylocity.readDetail?.({ url: fermi.url, body: payload('jsonld/paylocity-fermi.html') }, fermi, from);
    expect(page && 'posting' in page ? page.posting.description.length : 0).toBeGreaterThan(1000);
    expect(page).toMatchObject({ posting: { externalId: '4248451', companyName: fermi.companyName } });
  });
});
