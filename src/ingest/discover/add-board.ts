import { QueryTypes, type Sequelize } from 'sequelize';
import { Source } from '../../../models/index.ts';
import { type CrawlDeps, crawlSource } from '../crawl/crawl.ts';
import { asKind, nameOf } from '../source-list/entry.ts';
import { type Discover, importSources } from '../source-list/import.ts';
import { sourceOfKind } from '../sources/index.ts';
import { selectCompanyOfSource } from './add-board.sql.ts';

interface Deps extends CrawlDeps {
  readonly discover: Discover;
}

/**
 * Finds the board behind an address, adds it as a source and reads it now, so that what is open
 * there already is known before somebody is told of what is new. A board of many employers is
 * refused: that is the operators' choice. The refusal is a sentence for people.
 */
export const addBoard = async (address: string, requestedBy: number, deps: Deps) => {
  const url = URL.parse(address);
  if (url === null) return { refused: 'That is no web address.' };
  const found = await deps.discover(url);
  if ('refused' in found) return found;
  const kind = sourceOfKind(found.kind);
  const isOneEmployers = kind?.publisher === 'employer' || kind?.kind === 'json-ld';
  if (kind === null || !isOneEmployers)
    return { refused: 'It lists the jobs of many companies, and I watch one company at a time.' };
  const known = await Source.findOne({ where: { url: found.url } });
  if (known === null) {
    const name = nameOf(new URL(found.url));
    const entry = asKind(
      { url: found.url, kind: found.kind, name, company: null, everyMs: null, isSample: false },
      found.kind,
    );
    await importSources({ ...deps, sources: [entry], requestedBy });
  }
  if (known !== null && !known.isActive) {
    if (known.disabledReason !== null) return { refused: `Its board is switched off (${known.disabledReason}).` };
    await known.update({ isActive: true, nextRunAt: deps.clock.now() });
  }
  const source = known ?? (await Source.findOne({ where: { url: found.url }, rejectOnEmpty: true }));
  if (known === null) {
    const crawled = await crawlSource({ ...deps, sourceId: source.id });
    if (crawled !== null && crawled.status === 'failed') {
      await source.destroy();
      return { refused: `Its board could not be read (${crawled.error ?? 'nobody knows why'}).` };
    }
  }
  return { sourceId: source.id, companyName: await companyOf(deps.sequelize, source) };
};

const companyOf = async (sequelize: Sequelize, source: Source): Promise<string> => {
  const [row] = await sequelize.query<{ name: string }>(selectCompanyOfSource, {
    bind: [source.id],
    type: QueryTypes.SELECT,
  });
  return row?.name ?? source.name;
};
