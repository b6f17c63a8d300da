import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { SealedButton, SealedReply } from '../../chat/adapter.ts';
import { customId, customIdCopy, dataOf } from './custom-id.ts';
import { label } from './escape.ts';
import { safeUrl } from './link.ts';

export type Row = APIActionRowComponent<APIButtonComponent | APIStringSelectComponent>;

/** Discord's limits of one message. */
export const MAX_ROWS = 5;
const BUTTONS_A_ROW = 5;
const MAX_LABEL = 80;
const MAX_CHOICES = 25;
const MAX_CHOICE = 100;
const MAX_PLACEHOLDER = 150;

/** Buttons in rows of five; a link that is not safe is left out, and so is an exact repeat. */
export const buttonRows = (buttons: readonly SealedButton[]): Row[] => {
  const seen = new Set<string>();
  const unique = buttons.filter((button) => {
    const key = JSON.stringify(button);
    return !seen.has(key) && Boolean(seen.add(key));
  });
  const components = unique.map(toButton).filter((button) => button !== null);
  const rows: Row[] = [];
  for (let i = 0; i < components.length; i += BUTTONS_A_ROW) {
    rows.push({ type: ComponentType.ActionRow, components: components.slice(i, i + BUTTONS_A_ROW) });
  }
  return rows;
};

const toButton = (button: SealedButton): APIButtonComponent | null => {
  const base = { type: ComponentType.Button, label: label(button.label, MAX_LABEL) } as const;
  if ('data' in button) return { ...base, style: ButtonStyle.Secondary, custom_id: customId(button.data) };
  const url = safeUrl(button.url);
  return url === null ? null : { ...base, style: ButtonStyle.Link, url };
};

/** `[Previous] [1 of 3] [Next]`; no row where there is one page only. */
export const pageRow = (page: NonNullable<SealedReply['page']>): Row[] => {
  if (page.of <= 1 && page.previous === undefined && page.next === undefined) return [];
  const position: APIButtonComponent = {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: `${page.number} of ${page.of}`,
    custom_id: 'page',
    disabled: true,
  };
  const previous = page.previous === undefined ? null : toButton(page.previous);
  const next = page.next === undefined ? null : toButton(page.next);
  const components = [previous, position, next].filter((button) => button !== null);
  return [{ type: ComponentType.ActionRow, components }];
};

/** A row with one select; choices that Discord could not take are left out. */
export const selectRow = (select: NonNullable<SealedReply['select']>): Row[] => {
  const values = new Set<string>();
  const options = select.choices
    .filter(
      ({ value }) => value !== '' && value.length <= MAX_CHOICE && !values.has(value) && Boolean(values.add(value)),
    )
    .slice(0, MAX_CHOICES)
    .map((choice) => ({ label: label(choice.label, MAX_CHOICE), value: choice.value }));
  if (options.length === 0) return [];
  const component: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id: customId(select.data),
    placeholder: label(select.label, MAX_PLACEHOLDER),
    options,
  };
  return [{ type: ComponentType.ActionRow, components: [component] }];
};

/** The same rows with every custom id used once, which Discord demands within a message. */
export const withUniqueIds = (rows: readonly Row[]): Row[] => {
  const seen = new Set<string>();
  return rows.map((row) => ({
    ...row,
    components: row.components.map((component) => {
      if (!('custom_id' in component)) return component;
      const data = dataOf(component.custom_id);
      let id = component.custom_id;
      for (let copy = 1; data !== null && seen.has(id); copy++) id = customIdCopy(data, copy);
      seen.add(id);
      return { ...component, custom_id: id };
    }),
  }));
};
