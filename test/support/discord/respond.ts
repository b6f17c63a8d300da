import { type Answer, accept, objectOf, type Request, refuse } from './answer.ts';
import { refuseChoices } from './check-commands.ts';
import { refuseMessage } from './check-message.ts';
import { refuseModal } from './check-modal.ts';
import { asObject, type Json } from './json.ts';
import { invalidForm, type Refusal, refusals } from './refusal.ts';
import { addMessage, editMessage, type Interaction, type World } from './world.ts';

const CALLBACK_MS = 3_000;
const TOKEN_MS = 15 * 60_000;

const MESSAGE = 4;
const DEFERRED_MESSAGE = 5;
const DEFERRED_UPDATE = 6;
const UPDATE = 7;
const SUGGESTIONS = 8;
const MODAL = 9;
const EPHEMERAL = 64;

/** `POST /interactions/:id/:token/callback`. */
export const answerInteraction = (world: World, request: Request, id = '', token = ''): Answer => {
  const interaction = world.interactions.get(id);
  if (interaction === undefined || interaction.token !== token) return refuse(refusals.unknownInteraction);
  if (interaction.callback !== null) return refuse(refusals.alreadyAcknowledged);
  if (world.now() - interaction.at > CALLBACK_MS) return refuse(refusals.unknownInteraction);
  const type = Number(objectOf(request).type);
  const data = asObject(objectOf(request).data);
  const refusal = refuseCallback(interaction, type, data, request.files.length);
  if (refusal !== null) return refuse(refusal);
  interaction.callback = { type, at: world.now(), data };
  apply(world, interaction, type, data, request);
  world.changed();
  return request.query.get('with_response') === 'true' ? accept({ interaction: { id, type: 2 } }) : accept();
};

const refuseCallback = (interaction: Interaction, type: number, data: Json, files: number): Refusal | null => {
  if (interaction.kind === 'typing' || type === SUGGESTIONS)
    return interaction.kind === 'typing' && type === SUGGESTIONS ? refuseChoices(data.choices) : typeFault;
  if (type === MESSAGE) return refuseMessage(data, files);
  if (type === DEFERRED_MESSAGE) return null;
  if (type === MODAL) return interaction.kind === 'modal' ? typeFault : refuseModal(data);
  if (type === DEFERRED_UPDATE) return interaction.source === null ? typeFault : null;
  if (type === UPDATE) return interaction.source === null ? typeFault : refuseMessage(data, files, true);
  return typeFault;
};

const typeFault = invalidForm([{ at: 'type', code: 'BASE_TYPE_CHOICES' }]);

const apply = (world: World, interaction: Interaction, type: number, data: Json, request: Request): void => {
  if (type === MODAL || type === SUGGESTIONS) return;
  if (type === DEFERRED_UPDATE || type === UPDATE) {
    interaction.original = interaction.source;
    if (type === UPDATE && interaction.source !== null) editMessage(world, interaction.source, data, request.files);
    return;
  }
  interaction.original = addMessage(world, {
    channelId: interaction.channel.id,
    body: data,
    files: request.files,
    onlyFor: (Number(data.flags ?? 0) & EPHEMERAL) === 0 ? null : interaction.personId,
    isThinking: type === DEFERRED_MESSAGE,
  });
};

/** What works on an acknowledged interaction's webhook, for as long as its token is good. */
export const withOriginal =
  (act: (world: World, request: Request, interaction: Interaction) => Answer) =>
  (world: World, request: Request, app = '', token = ''): Answer => {
    const interaction = [...world.interactions.values()].find((known) => known.token === token);
    if (app !== world.applicationId || interaction === undefined) return refuse(refusals.unknownWebhook);
    if (world.now() - interaction.at > TOKEN_MS) return refuse(refusals.invalidToken);
    return interaction.callback === null ? refuse(refusals.unknownWebhook) : act(world, request, interaction);
  };
