/** What a raw request to the stand-in was answered. */
export interface Asked {
  readonly status: number;
  readonly code: number | undefined;
  readonly body: { readonly id?: string; readonly [key: string]: unknown } | null;
  readonly headers: Headers;
}

/** One raw request, with no library between. */
export const ask = async (
  { apiUrl, token }: { readonly apiUrl: string; readonly token: string },
  method: string,
  path: string,
  body?: unknown,
): Promise<Asked> => {
  const isForm = body instanceof FormData;
  const response = await fetch(`${apiUrl}/v10${path}`, {
    method,
    headers: {
      authorization: `Bot ${token}`,
      ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm || typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed = text === '' ? null : JSON.parse(text);
  return { status: response.status, code: parsed?.code, body: parsed, headers: response.headers };
};
