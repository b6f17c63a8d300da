import { z } from 'zod';
import { choice, parsed, shortNumber } from '../src/chat/option.ts';
import type { Reply } from '../src/chat/reply.ts';
import { UserError } from '../src/errors.ts';
import {
  confirmUnlink,
  linked,
  linkQuestion,
  newLink,
  nowLinked,
  refused,
  unlinked,
  waitsForOther,
} from '../src/presenters/links.ts';
import type { LinkAnswer } from '../src/services/links.ts';
import { defineCommand } from './define.ts';

const yesOrNo = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
] as const;

export const link = defineCommand({
  name: 'link',
  description: 'One profile on Discord and Telegram',
  example: '/link',
  options: {
    code: {
      ...parsed({
        description: 'The code that your other chat shows',
        schema: z.string().trim().min(1).max(64),
        expected: 'a code such as 7K3M-9XQA-2BTR',
        max: 64,
      }),
      given: 'word',
    },
    platform: choice({
      description: 'Where I write to you about new jobs',
      required: false,
      given: 'word',
      choices: [
        { value: 'discord', label: 'Discord' },
        { value: 'telegram', label: 'Telegram' },
      ],
    }),
    question: {
      ...shortNumber({ description: 'The question that is answered', required: false }),
      given: 'named',
      isHidden: true,
    },
    answer: {
      ...choice({ description: 'Yes or no', required: false, given: 'named', choices: yesOrNo }),
      isHidden: true,
    },
    unlink: {
      ...choice({
        description: 'Ask first, or do it',
        required: false,
        given: 'named',
        choices: [
          { value: 'ask', label: 'Ask' },
          { value: 'yes', label: 'Yes' },
        ],
      }),
      isHidden: true,
    },
  },
  run: async ({ account, chat, services }, { code, platform, question, answer, unlink }): Promise<Reply> => {
    const { links } = services;
    if (!chat.isPrivate) throw new UserError('link.private_only', {});
    if (question !== undefined && answer !== undefined) {
      return answered(await links.answer(account.id, question, answer === 'yes'));
    }
    // "/link platform telegram" says its name like a subcommand.
    if (platform !== undefined) return linked(await links.chooseAlerts(account.userId, platform));
    if (code !== undefined) return linkQuestion(await links.redeem(account, code));
    if (unlink === 'yes') return unlinked(await links.unlink(account), account);
    const known = await links.accountsOf(account.userId);
    if (unlink === 'ask') return confirmUnlink(known, account);
    const open = await links.questionFor(account.id);
    if (open !== null) return linkQuestion(open);
    return known.accounts.length > 1 ? linked(known) : newLink(await links.newCode(account.id), account.platform);
  },
});

const answered = (answer: LinkAnswer): Reply => {
  switch (answer.kind) {
    case 'refused':
      return refused();
    case 'accepted':
      return waitsForOther(answer.other);
    case 'linked':
      return nowLinked(answer.other, answer.renumbered);
  }
};
