import type { SavedSearch } from '../../models/index.ts';
import { code, type Reply, say, type Text } from '../chat/reply.ts';
import type { PostedJob } from '../services/posted-jobs.ts';
import { counted } from './amounts.ts';
import { facts, ghostLine, openLabel, sourceLine } from './job-card.ts';

/** A new job for everybody in a channel: nothing in it is one person's. */
export const channelPost = (posted: PostedJob, now: Date): Reply => {
  const { job, search } = posted;
  const known = facts(job, now);
  return {
    cards: [
      {
        title: `${job.title} · ${job.companyName}`,
        body: [
          ...(known.length === 0 ? [] : [say`${known.join(' · ')}`]),
          ...elsewhereLine(posted),
          ...ghostLine(posted),
          ...sourceLine(posted),
          say`New for ${search.query}.`,
        ],
        ...(job.url === '' ? {} : { link: { label: openLabel(posted), url: job.url } }),
        buttons: [{ label: 'Track it', run: `jobs track ${job.id}` }],
      },
    ],
  };
};

const elsewhereLine = ({ elsewhere: { places, total } }: PostedJob): Text[] => {
  if (total === 0) return [];
  const rest = total - places.length;
  const more = rest > 0 ? [counted(rest, 'other place')] : [];
  return [say`Also in ${[...places, ...more].join(', ')}.`];
};

/** Instead of the posts above the day's number. */
export const morePosts = (search: SavedSearch): Reply => ({
  text: say`That was a lot for one day; more new jobs fit. Find them with ${code(`/jobs find ${search.query}`)}.`,
});
