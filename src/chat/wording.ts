import type { UserError, UserErrorId, UserErrors } from '../errors.ts';
import { platformName } from './platform-name.ts';
import { type Button, bold, code, type Reply, say } from './reply.ts';

type Wording = { readonly [Id in UserErrorId]: (details: UserErrors[Id]) => Reply };

const text = (reply: Reply['text'], ...buttons: readonly Button[]): Reply => ({
  ...(reply === undefined ? {} : { text: reply }),
  ...(buttons.length === 0 ? {} : { buttons }),
});

/** Every sentence that says what went wrong: what happened, what it means, what to do next. */
export const wording = {
  'command.unknown': ({ text: word, suggestion }) =>
    suggestion === null
      ? text(say`I don't know ${bold(word)}. ${code('/help')} shows everything I can do.`)
      : text(say`I don't know ${bold(word)}. Did you mean ${code(`/${suggestion}`)}?`, {
          label: 'Run it',
          run: suggestion,
        }),
  'option.unknown': ({ name, command }) =>
    text(say`I don't know what to do with ${bold(name)} in ${code(`/${command}`)}. Nothing was changed.`, {
      label: `Help on /${command}`,
      run: `help ${command}`,
    }),
  'option.missing': ({ name, command }) =>
    text(say`${code(`/${command}`)} needs ${bold(name)}. Nothing was changed.`, {
      label: `Help on /${command}`,
      run: `help ${command}`,
    }),
  'option.invalid': ({ name, value, expected }) =>
    text(say`I can't read ${bold(shorten(value))} as ${name}. It should be: ${expected}.`),
  'message.too_long': ({ length, max }) =>
    text(
      say`That is ${length} characters; I read up to ${max} at once. Nothing was changed. Please send the part that matters.`,
    ),
  'message.unreadable': () => text(say`I found nothing to read in that message. Please send it as text.`),
  'button.not_yours': () => text(say`That button isn't yours to press. Send ${code('/help')} to start your own.`),
  'button.stale': () =>
    text(say`That button is from a while ago and what it was for has changed. Send the command again.`),
  'rate.too_fast': ({ seconds }) =>
    text(say`That was a lot at once. I skipped what came too fast; I listen again in ${seconds} s.`),
  'form.nothing_to_cancel': () => text(say`There is nothing to cancel. ${code('/help')} shows what you can do.`),
  'storage.away': () =>
    text(say`I can't reach my notes right now, so nothing was saved. Please try again in a minute.`),
  'filter.empty': () =>
    text(say`Tell me at least one thing the job must have. For example: ${code('backend developer location:berlin')}`),
  'filter.unknown_field': ({ field, suggestion }) =>
    text(
      suggestion === null
        ? say`I don't know the field ${bold(`${field}:`)}. I know title, company, location, department, remote, from, type, level, skill, any-skill, source, posted and salary.`
        : say`I don't know the field ${bold(`${field}:`)}. Did you mean ${code(`${suggestion}:`)}?`,
    ),
  'filter.bad_value': ({ field, value, expected, suggestion }) =>
    text(
      suggestion === null
        ? say`I can't read ${bold(shorten(value))} after ${code(`${field}:`)}. It should be: ${expected}.`
        : say`I can't read ${bold(shorten(value))} after ${code(`${field}:`)}. Did you mean ${code(`${field}:${suggestion}`)}? It can be: ${expected}.`,
    ),
  'filter.unknown_skill': ({ field, skill, suggestion }) =>
    text(
      suggestion === null
        ? say`I don't know the skill ${bold(shorten(skill))} after ${code(`${field}:`)}. Without ${code(`${field}:`)} I look for it as a word of the posting.`
        : say`I don't know the skill ${bold(shorten(skill))} after ${code(`${field}:`)}. Did you mean ${code(`${field}:${quoted(suggestion)}`)}? Without ${code(`${field}:`)} I look for it as a word.`,
    ),
  'filter.dangling_or': ({ near }) =>
    text(say`The ${bold('or')} near ${bold(shorten(near))} needs a word on both sides.`),
  'filter.unclosed_quote': ({ near }) =>
    text(say`The quote that starts at ${bold(shorten(near))} never ends. Please add a closing ".`),
  'filter.no_words': ({ term }) =>
    term === ''
      ? text(say`There is no word between the quotes that I could look for.`)
      : text(say`There is no word in ${bold(shorten(term))} that I could look for.`),
  'filter.too_long': ({ terms, max }) =>
    text(say`That is ${terms} conditions; I can hold ${max} in one search. Please leave some out.`),
  'filter.currency_needed': ({ amount, line }) =>
    text(
      say`${bold(amount)} in which currency? I'll remember it.`,
      ...['EUR', 'USD', 'GBP'].map((currency): Button => ({ label: currency, run: `${line} currency:${currency}` })),
    ),
  'job.not_found': ({ number }) => text(say`I don't have a job #${number} for you. ${code('/jobs find')} finds some.`),
  'posting.refused': ({ reason }) =>
    text(say`I can't make a job of that. ${reason} The text of the posting works too.`),
  'posting.limit': ({ max }) =>
    text(say`That was ${max} pasted postings in a day, which is as many as I take from one person. Tomorrow again.`),
  'posting.not_yours': ({ number }) =>
    text(say`Job #${number} is as its board publishes it; I can only correct postings that you pasted.`),
  'posting.no_correction': () => text(say`Nothing was changed: tell me at least one thing.`),
  'watch.refused': ({ reason }) => text(say`I can't watch that. ${reason} Nothing was saved.`),
  'watch.limit': ({ max }) =>
    text(say`You watch ${max} boards, which is as many as I can read for you. Delete one of their searches first.`, {
      label: 'What I watch',
      run: 'watch',
    }),
  'watch.unknown_company': ({ name }) =>
    text(
      say`I don't read a board of ${bold(shorten(name))} yet. Send me the address of its careers page, for example ${code('/watch https://acme.com/careers')}.`,
    ),
  'admin.only': () => text(say`That is for the operators of this bot.`),
  'source.not_found': ({ number }) =>
    text(say`There is no source ${number}.`, { label: 'Sources', run: 'admin sources' }),
  'dead_letter.not_found': ({ number }) =>
    text(say`There is no message ${number} that was given up and whose recipient can be reached.`, {
      label: 'What was given up',
      run: 'admin dead',
    }),
  'search.not_found': ({ number }) =>
    text(say`You have no search ${number}.`, { label: 'My searches', run: 'search list' }),
  'search.limit': ({ max }) =>
    text(say`You have ${max} searches, which is as many as I can watch for you. Delete one first.`, {
      label: 'My searches',
      run: 'search list',
    }),
  'application.not_found': ({ number }) =>
    text(say`You have no application ${number}.`, { label: 'My applications', run: 'applications list' }),
  'application.move': ({ from, to, possible }) =>
    text(
      possible.length === 0
        ? say`It is ${bold(from)} and stays so: it can't become ${to}.`
        : say`It is ${bold(from)}, so it can't become ${to}. From here it can become ${possible.join(', ')}.`,
    ),
  'letter.none': ({ number }) =>
    text(say`There is no letter for job #${number} yet.`, { label: 'Draft letter', run: `letter draft ${number}` }),
  'letter.consent_needed': ({ line }) =>
    text(
      say`To write a letter I'd send your profile and this posting to OpenAI, which keeps them for at most 30 days and doesn't learn from them. Your name, links and contact data stay here. May I? You can take it back with ${code('/profile edit consent:no')}.`,
      { label: 'Yes, you may', run: `${line} consent:yes` },
      { label: 'No, use the template', run: `${line} consent:no` },
    ),
  'letter.budget': ({ max }) =>
    text(say`That was ${max} letters today, which is my daily limit for one person. Tomorrow again.`),
  'link.private_only': () =>
    text(say`I link accounts only where nobody else reads along. Please send ${code('/link')} in our private chat.`),
  'link.bad_code': () =>
    text(
      say`I don't know that code. A code is good once and for ten minutes, so nothing was linked. ${code('/link')} on your other chat shows a new one.`,
    ),
  'link.locked': ({ minutes }) =>
    text(
      say`That were five codes in a short time, so I take none from you for ${minutes === 1 ? 'a minute' : `${minutes} minutes`}. Nothing was linked.`,
    ),
  'link.own_code': () =>
    text(say`That code is of this same account. Please send it to me on your other platform, not here.`),
  'link.taken': ({ platform }) =>
    text(
      say`I can't link these: you would have two accounts on ${platformName(platform)}, and I know one of each platform. Unlink the other one first with ${code('/link')}.`,
    ),
  'link.over': () => text(say`That question is over and nothing was changed. ${code('/link')} begins again.`),
  'link.not_linked': ({ platform }) =>
    text(
      platform === null
        ? say`You have no other chat linked.`
        : say`You have no account on ${platformName(platform)} linked, so I can't write to you there.`,
      { label: 'Link one', run: 'link' },
    ),
  'community.not_here': () =>
    text(
      say`${code('/community')} is for a server's channel or a group: send it there and I post the jobs of a search for everybody. For yourself there is ${code('/search add')}.`,
    ),
  'community.not_allowed': ({ community }) =>
    text(
      say`Only those who manage ${bold(shorten(community))} can do that, and you don't. Nothing was changed. For yourself there is ${code('/search add')}.`,
    ),
  'community.unsure': () =>
    text(say`I couldn't find out whether you manage this place, so nothing was changed. Please try again in a minute.`),
  'community.rights_missing': ({ missing }) =>
    text(
      say`I can't post here yet: I lack ${bold(missing.join(', '))}. Give me that for this place and send the command again. Nothing was changed.`,
    ),
  'community.limit': ({ max }) =>
    text(say`This channel follows ${max} searches, which is as many as I post in one place. Unfollow one first.`, {
      label: 'What it follows',
      run: 'community list',
    }),
  'community.not_followed': ({ number }) =>
    text(say`This channel doesn't follow a search ${number}.`, { label: 'What it follows', run: 'community list' }),
  'profile.avoid_limit': ({ max }) =>
    text(
      say`You avoid ${max} of these already, which is as many as I keep. Take one off first: ${code('/profile view')} lists them.`,
    ),
  'notify.pause_unclear': ({ text: written }) =>
    text(say`I can't read ${bold(written)} as a date. Write ${code('2026-12-14')}, or how long: ${code('2 weeks')}.`, {
      label: 'Pause 2 weeks',
      run: 'notify pause 2 weeks',
    }),
  'notify.pause_past': ({ text: written }) =>
    text(say`A pause ends on a date after today and within a year; ${bold(written)} is not one.`, {
      label: 'Pause 2 weeks',
      run: 'notify pause 2 weeks',
    }),
  'notify.quiet_needs_end': () =>
    text(say`Until when? For example ${code('/notify quiet 22 8')}.`, {
      label: 'No quiet hours',
      run: 'notify quiet off',
    }),
  'notify.empty_cap': () =>
    text(
      say`How much at most? For example ${code('/notify cap 3')} messages a day, or ${code('/notify cap per_company:2')}.`,
    ),
  'profile.empty_edit': () => text(say`Nothing was changed: tell me at least one thing.`),
} satisfies Wording;

/** The reply to an error that a person can do something about. */
export const wordError = (error: UserError): Reply => {
  // The table has one entry per id, made for that id's details.
  const entry: (details: never) => Reply = wording[error.id];
  return entry(error.details as never);
};

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** As the filter language takes it: a name of several words stands in quotes. */
const quoted = (name: string): string => (/\s/.test(name) ? `"${name}"` : name);
