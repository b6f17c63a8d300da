import type { CoverLetter } from '../../models/index.ts';
import type { Reply, Text } from '../chat/reply.ts';
import { bold, code, italic, lines, say } from '../chat/reply.ts';

/** Why the template wrote it, as a sentence. */
const reasons: Readonly<Record<string, string>> = {
  no_key: 'This is the offline template: no model is set up here.',
  no_consent: 'This is the offline template: you did not agree to send your profile to OpenAI.',
  model_away: 'This is the offline template: the model did not answer.',
  model_refused: 'This is the offline template: the model would not write it.',
  not_proven:
    "This is the offline template: the model's draft said something that your profile and the posting don't prove, so I didn't keep it.",
};

/** A drafted letter. `number` is the person's number of its job; null where they were never shown it. */
export const letter = (draft: CoverLetter, number: number | null): Reply => {
  const about = say`Letter for ${number === null ? '' : bold(`#${number} `)}${draft.title} · ${draft.companyName}${draft.version > 1 ? `, version ${draft.version}` : ''}:`;
  return {
    text: lines(about, '', draft.body ?? '', '', origin(draft)),
    buttons:
      number === null
        ? []
        : [
            { label: 'Applied', run: `apply ${number}` },
            { label: 'Draft again', run: `letter draft ${number}` },
          ],
  };
};

const origin = (draft: CoverLetter): Text => {
  if (draft.writtenBy === 'model') {
    return say`${italic('Drafted by OpenAI from your profile, and checked against it. Read it before you send it.')}`;
  }
  const reason = reasons[draft.fallbackReason ?? ''] ?? 'This is the offline template.';
  return lines(say`${italic(reason)}`, say`The more your profile says, the more it can say: ${code('/profile edit')}.`);
};
