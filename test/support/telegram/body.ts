import type { IncomingMessage } from 'node:http';

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What came with a request: parameters as they were sent, and files. */
export interface Body {
  readonly kind: 'none' | 'json' | 'form' | 'multipart';
  readonly params: Record<string, unknown>;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

export class BodyError extends Error {}

/**
 * Reads the query and a JSON, urlencoded or multipart body.
 * @throws {BodyError}
 */
export const readBody = async (request: IncomingMessage, query: URLSearchParams): Promise<Body> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const fromQuery = Object.fromEntries(query);
  const type = request.headers['content-type'] ?? '';
  const files = new Map<string, UploadedFile>();
  if (bytes.length === 0) return { kind: 'none', params: fromQuery, files };
  if (type.startsWith('application/json')) return { kind: 'json', params: { ...fromQuery, ...readJson(bytes) }, files };
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return {
      kind: 'form',
      params: { ...fromQuery, ...Object.fromEntries(new URLSearchParams(bytes.toString())) },
      files,
    };
  }
  const boundary = /^multipart\/form-data;\s*boundary="?([^";]+)/.exec(type)?.[1];
  if (boundary === undefined) throw new BodyError('unsupported content type');
  const params: Record<string, unknown> = { ...fromQuery };
  for (const part of splitParts(bytes, boundary)) {
    if (part.file === null) params[part.name] = part.body.toString();
    else files.set(part.name, { name: part.file, bytes: part.body });
  }
  return { kind: 'multipart', params, files };
};

const readJson = (bytes: Buffer): Record<string, unknown> => {
  const text = new TextDecoder('utf-8', { fatal: true });
  try {
    const value: unknown = JSON.parse(text.decode(bytes));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // refused below like any other body that is not an object
  }
  throw new BodyError("can't parse request JSON object");
};

const splitParts = (bytes: Buffer, boundary: string): { name: string; file: string | null; body: Buffer }[] => {
  const mark = Buffer.from(`--${boundary}`);
  const parts = [];
  let from = bytes.indexOf(mark);
  if (from !== 0) throw new BodyError('boundary not found');
  for (;;) {
    from += mark.length;
    if (bytes.subarray(from, from + 2).toString() === '--') return parts;
    const to = bytes.indexOf(`\r\n--${boundary}`, from);
    const head = bytes.indexOf('\r\n\r\n', from);
    if (to < 0 || head < 0) throw new BodyError('unexpected end of multipart body');
    const headers = bytes.subarray(from, head).toString();
    const name = /content-disposition:\s*form-data;\s*name="([^"]*)"/i.exec(headers)?.[1];
    if (name === undefined) throw new BodyError('part without a name');
    parts.push({ name, file: /filename="([^"]*)"/i.exec(headers)?.[1] ?? null, body: bytes.subarray(head + 4, to) });
    from = to + 2;
  }
};
