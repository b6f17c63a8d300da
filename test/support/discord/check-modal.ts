import { selectFaults, textFaults } from './check-message.ts';
import { asList, asNumber, asObject, type Json } from './json.ts';
import { type FormFault, invalidForm, type Refusal } from './refusal.ts';

/** What Discord refuses of a modal of Label components; null where nothing. */
export const refuseModal = (data: Json): Refusal | null => {
  const components = asList(data.components);
  const ids = components.map(({ component }) => asObject(component).custom_id);
  const faults: FormFault[] = [
    ...textFaults(data.custom_id, 'custom_id', 1, 100),
    ...textFaults(data.title, 'title', 1, 45),
    ...(components.length < 1 || components.length > 5 ? [{ at: 'components', code: 'BASE_TYPE_BAD_LENGTH' }] : []),
    ...(new Set(ids).size < ids.length ? [{ at: 'components', code: 'COMPONENT_CUSTOM_ID_DUPLICATED' }] : []),
    ...components.flatMap((label, i) => labelFaults(label, `components.${i}`)),
  ];
  return faults.length > 0 ? invalidForm(faults) : null;
};

const labelFaults = (label: Json, at: string): FormFault[] => {
  if (label.type !== 18) return [{ at, code: 'COMPONENT_TYPE_INVALID' }];
  const input = asObject(label.component);
  const own = [
    ...textFaults(label.label, `${at}.label`, 1, 45),
    ...(label.description === undefined ? [] : textFaults(label.description, `${at}.description`, 1, 100)),
  ];
  if (input.type === 3) return [...own, ...selectFaults(input, `${at}.component`), ...emptyFaults(input, at)];
  if (input.type !== 4) return [...own, { at: `${at}.component`, code: 'COMPONENT_TYPE_INVALID' }];
  const isStyled = input.style === 1 || input.style === 2;
  const max = input.max_length;
  return [
    ...own,
    ...textFaults(input.custom_id, `${at}.component.custom_id`, 1, 100),
    ...(input.label === undefined ? [] : [{ at: `${at}.component.label`, code: 'COMPONENT_LABEL_NOT_ALLOWED' }]),
    ...(isStyled ? [] : [{ at: `${at}.component.style`, code: 'BASE_TYPE_CHOICES' }]),
    ...(max !== undefined && (asNumber(max) < 1 || asNumber(max) > 4000)
      ? [{ at: `${at}.component.max_length`, code: 'NUMBER_TYPE_MAX' }]
      : []),
  ];
};

/** A select in a modal is required unless it says otherwise, and a required one takes at least one value. */
const emptyFaults = (select: Json, at: string): FormFault[] =>
  select.required !== false && select.min_values === 0
    ? [{ at: `${at}.component.min_values`, code: 'SELECT_COMPONENT_REQUIRED_MIN_VALUES' }]
    : [];
