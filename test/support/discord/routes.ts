import { type Answer, accept, objectOf, type Request, refuse } from './answer.ts';
import { refuseCommands } from './check-commands.ts';
import { refuseMessage } from './check-message.ts';
import { asText, type Json } from './json.ts';
import { refusals } from './refusal.ts';
import { answerInteraction, withOriginal } from './respond.ts';
import { addMessage, chatWith, editMessage, may, NONCE_MS, toApi, type World } from './world.ts';

type Handler = (world: World, request: Request, ...ids: string[]) => Answer;

const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** Carries out one request as Discord would. */
export const handle = (world: World, request: Request, gatewayUrl: string): Answer => {
  if (request.files.some(({ bytes }) => bytes.length > MAX_FILE_BYTES)) return refuse(refusals.tooLarge);
  const byToken = openRoutes.find(({ method, pattern }) => method === request.method && pattern.test(request.path));
  if (byToken !== undefined) return run(byToken, world, request);
  if (request.authorization !== `Bot ${world.token}`) return refuse(refusals.unauthorized);
  if (request.path === '/gateway/bot') {
    const limit = { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 };
    return accept({ url: gatewayUrl, shards: 1, session_start_limit: limit });
  }
  const route = botRoutes.find(({ method, pattern }) => method === request.method && pattern.test(request.path));
  return route === undefined ? refuse(refusals.notFound) : run(route, world, request);
};

const run = ({ pattern, handler }: Route, world: World, request: Request): Answer =>
  handler(world, request, ...(pattern.exec(request.path) ?? []).slice(1).map((part) => part ?? ''));

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly handler: Handler;
}

const route = (method: string, template: string, handler: Handler): Route => ({
  method,
  pattern: new RegExp(`^${template.replaceAll(':id', '([^/]+)')}$`),
  handler,
});

const openChat: Handler = (world, request) => {
  const personId = asText(objectOf(request).recipient_id);
  if (!world.people.has(personId)) return refuse(refusals.invalidRecipients);
  const isNew = ![...world.channels.values()].some((channel) => channel.personId === personId);
  if (isNew && world.openedChats >= world.maxNewChats) return refuse(refusals.openingTooFast);
  if (isNew) world.openedChats += 1;
  return accept({ id: chatWith(world, personId).id, type: 1, recipients: [{ id: personId }] });
};

const createMessage: Handler = (world, request, channelId) => {
  const channel = world.channels.get(channelId ?? '');
  if (channel === undefined) return refuse(refusals.unknownChannel);
  const body = objectOf(request);
  const refusal = refuseMessage(body, request.files.length);
  if (refusal !== null) return refuse(refusal);
  if (channel.personId !== null && world.people.get(channel.personId)?.isBlocking === true) {
    return refuse(refusals.cannotSend);
  }
  if (channel.serverId !== null) {
    const has = (flag: bigint): boolean => (channel.botMay & (flag | may.administrator)) !== 0n;
    if (!has(may.viewChannel)) return refuse(refusals.missingAccess);
    if (!has(channel.isThread ? may.sendInThreads : may.sendMessages)) return refuse(refusals.missingPermissions);
  }
  const nonce = body.enforce_nonce === true && typeof body.nonce === 'string' ? body.nonce : null;
  const key = `${channel.id} ${nonce}`;
  const before = nonce === null ? undefined : world.nonces.get(key);
  if (before !== undefined && world.now() - before.at < NONCE_MS) {
    const message = world.messages.get(before.messageId);
    return message === undefined || message.isDeleted ? refuse(refusals.unknownMessage) : accept(toApi(world, message));
  }
  const message = addMessage(world, { channelId: channel.id, body, files: request.files });
  if (nonce !== null) world.nonces.set(key, { messageId: message.id, at: world.now() });
  return accept(toApi(world, message));
};

const onMessage =
  (act: (world: World, request: Request, id: string) => Answer): Handler =>
  (world, request, channelId, messageId) => {
    if (!world.channels.has(channelId ?? '')) return refuse(refusals.unknownChannel);
    const message = world.messages.get(messageId ?? '');
    const isThere =
      message !== undefined && !message.isDeleted && message.channelId === channelId && message.onlyFor === null;
    return isThere ? act(world, request, message.id) : refuse(refusals.unknownMessage);
  };

const botRoutes: readonly Route[] = [
  route('GET', '/users/@me', (world) =>
    accept({
      id: world.applicationId,
      username: 'jobhound',
      discriminator: '0',
      avatar: null,
      global_name: null,
      bot: true,
    }),
  ),
  route('GET', '/applications/@me', (world) => accept({ id: world.applicationId, name: 'Jobhound', description: '' })),
  route('POST', '/users/@me/channels', openChat),
  route('GET', '/applications/:id(?:/guilds/:id)?/commands', (world, _request, app) =>
    app === world.applicationId ? accept(world.commands) : refuse(refusals.unknownApplication),
  ),
  route('PUT', '/applications/:id(?:/guilds/:id)?/commands', (world, request, app) => {
    if (app !== world.applicationId) return refuse(refusals.unknownApplication);
    const refusal = refuseCommands(request.body);
    if (refusal !== null) return refuse(refusal);
    world.commands = (request.body as Json[]).map((command) => ({
      ...command,
      id: world.newId(),
      application_id: app,
      version: world.newId(),
    }));
    world.changed();
    return accept(world.commands);
  }),
  route('POST', '/channels/:id/messages', createMessage),
  route(
    'GET',
    '/channels/:id/messages/:id',
    onMessage((world, _request, id) => accept(toApi(world, find(world, id)))),
  ),
  route(
    'PATCH',
    '/channels/:id/messages/:id',
    onMessage((world, request, id) => {
      const refusal = refuseMessage(objectOf(request), request.files.length, true);
      if (refusal !== null) return refuse(refusal);
      return accept(toApi(world, editMessage(world, find(world, id), objectOf(request), request.files)));
    }),
  ),
  route(
    'DELETE',
    '/channels/:id/messages/:id',
    onMessage((world, _request, id) => {
      find(world, id).isDeleted = true;
      world.changed();
      return accept();
    }),
  ),
];

const find = (world: World, id: string) => {
  const message = world.messages.get(id);
  if (message === undefined) throw new Error(`no message ${id}`);
  return message;
};

/** The token in the path is all the authorization that these take. */
const openRoutes: readonly Route[] = [
  route('POST', '/interactions/:id/:id/callback', answerInteraction),
  route(
    'POST',
    '/webhooks/:id/:id',
    withOriginal((world, request, interaction) => {
      const refusal = refuseMessage(objectOf(request), request.files.length);
      if (refusal !== null) return refuse(refusal);
      const isHidden = (Number(objectOf(request).flags ?? 0) & 64) !== 0;
      const message = addMessage(world, {
        channelId: interaction.channel.id,
        body: objectOf(request),
        files: request.files,
        onlyFor: isHidden ? interaction.personId : null,
      });
      return accept(toApi(world, message));
    }),
  ),
  route(
    'GET',
    '/webhooks/:id/:id/messages/@original',
    withOriginal((world, _request, { original }) =>
      original === null ? refuse(refusals.unknownMessage) : accept(toApi(world, original)),
    ),
  ),
  route(
    'PATCH',
    '/webhooks/:id/:id/messages/@original',
    withOriginal((world, request, { original }) => {
      if (original === null || original.isDeleted) return refuse(refusals.unknownMessage);
      const refusal = refuseMessage(objectOf(request), request.files.length, true);
      if (refusal !== null) return refuse(refusal);
      return accept(toApi(world, editMessage(world, original, objectOf(request), request.files)));
    }),
  ),
  route(
    'DELETE',
    '/webhooks/:id/:id/messages/@original',
    withOriginal((world, _request, { original }) => {
      if (original === null) return refuse(refusals.unknownMessage);
      original.isDeleted = true;
      world.changed();
      return accept();
    }),
  ),
];
