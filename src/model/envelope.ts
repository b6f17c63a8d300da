import { z } from 'zod';
import type { ModelAnswer, ModelFailure } from './contract.ts';

const responses = z.object({
  status: z.string().optional(),
  incomplete_details: z.object({ reason: z.string().optional() }).nullish(),
  output: z.array(
    z.object({
      type: z.string(),
      content: z
        .array(z.object({ type: z.string(), text: z.string().optional(), refusal: z.string().optional() }))
        .nullish(),
    }),
  ),
});

const chat = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
    }),
  ),
});

const failed = (failure: ModelFailure): ModelAnswer => ({ ok: false, failure });
const answered = (text: string): ModelAnswer => (text.trim() === '' ? failed('empty') : { ok: true, text });

/** Reads an answer of `POST /responses`, whatever the endpoint sent. */
export const readResponse = (body: unknown): ModelAnswer => {
  const parsed = responses.safeParse(body);
  if (!parsed.success) return failed('unreadable');
  const { status, incomplete_details: incomplete, output } = parsed.data;
  const content = output.filter((item) => item.type === 'message').flatMap((item) => item.content ?? []);
  if (content.some((part) => part.type === 'refusal') || incomplete?.reason === 'content_filter')
    return failed('refused');
  if (status === 'incomplete') return failed('truncated');
  if (status !== undefined && status !== 'completed') return failed('server_error');
  return answered(content.map((part) => (part.type === 'output_text' ? (part.text ?? '') : '')).join(''));
};

/** Reads an answer of `POST /chat/completions`, whatever the endpoint sent. */
export const readChatCompletion = (body: unknown): ModelAnswer => {
  const parsed = chat.safeParse(body);
  if (!parsed.success) return failed('unreadable');
  const choice = parsed.data.choices[0];
  if (!choice) return failed('empty');
  if (choice.message.refusal || choice.finish_reason === 'content_filter') return failed('refused');
  if (choice.finish_reason === 'length') return failed('truncated');
  return answered(choice.message.content ?? '');
};
