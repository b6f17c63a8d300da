import fc from 'fast-check';

/** Any text at all: control characters and lone surrogates too, as nobody types and somebody sends. */
export const anyText = (maxLength = 20): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength }).map((codes) => String.fromCharCode(...codes));
