import type { Fetcher } from '../fetch/fetch.ts';
import { recogniseSource, refusedSite, sourceKinds } from '../sources/index.ts';
import { type Discovered, discoverSource } from './discover.ts';

/** Finds the board behind a URL over the network, through the guarded client. */
export const createDiscover =
  (fetcher: Fetcher) =>
  async (url: URL): Promise<Discovered> => {
    const refused = refusedSite(url);
    if (refused !== null) return { refused };
    return discoverSource(url, { get: (page) => get(fetcher, page), recognise: recogniseSource, kinds: sourceKinds });
  };

const get = async (fetcher: Fetcher, url: string) => {
  const fetched = await fetcher.ask({ url });
  if (fetched.status === 'ok') return { body: fetched.body, finalUrl: fetched.finalUrl };
  return { failed: fetched.status === 'failed' ? fetched.reason : 'it answered nothing' };
};
