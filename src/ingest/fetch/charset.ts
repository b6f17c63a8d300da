/**
 * The text of a body. Its encoding is what its first bytes mark, else what the header says, else
 * what the document says of itself, else UTF-8. Never throws: what cannot be read becomes U+FFFD.
 */
export const decodeText = (bytes: Buffer, contentType: string | null): string => {
  const names = [marked(bytes), named(contentType ?? '', headerCharset), declared(bytes), 'utf-8'];
  for (const name of names) {
    const decoder = name === null ? null : decoderFor(name);
    if (decoder !== null) return decoder.decode(bytes);
  }
  return new TextDecoder().decode(bytes);
};

/** null for a charset that nobody knows. */
const decoderFor = (name: string) => {
  try {
    return new TextDecoder(name);
  } catch {
    return null;
  }
};

/** A byte order mark: it is right even where the header says otherwise. */
const marked = (bytes: Buffer): string | null => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
};

const headerCharset = /;\s*charset\s*=\s*"?([^\s";]+)/i;
const xmlEncoding = /^\s*<\?xml[^>]{0,200}\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i;
const metaCharset = /<meta[^>]{0,200}\bcharset\s*=\s*["']?([\w.:-]{1,40})/i;

/** As far as HTML looks for it. */
const declarationBytes = 1024;

const declared = (bytes: Buffer): string | null => {
  const start = bytes.toString('latin1', 0, declarationBytes);
  const name = named(start, xmlEncoding) ?? named(start, metaCharset);
  // It was readable byte by byte, so it is no UTF-16, whatever it says.
  return name === null || /^utf-?16/i.test(name) ? null : name;
};

const named = (text: string, pattern: RegExp): string | null => pattern.exec(text)?.[1] ?? null;
