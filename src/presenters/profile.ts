import type { Profile } from '../../models/index.ts';
import type { Reply, Text } from '../chat/reply.ts';
import { bold, code, lines, say } from '../chat/reply.ts';
import { units } from './amounts.ts';

const remoteWords: Readonly<Record<string, string>> = { only: 'only remote', also: 'also remote', no: 'no remote' };

export const profileView = (profile: Profile, consent: boolean | null): Reply => {
  const row = (name: string, value: string | null | readonly string[]): Text[] => {
    const text = value === null || typeof value === 'string' ? value : value.join(', ');
    return text === null || text === '' ? [] : [say`${bold(name)}: ${text}`];
  };
  const pay =
    profile.salaryMin === null
      ? null
      : `from ${units(profile.salaryMin, profile.salaryCurrency ?? 'EUR')} ${profile.salaryCurrency ?? ''} a year`;
  const rows = [
    ...row('Name', profile.fullName),
    ...row('Looking for', profile.desiredTitles),
    ...row('Where', profile.places),
    ...row('Remote', remoteWords[profile.remotePreference ?? ''] ?? null),
    ...row('Remote from', profile.remoteFrom),
    ...row('Pay', pay ?? profile.salaryCurrency),
    ...row('Skills', profile.skills),
    ...row('Years of experience', profile.yearsExperience === null ? null : String(profile.yearsExperience)),
    ...row('Now', [profile.currentTitle, profile.currentCompany].filter((part) => part !== null).join(' at ')),
    ...row('Lives in', profile.location),
    ...row('Experience', profile.experience),
    ...row(
      'Links',
      Object.entries(profile.links).map(([name, url]) => `${name} ${url}`),
    ),
    ...row('Needs a visa', profile.visaNeeded === null ? null : profile.visaNeeded ? 'yes' : 'no'),
    ...row('Kinds of employment', profile.jobTypes),
    ...row('Preferred companies', profile.preferredCompanies),
    ...row('Never show companies', profile.avoidCompanies),
    ...row('Never show words', profile.avoidWords),
    ...row('Time zone', profile.timezone),
    ...row('Letters by OpenAI', consent === null ? null : consent ? 'agreed' : 'declined'),
  ];
  const hint = say`Change one thing by name: ${code('/profile edit skills:"typescript, sql" years:6')}. ${code('/help profile')} lists them all.`;
  return {
    text:
      rows.length === 0
        ? say`Your profile is empty. A letter states only what stands here, so a few lines help.`
        : lines(...rows, '', hint),
    buttons: [{ label: 'Edit', run: 'profile edit' }],
  };
};

/** The same after a change. */
export const profileSaved = (profile: Profile, consent: boolean | null): Reply => {
  const view = profileView(profile, consent);
  return { ...view, text: lines('Saved. This is your profile now:', view.text ?? []) };
};

/** What is never shown any more; a tap shows it again. */
export const avoiding = (kind: 'company' | 'word', entry: string): Reply => ({
  text: say`I won't show you jobs ${kind === 'company' ? 'of' : 'with the words'} ${bold(entry)} any more, in any search.`,
  buttons: [{ label: 'Undo', run: `profile allow ${kind} ${entry}` }],
});

export const allowed = (kind: 'company' | 'word', entry: string): Reply => ({
  text: say`Jobs ${kind === 'company' ? 'of' : 'with the words'} ${bold(entry)} may come again.`,
  buttons: [{ label: 'Undo', run: `profile avoid ${kind} ${entry}` }],
});
