import { z } from 'zod';
import type { Suggested } from './adapter.ts';
import type { Choice } from './reply.ts';

/** What a person may give a command. Its schema turns the text they gave into a value. */
export interface Option<T> {
  readonly kind: 'text' | 'number' | 'flag';
  /**
   * How it is given in a line of text: the `rest` of the line; a single `word` in the place of its
   * declaration; only by name (`named`, `letters:on`); or a `facet`: a field of the filter language,
   * which stays in the rest of a line and which a platform with typed options offers by itself.
   * Every option but a facet can be given by name as well.
   */
  readonly given: 'rest' | 'word' | 'named' | 'facet';
  readonly description: string;
  readonly isRequired: boolean;
  readonly schema: z.ZodType<T>;
  /** What a right value looks like, to say so after a wrong one. */
  readonly expected: string;
  readonly choices?: readonly Choice[];
  /** What it names, where a platform may offer choices while it is typed. */
  readonly suggests?: Suggested;
  readonly max?: number;
  /** Not offered to a person: only buttons and links give it. */
  readonly isHidden?: boolean;
}

interface Described {
  readonly description: string;
  readonly suggests?: Suggested;
}

const offered = ({ suggests }: Described) => (suggests === undefined ? {} : { suggests });

type Maybe<Required extends boolean, T> = Required extends true ? T : T | undefined;

const finish = <T, R extends boolean>(
  required: R,
  schema: z.ZodType<T>,
  rest: Omit<Option<T>, 'schema' | 'isRequired'>,
): Option<Maybe<R, T>> =>
  ({ ...rest, isRequired: required, schema: required ? schema : schema.optional() }) as unknown as Option<Maybe<R, T>>;

/** Free text to the end of the line. */
export const rest = <R extends boolean>(about: Described & { readonly required: R; readonly max: number }) =>
  finish(about.required, z.string().trim().min(1).max(about.max), {
    kind: 'text',
    given: 'rest',
    description: about.description,
    expected: `text of at most ${about.max} characters`,
    max: about.max,
    ...offered(about),
  });

/** Free text, given by name. */
export const named = (about: Described & { readonly max: number }) =>
  finish(false, z.string().trim().min(1).max(about.max), {
    kind: 'text',
    given: 'named',
    description: about.description,
    expected: `text of at most ${about.max} characters`,
    max: about.max,
  });

/** Text that a schema understands further, given by name. */
export const parsed = <T>(
  about: Described & { readonly schema: z.ZodType<T>; readonly expected: string; readonly max?: number },
) =>
  finish(false, about.schema, {
    kind: 'text',
    given: 'named',
    description: about.description,
    expected: about.expected,
    max: about.max ?? 200,
  });

/** The short number of a job, a search or an application: `14` or `#14`. */
export const shortNumber = <R extends boolean>(about: Described & { readonly required: R }) =>
  finish(
    about.required,
    z
      .string()
      .regex(/^#?\d{1,9}$/)
      .transform((text) => Number(text.replace('#', ''))),
    {
      kind: 'number',
      given: 'word',
      description: about.description,
      expected: 'a number, for example 14',
      max: 999_999_999,
      ...offered(about),
    },
  );

/** A page of a list; only buttons give it. */
export const page = () =>
  finish(
    false,
    z
      .string()
      .regex(/^\d{1,4}$/)
      .transform(Number)
      .pipe(z.number().min(1)),
    {
      kind: 'number',
      given: 'named',
      description: 'Page of the list',
      expected: 'a page number',
      max: 9999,
      isHidden: true,
    },
  );

/** On or off. */
export const flag = (about: Described) =>
  finish(
    false,
    z
      .enum(['on', 'off', 'yes', 'no', 'true', 'false'])
      .transform((text) => text === 'on' || text === 'yes' || text === 'true'),
    { kind: 'flag', given: 'named', description: about.description, expected: 'on or off' },
  );

/** One of a few values, by value or by label, in any case. */
export const choice = <const V extends string, R extends boolean>(
  about: Described & {
    readonly required: R;
    readonly given: 'word' | 'named';
    readonly choices: readonly { readonly value: V; readonly label: string }[];
  },
) => {
  const byText = new Map<string, V>(
    about.choices.flatMap(({ value, label }): [string, V][] => [
      [value.toLowerCase(), value],
      [label.toLowerCase(), value],
    ]),
  );
  const schema = z.string().transform((text, context): V => {
    const value = byText.get(text.trim().toLowerCase());
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: 'not one of the choices' });
    return z.NEVER;
  });
  return finish(about.required, schema as unknown as z.ZodType<V>, {
    kind: 'text',
    given: about.given,
    description: about.description,
    expected: about.choices.map(({ label }) => label).join(', '),
    choices: about.choices,
  });
};

/** A field of the filter language, for platforms that offer typed options. */
export const facet = (about: Described & { readonly choices?: readonly Choice[] }) =>
  finish(false, z.string(), {
    kind: 'text',
    given: 'facet',
    description: about.description,
    expected: 'a value of this field',
    max: 100,
    ...offered(about),
    ...(about.choices === undefined ? {} : { choices: about.choices }),
  });
