import type { ChatAccount } from '../../models/index.ts';
import { platformName } from '../chat/platform-name.ts';
import type { Button, Reply, Text } from '../chat/reply.ts';
import { bold, code, lines, say } from '../chat/reply.ts';
import type { LinkedAccounts, LinkQuestion } from '../services/links.ts';
import type { Renumbered } from '../services/merge-people.ts';
import { counted } from './amounts.ts';

/** `Ada on Telegram` */
const named = (account: Pick<ChatAccount, 'displayName' | 'platform'>): Text =>
  account.displayName === null
    ? say`an account on ${platformName(account.platform)}`
    : say`${bold(account.displayName)} on ${platformName(account.platform)}`;

const others: Readonly<Record<string, string>> = { discord: 'Telegram', telegram: 'Discord' };

export const newLink = (linkCode: string, platform: string): Reply => ({
  text: lines(
    say`To be one person for me on both, open our chat on ${others[platform] ?? 'Discord or Telegram'} and send there:`,
    say`${code(`/link ${linkCode}`)}`,
    say`The code is good once and for ten minutes. I then ask on both sides before anything is joined. Give it to nobody: who uses it would share your profile.`,
  ),
});

/** Asked on the side that typed the code, and then on the one that asked for it. */
export const linkQuestion = ({ id, by }: LinkQuestion): Reply => ({
  text: lines(
    say`Is this you: ${named(by)}? If you say yes on both sides, the two become one: profile, searches, applications and letters are joined, and either chat shows all of it.`,
    say`If you don't know that account, say no.`,
  ),
  buttons: [
    { label: 'Yes, that is me', run: `link question:${id} answer:yes` },
    { label: 'No', run: `link question:${id} answer:no` },
  ],
});

export const waitsForOther = (other: ChatAccount): Reply => ({
  text: say`Good. Now I ask ${named(other)} as well; say yes there within ten minutes. If nothing arrives, send ${code('/link')} there.`,
});

export const refused = (): Reply => ({
  text: say`Then I leave it: nothing is linked, and that code is void.`,
});

export const nowLinked = (other: ChatAccount, moved: Renumbered): Reply => ({
  text: lines(
    say`Linked: you and ${named(other)} are one person now, with one profile.`,
    say`Numbers here stay as they are. ${movedSentence(moved, platformName(other.platform))}`,
  ),
  buttons: platformButtons,
});

const movedSentence = ({ jobs, searches, applications }: Renumbered, platform: string): Text => {
  const by = [
    [searches, 'search numbers'],
    [jobs, 'job numbers'],
    [applications, 'application numbers'],
  ].flatMap(([distance, what]) => (distance === 0 ? [] : [`${what} by ${distance}`]));
  return by.length === 0
    ? say`So do those of ${platform}.`
    : say`What you knew on ${platform} is counted on from them: ${by.join(', ')}. Buttons of before end there; ${code('/search list')} and ${code('/applications list')} show the new numbers.`;
};

const platformButtons: readonly Button[] = [
  { label: 'Alerts on Discord', run: 'link platform:discord' },
  { label: 'Alerts on Telegram', run: 'link platform:telegram' },
];

export const linked = ({ accounts, alertAccountId }: LinkedAccounts): Reply => {
  const chosen = accounts.find(({ id }) => id === alertAccountId);
  return {
    text: lines(
      say`You are one person for me here:`,
      ...accounts.map((account) => named(account)),
      chosen === undefined
        ? say`I write to you where you wrote to me last. Each job is told once.`
        : say`I write to you on ${bold(platformName(chosen.platform))}; on the other one only if that can't be reached. Each job is told once.`,
    ),
    buttons: [...platformButtons, { label: 'Unlink', run: 'link unlink:ask' }],
  };
};

export const confirmUnlink = (
  { accounts }: LinkedAccounts,
  here: { readonly id: number; readonly platform: string },
): Reply => ({
  text: lines(
    say`Unlink? Everything stays with you here on ${platformName(here.platform)}.`,
    ...accounts
      .filter(({ id }) => id !== here.id)
      .map((account) => say`For ${named(account)} we start anew, with nothing.`),
  ),
  buttons: [{ label: 'Unlink', run: 'link unlink:yes' }],
});

export const unlinked = (gone: readonly ChatAccount[], here: { readonly platform: string }): Reply => ({
  text: say`Unlinked from ${gone.flatMap((account, i) => [...(i > 0 ? [', '] : []), ...named(account)])}. Everything is still here on ${platformName(here.platform)}.`,
});

/** To operators. */
export const guessing = (misses: number): Reply => ({
  text: say`Somebody may be guessing link codes: ${counted(misses, 'wrong code')} in the last hour. Each person is held after five, codes have 60 bits, and nothing is linked without a yes on both sides; look who it is.`,
});
