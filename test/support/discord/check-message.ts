import { asList, asObject, asText, type Json } from './json.ts';
import { type FormFault, invalidForm, type Refusal, refusals } from './refusal.ts';

/** What Discord refuses of a message (UTF-16 units where it counts characters); null where nothing. */
export const refuseMessage = (body: Json, files: number, keeps = false): Refusal | null => {
  const faults = [
    ...contentFaults(body.content),
    ...nonceFaults(body.nonce),
    ...mentionFaults(body.allowed_mentions),
    ...flagFaults(body.flags),
    ...attachmentFaults(body.attachments, files),
    ...componentFaults(body.components),
  ];
  if (faults.length > 0) return invalidForm(faults);
  if (keeps && body.content === undefined) return null;
  const isEmpty = asText(body.content).trim() === '' && files === 0 && asList(body.embeds).length === 0;
  return isEmpty ? refusals.emptyMessage : null;
};

const contentFaults = (content: unknown): FormFault[] => {
  if (content === undefined || content === null) return [];
  if (typeof content !== 'string') return [{ at: 'content', code: 'STRING_TYPE_CONVERT' }];
  return content.length > 2000 ? [{ at: 'content', code: 'BASE_TYPE_MAX_LENGTH' }] : [];
};

const nonceFaults = (nonce: unknown): FormFault[] =>
  typeof nonce === 'string' && nonce.length > 25 ? [{ at: 'nonce', code: 'NONCE_TYPE_TOO_LONG' }] : [];

const mentionFaults = (mentions: unknown): FormFault[] => {
  const parse = asObject(mentions).parse;
  if (parse === undefined) return [];
  const isKnown = Array.isArray(parse) && parse.every((type) => ['everyone', 'roles', 'users'].includes(type));
  return isKnown ? [] : [{ at: 'allowed_mentions.parse', code: 'BASE_TYPE_CHOICES' }];
};

/** SUPPRESS_EMBEDS, EPHEMERAL and SUPPRESS_NOTIFICATIONS; the bot uses no other. */
const settableFlags = (1 << 2) | (1 << 6) | (1 << 12);

const flagFaults = (flags: unknown): FormFault[] => {
  if (flags === undefined || flags === null) return [];
  const isKnown = typeof flags === 'number' && (flags & ~settableFlags) === 0;
  return isKnown ? [] : [{ at: 'flags', code: 'INVALID_FLAGS' }];
};

const attachmentFaults = (attachments: unknown, files: number): FormFault[] =>
  asList(attachments).flatMap(({ id }, i) =>
    String(id).length < 17 && Number(id) >= files ? [{ at: `attachments.${i}`, code: 'ATTACHMENT_NOT_FOUND' }] : [],
  );

const componentFaults = (components: unknown): FormFault[] => {
  if (components === undefined || components === null) return [];
  if (!Array.isArray(components)) return [{ at: 'components', code: 'LIST_TYPE_CONVERT' }];
  const rows = asList(components);
  const ids = rows.flatMap((row) => asList(row.components).map(({ custom_id }) => custom_id));
  const given = ids.filter((id) => id !== undefined);
  return [
    ...(rows.length > 5 ? [{ at: 'components', code: 'BASE_TYPE_BAD_LENGTH' }] : []),
    ...(new Set(given).size < given.length ? [{ at: 'components', code: 'COMPONENT_CUSTOM_ID_DUPLICATED' }] : []),
    ...rows.flatMap((row, i) => rowFaults(row, `components.${i}`)),
  ];
};

const rowFaults = (row: Json, at: string): FormFault[] => {
  if (row.type !== 1) return [{ at, code: 'COMPONENT_TYPE_INVALID' }];
  const components = asList(row.components);
  const selects = components.filter(({ type }) => type === 3).length;
  if (components.length < 1 || components.length > 5 || (selects > 0 && components.length > 1)) {
    return [{ at, code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED' }];
  }
  return components.flatMap((component, i) => {
    if (component.type === 2) return buttonFaults(component, `${at}.${i}`);
    if (component.type === 3) return selectFaults(component, `${at}.${i}`);
    return [{ at: `${at}.${i}`, code: 'COMPONENT_TYPE_INVALID' }];
  });
};

const LINK = 5;

const buttonFaults = (button: Json, at: string): FormFault[] => {
  const { style, url, custom_id: id } = button;
  const faults = textFaults(button.label, `${at}.label`, 1, 80);
  if (typeof style !== 'number' || style < 1 || style > LINK)
    faults.push({ at: `${at}.style`, code: 'BASE_TYPE_CHOICES' });
  if (style === LINK) {
    faults.push(...textFaults(url, `${at}.url`, 1, 512));
    if (!['http:', 'https:', 'discord:'].includes(URL.parse(asText(url))?.protocol ?? '')) {
      faults.push({ at: `${at}.url`, code: 'URL_TYPE_INVALID_SCHEME' });
    }
    if (id !== undefined)
      faults.push({ at: `${at}.custom_id`, code: 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE' });
    return faults;
  }
  if (url !== undefined) faults.push({ at: `${at}.url`, code: 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE' });
  return [...faults, ...textFaults(id, `${at}.custom_id`, 1, 100)];
};

export const selectFaults = (select: Json, at: string): FormFault[] => {
  const options = asList(select.options);
  const values = options.map(({ value }) => value);
  return [
    ...textFaults(select.custom_id, `${at}.custom_id`, 1, 100),
    ...(select.placeholder === undefined ? [] : textFaults(select.placeholder, `${at}.placeholder`, 0, 150)),
    ...(options.length < 1 || options.length > 25 ? [{ at: `${at}.options`, code: 'BASE_TYPE_BAD_LENGTH' }] : []),
    ...(new Set(values).size < values.length
      ? [{ at: `${at}.options`, code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED' }]
      : []),
    ...options.flatMap((option, i) => [
      ...textFaults(option.label, `${at}.options.${i}.label`, 1, 100),
      ...textFaults(option.value, `${at}.options.${i}.value`, 1, 100),
    ]),
  ];
};

export const textFaults = (text: unknown, at: string, min: number, max: number): FormFault[] => {
  if (typeof text !== 'string') return min === 0 && text === undefined ? [] : [{ at, code: 'BASE_TYPE_REQUIRED' }];
  return text.length < min || text.length > max ? [{ at, code: 'BASE_TYPE_BAD_LENGTH' }] : [];
};
