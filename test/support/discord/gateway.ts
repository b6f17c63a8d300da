import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { asNumber, asObject, type Json } from './json.ts';
import type { World } from './world.ts';

const DISPATCH = 0;
const HEARTBEAT = 1;
const IDENTIFY = 2;
const RESUME = 6;
const RECONNECT = 7;
const INVALID_SESSION = 9;
const HELLO = 10;
const ACK = 11;

/** Members, presences and message content: not granted to this bot. */
const privileged = (1 << 1) | (1 << 8) | (1 << 15);
const DIRECT_MESSAGES = 1 << 12;
const SERVER_MESSAGES = 1 << 9;
const SERVERS = 1 << 0;
const intents = { 'direct messages': DIRECT_MESSAGES, 'server messages': SERVER_MESSAGES, servers: SERVERS } as const;

interface Session {
  readonly id: string;
  readonly intents: number;
  sequence: number;
  readonly sent: { readonly s: number; readonly payload: string }[];
  socket: WebSocket | null;
}

/** The intent without which an event is not sent. */
export type Needed = 'direct messages' | 'server messages' | 'servers';

export interface Gateway {
  readonly identifies: () => number;
  readonly resumes: () => number;
  /** Resolves when the bot is connected. */
  readonly ready: () => Promise<void>;
  /** Ends the connections with a close code; the bot may resume where the code allows it. */
  readonly disconnect: (code: number) => void;
  /** Tells the bot to connect anew and resume (op 7). */
  readonly reconnect: () => void;
  /** Tells the bot that its session is no longer valid (op 9). */
  readonly invalidate: (mayResume: boolean) => void;
  /** Heartbeats are no longer acknowledged on the present connections. */
  readonly fallSilent: () => void;
  readonly connections: () => number;
  /** An event; one that needs intents the bot did not ask for is not sent. */
  readonly dispatch: (type: string, data: Json, needs?: Needed) => void;
}

/** The WebSocket side, on the same port as the REST side. */
export const createGateway = (server: Server, world: World, options: { readonly heartbeatMs: number }) => {
  const sockets = new WebSocketServer({ server, path: '/gateway' });
  const sessions = new Map<string, Session>();
  const silent = new WeakSet<WebSocket>();
  let identifies = 0;
  let resumes = 0;

  const send = (socket: WebSocket, payload: Json): void => socket.send(JSON.stringify(payload));

  const emit = (session: Session, type: string, data: Json): void => {
    session.sequence += 1;
    const payload = JSON.stringify({ op: DISPATCH, t: type, s: session.sequence, d: data });
    session.sent.push({ s: session.sequence, payload });
    session.socket?.send(payload);
  };

  const identify = (socket: WebSocket, d: Json, url: string): Session | null => {
    identifies += 1;
    const intents = asNumber(d.intents);
    if (d.token !== world.token) socket.close(4004, 'Authentication failed.');
    else if ((intents & privileged) !== 0) socket.close(4014, 'Disallowed intent(s).');
    else if (typeof d.properties !== 'object' || typeof d.intents !== 'number')
      socket.close(4002, 'Error while decoding payload.');
    else {
      const session: Session = { id: world.newId(), intents, sequence: 0, sent: [], socket };
      sessions.set(session.id, session);
      emit(session, 'READY', {
        v: 10,
        user: {
          id: world.applicationId,
          username: 'jobhound',
          discriminator: '0',
          avatar: null,
          global_name: null,
          bot: true,
        },
        guilds: [],
        session_id: session.id,
        resume_gateway_url: url,
        application: { id: world.applicationId, flags: 0 },
      });
      world.changed();
      return session;
    }
    return null;
  };

  const resume = (socket: WebSocket, d: Json): Session | null => {
    const session = sessions.get(String(d.session_id));
    if (d.token !== world.token) {
      socket.close(4004, 'Authentication failed.');
      return null;
    }
    if (session === undefined) {
      send(socket, { op: INVALID_SESSION, d: false });
      return null;
    }
    if (asNumber(d.seq) > session.sequence) {
      socket.close(4007, 'Invalid seq.');
      return null;
    }
    resumes += 1;
    session.socket = socket;
    for (const { s, payload } of session.sent) if (s > asNumber(d.seq)) socket.send(payload);
    emit(session, 'RESUMED', {});
    world.changed();
    return session;
  };

  sockets.on('connection', (socket, request) => {
    const query = new URL(request.url ?? '', 'ws://localhost').searchParams;
    if (query.get('v') !== '10') return socket.close(4012, 'Invalid API version.');
    let session: Session | null = null;
    send(socket, { op: HELLO, d: { heartbeat_interval: options.heartbeatMs } });
    socket.on('close', () => {
      if (session?.socket === socket) session.socket = null;
      world.changed();
    });
    socket.on('message', (raw) => {
      const { op, d } = parse(String(raw));
      if (op === undefined) return socket.close(4002, 'Error while decoding payload.');
      if (op === HEARTBEAT) return silent.has(socket) ? undefined : send(socket, { op: ACK });
      if (op !== IDENTIFY && op !== RESUME) {
        return session === null ? socket.close(4003, 'Not authenticated.') : socket.close(4001, 'Unknown opcode.');
      }
      if (session !== null) return socket.close(4005, 'Already authenticated.');
      const url = `ws://${request.headers.host}/gateway`;
      session = op === IDENTIFY ? identify(socket, asObject(d), url) : resume(socket, asObject(d));
    });
  });

  const live = (): Session[] => [...sessions.values()].filter(({ socket }) => socket?.readyState === 1);
  const eachSocket = (act: (socket: WebSocket) => void): void => {
    for (const { socket } of live()) if (socket !== null) act(socket);
  };

  const gateway: Gateway = {
    identifies: () => identifies,
    resumes: () => resumes,
    ready: async () => {
      await world.until('the bot to connect', () => (live().length > 0 ? true : null), 15_000);
    },
    disconnect: (code) => eachSocket((socket) => socket.close(code)),
    reconnect: () => eachSocket((socket) => send(socket, { op: RECONNECT, d: null })),
    invalidate: (mayResume) => {
      if (!mayResume) for (const session of live()) sessions.delete(session.id);
      for (const socket of sockets.clients) send(socket, { op: INVALID_SESSION, d: mayResume });
    },
    fallSilent: () => eachSocket((socket) => silent.add(socket)),
    connections: () => sockets.clients.size,
    dispatch: (type, data, needs) => {
      const intent = needs === undefined ? 0 : intents[needs];
      for (const session of sessions.values()) if ((session.intents & intent) === intent) emit(session, type, data);
    },
  };
  const close = (): void => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  };
  return { gateway, close };
};

const parse = (text: string): Json => {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
};
