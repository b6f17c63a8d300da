import { asList, asText, type Json } from './json.ts';
import type { ShownModal } from './shown.ts';
import { type Channel, type Interaction, type Message, type Person, toApi, type World } from './world.ts';

/** Builds what the gateway tells the bot, as Discord's client would let a person do it. */
export interface Doer {
  readonly world: World;
  readonly person: Person;
  readonly channel: Channel;
}

const userOf = ({ id, name }: Person): Json => ({
  id,
  username: name,
  global_name: name,
  discriminator: '0',
  avatar: null,
});

/** Makes the interaction known and gives the event that tells of it. */
export const newInteraction = (
  { world, person, channel }: Doer,
  kind: Interaction['kind'],
  type: number,
  data: Json,
  source: Message | null,
): { readonly interaction: Interaction; readonly event: Json } => {
  const interaction: Interaction = {
    id: world.newId(),
    token: `token-${world.newId()}`,
    personId: person.id,
    channel,
    kind,
    source,
    at: world.now(),
    callback: null,
    original: null,
  };
  world.interactions.set(interaction.id, interaction);
  const user = userOf(person);
  const member = {
    user,
    roles: [],
    permissions: String(world.members.get(`${channel.serverId} ${person.id}`) ?? 0n),
    joined_at: new Date(0).toISOString(),
    deaf: false,
    mute: false,
    flags: 0,
  };
  const event = {
    id: interaction.id,
    application_id: world.applicationId,
    token: interaction.token,
    type,
    version: 1,
    data,
    channel_id: channel.id,
    channel: {
      id: channel.id,
      type: channel.serverId === null ? 1 : channel.isThread ? 11 : 0,
      ...(channel.name === null ? {} : { name: channel.name }),
    },
    locale: 'en-GB',
    app_permissions: String(channel.botMay),
    attachment_size_limit: 10_485_760,
    entitlements: [],
    authorizing_integration_owners: channel.serverId === null ? {} : { 0: channel.serverId },
    context: channel.serverId === null ? 1 : 0,
    ...(channel.serverId === null ? { user } : { member, guild_id: channel.serverId, guild_locale: 'en-GB' }),
    ...(source === null ? {} : { message: toApi(world, source) }),
  };
  return { interaction, event };
};

const types: Readonly<Record<number, string>> = { 3: 'string', 4: 'number', 5: 'boolean', 10: 'number' };

/**
 * The data of a slash command.
 * @throws where Discord's client would not let it be sent: unknown, or options that do not fit
 */
export const commandData = (
  world: World,
  path: string,
  given: Readonly<Record<string, string | number | boolean>>,
): Json => {
  const [name = '', sub] = path.split(' ');
  const command = world.commands.find((known) => known.name === name);
  if (command === undefined) throw new Error(`/${name} is not registered`);
  const options = asList(command.options);
  if (sub === undefined) {
    if (options.some(({ type }) => type === 1)) throw new Error(`/${name} cannot be used without a subcommand`);
    return { id: command.id, name, type: 1, options: optionData(path, options, given) };
  }
  const subcommand = options.find((option) => option.name === sub && option.type === 1);
  if (subcommand === undefined) throw new Error(`/${path} is not registered`);
  const nested = optionData(path, asList(subcommand.options), given);
  return { id: command.id, name, type: 1, options: [{ name: sub, type: 1, options: nested }] };
};

const optionData = (
  path: string,
  known: readonly Json[],
  given: Readonly<Record<string, string | number | boolean>>,
): Json[] => {
  for (const { name, required } of known) {
    if (required === true && given[asText(name)] === undefined) throw new Error(`/${path} requires ${asText(name)}`);
  }
  return Object.entries(given).map(([name, value]) => {
    const option = known.find((candidate) => candidate.name === name);
    if (option === undefined) throw new Error(`/${path} has no option ${name}`);
    if (types[Number(option.type)] !== typeof value)
      throw new Error(`/${path} ${name}: not a ${types[Number(option.type)]}`);
    const choices = asList(option.choices);
    if (choices.length > 0 && !choices.some((choice) => choice.value === value)) {
      throw new Error(`/${path} ${name}: ${String(value)} is none of its choices`);
    }
    if (typeof value === 'string' && value.length > Number(option.max_length ?? 6000))
      throw new Error(`/${path} ${name}: too long`);
    if (typeof value === 'number' && value > Number(option.max_value ?? Number.MAX_SAFE_INTEGER))
      throw new Error(`/${path} ${name}: too large`);
    return { name, type: option.type, value };
  });
};

/** The data of a command of which one option is being typed. @throws where it offers no choices */
export const typingData = (world: World, path: string, name: string, text: string): Json => {
  const [command = '', sub] = path.split(' ');
  const known = world.commands.find((one) => one.name === command);
  const action = sub === undefined ? known : asList(known?.options).find((option) => option.name === sub);
  const option = asList(action?.options).find((one) => one.name === name);
  if (option?.autocomplete !== true) throw new Error(`/${path} ${name} offers nothing while it is typed`);
  const typed = [{ name, type: option.type, value: text, focused: true }];
  return {
    id: known?.id,
    name: command,
    type: 1,
    options: sub === undefined ? typed : [{ name: sub, type: 1, options: typed }],
  };
};

/**
 * The data of a filled in modal, by the fields' names or labels.
 * @throws where Discord's client would not let it be sent
 */
export const modalData = (modal: ShownModal, answers: Readonly<Record<string, string>>): Json => {
  const names = new Set(modal.fields.flatMap(({ name, label }) => [name, label]));
  for (const name of Object.keys(answers)) if (!names.has(name)) throw new Error(`the form has no field ${name}`);
  const components = modal.fields.map((field) => {
    const answer = answers[field.name] ?? answers[field.label] ?? '';
    if (answer === '' && field.isRequired) throw new Error(`the form requires ${field.label}`);
    if (answer.length > field.maxLength) throw new Error(`${field.label}: too long`);
    const chosen = field.choices?.find(({ value, label }) => value === answer || label === answer);
    if (field.choices !== null && answer !== '' && chosen === undefined)
      throw new Error(`${field.label}: no choice ${answer}`);
    const component =
      field.choices === null
        ? { type: 4, custom_id: field.name, value: answer }
        : { type: 3, custom_id: field.name, values: chosen === undefined ? [] : [chosen.value] };
    return { type: 18, component };
  });
  return { custom_id: modal.customId, components };
};

/** `MESSAGE_CREATE` of what a person wrote. */
export const saidEvent = ({ world, person, channel }: Doer, content: string, isBot: boolean): Json => ({
  id: world.newId(),
  channel_id: channel.id,
  ...(channel.serverId === null ? { channel_type: 1 } : { channel_type: 0, guild_id: channel.serverId }),
  author: { ...userOf(person), ...(isBot ? { bot: true } : {}) },
  content,
  timestamp: new Date(world.now()).toISOString(),
  edited_timestamp: null,
  tts: false,
  mention_everyone: false,
  mentions: [],
  mention_roles: [],
  attachments: [],
  embeds: [],
  pinned: false,
  type: 0,
  components: [],
});
