import { type APIInteraction, ChannelType, PermissionFlagsBits } from 'discord.js';
import type { Place, Rights } from '../../chat/adapter.ts';

/** A member's rights come with each interaction; those of an older one say nothing about now. */
const FRESH_MS = 60_000;

const threads: readonly ChannelType[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

const has = (permissions: bigint, wanted: bigint): boolean =>
  (permissions & (wanted | PermissionFlagsBits.Administrator)) !== 0n;

/**
 * What Discord says of rights with an interaction. `member.permissions` and `app_permissions` are
 * computed by Discord for this channel and this moment, overwrites included; what a command asks for
 * by default is only a hint that a server may override. Pure.
 */
export const readRights = (member: string, app: string, isThread: boolean): Rights => {
  const needed: readonly (readonly [string, bigint])[] = [
    ['View Channel', PermissionFlagsBits.ViewChannel],
    isThread
      ? ['Send Messages in Threads', PermissionFlagsBits.SendMessagesInThreads]
      : ['Send Messages', PermissionFlagsBits.SendMessages],
    ['Embed Links', PermissionFlagsBits.EmbedLinks],
  ];
  return {
    mayManage: has(BigInt(member), PermissionFlagsBits.ManageGuild),
    missing: needed.flatMap(([name, flag]) => (has(BigInt(app), flag) ? [] : [name])),
  };
};

/** Where in a server an interaction was; undefined in direct messages. `at` is in ms since 1970. Pure. */
export const readPlace = (interaction: APIInteraction, serverName: string | null, at: number): Place | undefined => {
  if (interaction.guild_id === undefined || interaction.member === undefined) return undefined;
  const { channel } = interaction;
  const isThread = channel !== undefined && threads.includes(channel.type);
  const name = channel !== undefined && 'name' in channel ? channel.name : null;
  return {
    communityId: interaction.guild_id,
    communityTitle: serverName,
    title: typeof name === 'string' && name !== '' ? `#${name}` : 'This channel',
    topicId: null,
    rights: { ...readRights(interaction.member.permissions, interaction.app_permissions, isThread), at },
  };
};

/** What an interaction said of rights, while it is fresh. */
export const freshRights = (place: Place | undefined, now: number): Rights | null => {
  const rights = place?.rights ?? null;
  return rights === null || now - rights.at > FRESH_MS ? null : rights;
};
