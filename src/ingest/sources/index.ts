import type { Source } from '../source.ts';
import { adzuna } from './adzuna.ts';
import { arbeitnow } from './arbeitnow.ts';
import { ashby } from './ashby.ts';
import { bamboohr } from './bamboohr.ts';
import { eightfold } from './eightfold.ts';
import { feed } from './feed.ts';
import { githubList } from './github-list.ts';
import { greenhouse } from './greenhouse.ts';
import { hackernews } from './hackernews.ts';
import { himalayas } from './himalayas.ts';
import { hrmdirect } from './hrmdirect.ts';
import { icims } from './icims.ts';
import { jobicy } from './jobicy.ts';
import { jobvite } from './jobvite.ts';
import { joincom } from './joincom.ts';
import { jsonLd } from './json-ld.ts';
import { lever } from './lever.ts';
import { lines } from './lines.ts';
import { manatal } from './manatal.ts';
import { neogov } from './neogov.ts';
import { oracle } from './oracle.ts';
import { paylocity } from './paylocity.ts';
import { personio } from './personio.ts';
import { phenom } from './phenom.ts';
import { pinpoint } from './pinpoint.ts';
import { recruitee } from './recruitee.ts';
import { remoteok } from './remoteok.ts';
import { remotive } from './remotive.ts';
import { rippling } from './rippling.ts';
import { smartrecruiters } from './smartrecruiters.ts';
import { solidjobs } from './solidjobs.ts';
import { teamtailor } from './teamtailor.ts';
import { themuse } from './themuse.ts';
import { usajobs } from './usajobs.ts';
import { weworkremotely } from './weworkremotely.ts';
import { workable } from './workable.ts';
import { workday } from './workday.ts';

export { refusedSite } from './refused-sites.ts';

/** The boards of employers' own systems. */
const boards: readonly Source[] = [
  ...[greenhouse, lever, ashby, workable, smartrecruiters, recruitee, personio, teamtailor, workday],
  ...[bamboohr, jobvite, pinpoint, rippling, manatal, joincom, oracle, eightfold, neogov],
  ...[paylocity, phenom, icims, hrmdirect],
];

/** Lists of the jobs of many employers. */
const aggregators: readonly Source[] = [
  ...[remoteok, remotive, arbeitnow, jobicy, himalayas, themuse, adzuna, usajobs, solidjobs, weworkremotely],
  ...[hackernews, githubList],
];

/**
 * Every kind of source. A new one is one file and one line here. The first that recognises a URL
 * has it, so the formats that anybody may publish come last.
 */
export const sourceKinds: readonly Source[] = [...boards, ...aggregators, lines, jsonLd, feed];

export const sourceOfKind = (kind: string): Source | null => sourceKinds.find((source) => source.kind === kind) ?? null;

/** The kind that a URL shows by itself; null where it shows none. */
export const recogniseSource = (url: URL): Source | null =>
  sourceKinds.find((source) => source.recognises(url)) ?? null;
