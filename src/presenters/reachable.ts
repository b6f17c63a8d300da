import type { Community, CommunityChannel } from '../../models/index.ts';
import { platformName } from '../chat/platform-name.ts';
import { bold, code, lines, type Reply, say } from '../chat/reply.ts';

/** A message that goes to another chat of its person than it was meant for says why. */
export const moved = (reply: Reply, from: string): Reply => {
  const why = say`I can't reach you on ${platformName(from)} any more, so I write to you here. Send me a word there and I'll write there again.`;
  return { ...reply, text: reply.text === undefined ? why : lines(why, '', reply.text) };
};

/** To who follows a channel that takes no messages any more. */
export const channelOff = (channel: CommunityChannel, community: Community): Reply => ({
  text: say`${bold(channel.title)} in ${bold(community.title)} takes no messages from me any more, so I stopped sending jobs there. ${reasonOf(channel.pausedReason)} Once I may write there again, follow it anew with ${code('/community follow')}.`,
});

/** What the platform answered, in words that help. */
const reasonOf = (reason: string | null): string => {
  if (reason === null) return '';
  if (/10003|10004|deleted|kicked|not a member|chat not found/i.test(reason)) {
    return 'The channel is gone, or I was removed from it.';
  }
  if (/TOPIC_CLOSED/i.test(reason)) return 'Its topic was closed.';
  if (/20009|200000|200001|240000/.test(reason)) return "Three messages in a row met the server's filter (AutoMod).";
  return 'I lack the right to send messages there.';
};
