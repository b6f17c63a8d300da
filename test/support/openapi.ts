import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

export interface OpenApi {
  /**
   * What is wrong with this JSON body of a request, one line a fault; empty when nothing is. `path` is
   * the real path below the API's root (`/channels/1/messages`). An operation that the description
   * does not hold, and a body where it wants none, are faults too.
   */
  readonly validateBody: (method: string, path: string, body: unknown) => string[];
}

type Json = Readonly<Record<string, unknown>>;

/** Reads an OpenAPI 3.1 description (JSON, gzipped or not) and validates request bodies against it. */
export const loadOpenApi = (file: string | URL): OpenApi => {
  const bytes = readFileSync(file);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const description = asObject(JSON.parse((isGzip ? gunzipSync(bytes) : bytes).toString('utf8'), withoutNullable));
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  ajv.addFormat('snowflake', /^\d{1,20}$/);
  ajv.addFormat('nonce', { type: 'string', validate: (text: string) => text.length <= 25 });
  // A schema of its own id makes `#/components/...` references resolve inside the description.
  ajv.addSchema({ $id: 'api', components: description.components, paths: description.paths });

  const templates = Object.keys(asObject(description.paths)).map((template) => ({ template, ...matcher(template) }));
  const compiled = new Map<string, ValidateFunction | null>();

  const validatorFor = (template: string, method: string): ValidateFunction | null => {
    const key = `${method} ${template}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const operation = asObject(asObject(asObject(description.paths)[template])[method]);
    const hasBody = 'requestBody' in operation;
    const pointer = ['paths', template, method, 'requestBody', 'content', 'application/json', 'schema'];
    const validate = hasBody ? ajv.compile({ $ref: `api#/${pointer.map(escapePointer).join('/')}` }) : null;
    compiled.set(key, validate);
    return validate;
  };

  return {
    validateBody: (method, path, body) => {
      const verb = method.toLowerCase();
      const pathname = path.split('?')[0] ?? path;
      const found = templates
        .filter(
          ({ pattern, template }) => pattern.test(pathname) && verb in asObject(asObject(description.paths)[template]),
        )
        .sort((a, b) => a.parameters - b.parameters)[0];
      if (found === undefined) return [`${method} ${pathname}: no such operation`];
      const validate = validatorFor(found.template, verb);
      if (validate === null) return body === undefined ? [] : [`${method} ${found.template}: takes no body`];
      if (validate(body)) return [];
      return (validate.errors ?? []).map(
        (error) => `${method} ${found.template}: body${error.instancePath} ${error.message ?? 'is not valid'}`,
      );
    },
  };
};

/** `nullable` of OpenAPI 3.0 still occurs in 3.1 files and means nothing to JSON Schema 2020-12. */
const withoutNullable = (_key: string, value: unknown): unknown => {
  const { nullable, ...schema } = asObject(value);
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : value;
};

const matcher = (template: string): { pattern: RegExp; parameters: number } => {
  const parts = template.split(/\{[^}]+\}/);
  const source = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^/]+');
  return { pattern: new RegExp(`^${source}$`), parameters: parts.length - 1 };
};

const escapePointer = (part: string): string => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

const asObject = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
