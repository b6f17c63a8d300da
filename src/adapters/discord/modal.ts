import {
  type APIModalInteractionResponseCallbackData,
  type APIStringSelectComponent,
  type APITextInputComponent,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { FormField, FormView } from '../../chat/adapter.ts';
import { customId } from './custom-id.ts';
import { label } from './escape.ts';

/** Discord's limits of a modal. */
const MAX_FIELDS = 5;
const MAX_TITLE = 45;
const MAX_HINT = 100;
const MAX_TEXT = 4000;
const MAX_CHOICES = 25;
const MAX_CHOICE = 100;

/** A form as the modal that asks for it. */
export const toModal = (form: FormView): APIModalInteractionResponseCallbackData => ({
  custom_id: customId(form.data),
  title: label(form.title, MAX_TITLE),
  components: form.fields.slice(0, MAX_FIELDS).map((field) => ({
    type: ComponentType.Label,
    label: label(field.label, MAX_TITLE),
    ...(field.hint === undefined || field.hint === '' ? {} : { description: label(field.hint, MAX_HINT) }),
    component: toInput(field),
  })),
});

const toInput = (field: FormField): APIStringSelectComponent | APITextInputComponent => {
  const choices = (field.choices ?? []).filter(({ value }) => value !== '' && value.length <= MAX_CHOICE);
  if (choices.length === 0) {
    return {
      type: ComponentType.TextInput,
      custom_id: field.name,
      style: field.long ? TextInputStyle.Paragraph : TextInputStyle.Short,
      required: field.required,
      max_length: MAX_TEXT,
    };
  }
  return {
    type: ComponentType.StringSelect,
    custom_id: field.name,
    required: field.required,
    min_values: field.required ? 1 : 0,
    options: choices
      .slice(0, MAX_CHOICES)
      .map((choice) => ({ label: label(choice.label, MAX_CHOICE), value: choice.value })),
  };
};
