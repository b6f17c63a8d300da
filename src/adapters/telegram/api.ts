import { Telegram } from 'telegraf';
import { createAgent } from './agent.ts';
import { TelegramFailure, toFailure } from './failure.ts';

type Method = Parameters<Telegram['callApi']>[0];
type Options = { readonly signal: AbortSignal; readonly timeoutMs?: number };

/** The Bot API methods this adapter uses; every one rejects with TelegramFailure and nothing else. */
export interface TelegramApi {
  readonly call: <M extends Method>(
    method: M,
    payload: Parameters<typeof Telegram.prototype.callApi<M>>[1],
    options: Options,
  ) => ReturnType<typeof Telegram.prototype.callApi<M>>;
  /** Closes every connection. */
  readonly close: () => void;
}

export const CALL_MS = 10_000;

/** @param apiUrl root of the Bot API, with or without a path and a final `/` */
export const createTelegramApi = (token: string, apiUrl: string): TelegramApi => {
  const apiRoot = apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`;
  const agent = createAgent(new URL(apiRoot).protocol);
  const client = new Telegram(token, { apiRoot, webhookReply: false });
  client.options.agent = agent; // not an option above: telegraf drops the agent of an http: root
  return {
    call: async (method, payload, { signal, timeoutMs = CALL_MS }) => {
      const either = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      try {
        return await client.callApi(method, payload, { signal: either as never }); // typed as a polyfill's, which node-fetch does not need
      } catch (error) {
        throw new TelegramFailure(toFailure(error));
      }
    },
    close: () => agent.destroy(),
  };
};
