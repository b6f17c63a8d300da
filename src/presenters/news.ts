import { platformName } from '../chat/platform-name.ts';
import type { Reply } from '../chat/reply.ts';
import { code, say } from '../chat/reply.ts';
import type { News } from '../services/news.ts';
import { stillLooking } from './alerts.ts';
import { channelPost, morePosts } from './channel-post.ts';
import { digestNews, searchNames } from './digest.ts';
import { jobCard } from './job-card.ts';
import { letter } from './letters.ts';
import { guessing, linked, linkQuestion } from './links.ts';
import { channelOff } from './reachable.ts';
import { sourceOff } from './sources.ts';

/** A message that the loop sends by itself. */
export const news = (told: News, now: Date): Reply => {
  switch (told.kind) {
    case 'match':
      return {
        text: say`New for ${searchNames(told.searches)}:`,
        cards: [jobCard(told.view, now)],
      };
    case 'digest':
      return digestNews(told.digest, now);
    case 'still-looking':
      return stillLooking(told.search);
    case 'letter':
      return letter(told.letter, told.number);
    case 'source-off':
      return sourceOff(told.source);
    case 'link-question':
      return linkQuestion(told.question);
    case 'linked':
      return linked(told.linked);
    case 'link-guessing':
      return guessing(told.misses);
    case 'channel-off':
      return channelOff(told.channel, told.community);
    case 'channel':
      return channelPost(told.posted, now);
    case 'channel-more':
      return morePosts(told.search);
    case 'platform-off':
      return {
        text: say`${platformName(told.platform)} refuses my token, so nothing goes out there. Messages wait until it takes one again: set ${code(`${told.platform.toUpperCase()}_TOKEN`)} and restart me.`,
      };
    case 'overflow':
      return {
        text: say`More new jobs fit than the five I send a day. The others wait for you in ${code('/matches')}.`,
        buttons: [{ label: 'Show them', run: 'matches' }],
      };
  }
};
