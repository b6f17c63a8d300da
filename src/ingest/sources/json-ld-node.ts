/** An object of JSON-LD. Everything in it may be of any shape: pages are written by hand. */
export type Node = Readonly<Record<string, unknown>>;

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A property of JSON-LD holds one value or several. */
export const asList = (value: unknown): readonly unknown[] => {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.slice(0, 1000) : [value];
};

/** Text, also wrapped as `{"@value": ...}` or the first of several; null for none. */
export const textOf = (value: unknown): string | null => {
  for (const one of asList(value)) {
    const plain = isNode(one) ? one['@value'] : one;
    if (typeof plain === 'number') return String(plain);
    if (typeof plain === 'string' && plain.trim() !== '') return plain.trim();
  }
  return null;
};

/** What a thing is called: its `name`, or the text that stands in its place. */
export const nameOf = (value: unknown): string | null => {
  for (const one of asList(value)) {
    const name = isNode(one) ? (textOf(one.name) ?? textOf(one.legalName) ?? textOf(one)) : textOf(one);
    if (name !== null) return name;
  }
  return null;
};

/** True for `JobPosting`, `https://schema.org/JobPosting` and lists with one of them. */
export const isA = (node: Node, type: string): boolean =>
  asList(node['@type']).some((name) => typeof name === 'string' && name.split(/[/#:]/).at(-1) === type);
