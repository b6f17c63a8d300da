import type { Reply } from '../chat/reply.ts';
import { code, lines, say } from '../chat/reply.ts';
import type { PersonalData } from '../services/account-data.ts';
import { counted } from './amounts.ts';

export const exported = (data: PersonalData, now: Date): Reply => {
  const rows = Object.values(data).reduce((sum, table) => sum + table.length, 0);
  return {
    text: say`Everything I keep about you: ${counted(rows, 'row')} from ${counted(Object.keys(data).length, 'table')}.`,
    files: [
      {
        name: `jobhound-${now.toISOString().slice(0, 10)}.json`,
        mediaType: 'application/json',
        bytes: new TextEncoder().encode(`${JSON.stringify(data, null, 2)}\n`),
      },
    ],
  };
};

export const confirmForget = (): Reply => ({
  text: lines(
    say`This deletes everything I keep about you: profile, searches, matches, applications, letters and messages that wait. It can't be undone.`,
    say`${code('/export')} gives you a copy first.`,
  ),
  buttons: [
    { label: 'Delete everything', run: 'forget confirm:yes' },
    { label: 'Export first', run: 'export' },
  ],
});

export const forgotten = (): Reply => ({
  text: say`Everything about you is deleted. If you write again, we start anew.`,
});
