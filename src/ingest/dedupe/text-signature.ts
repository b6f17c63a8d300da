/** Places of a signature; the standard error of a compared likeness of 0.75 is 0.04. */
const places = 128;
const header = 2;
/** Below this many words two texts are alike by chance. */
const fewestWords = 30;
const shingleWords = 3;

/**
 * MinHash of the word triples of a text (one permutation, empty places filled from the next full
 * one, 8 bits a place), after the number of triples. Null for a text of fewer than 30 words. Case and
 * punctuation do not count. Deterministic: it is stored and compared with later ones.
 */
export const textSignature = (text: string): Buffer | null => {
  const words = wordHashes(text.toLowerCase());
  if (words.length < fewestWords) return null;
  const least = new Uint32Array(places).fill(0xffff_ffff);
  let shingles = 0;
  for (let at = shingleWords - 1; at < words.length; at += 1) {
    const hash = mix(((words[at - 2] ?? 0) * 3 + (words[at - 1] ?? 0)) * 5 + (words[at] ?? 0));
    const place = hash & (places - 1);
    const value = hash >>> 7;
    shingles += 1;
    if (value < (least[place] ?? 0)) least[place] = value;
  }
  const signature = Buffer.alloc(header + places);
  signature.writeUInt16LE(Math.min(shingles, 0xffff));
  for (let place = 0; place < places; place += 1) {
    let from = place;
    while (least[from] === 0xffff_ffff) from = (from + 1) & (places - 1);
    // The distance goes in, or two neighbours that were filled from one place would agree together.
    signature[header + place] = mix((least[from] ?? 0) + Math.imul((from - place) & (places - 1), 0x9e37)) & 0xff;
  }
  return signature;
};

export interface Likeness {
  /** Estimated share of triples that both texts have, of all that either has. */
  readonly jaccard: number;
  /** The same of the shorter text's triples alone: 1 where it is an extract of the longer. */
  readonly contained: number;
  /** Triples of the shorter text by those of the longer. */
  readonly lengths: number;
}

/** How alike two texts are, by their signatures. */
export const likeness = (a: Uint8Array, b: Uint8Array): Likeness => {
  let equal = 0;
  for (let at = header; at < header + places; at += 1) if (a[at] === b[at]) equal += 1;
  // 1 of 256 agrees by chance.
  const jaccard = Math.max(0, (equal / places - 1 / 256) / (1 - 1 / 256));
  const [short, long] = [count(a), count(b)].sort((x, y) => x - y) as [number, number];
  const shared = (jaccard * (short + long)) / (1 + jaccard);
  return { jaccard, contained: Math.min(1, shared / short), lengths: short / long };
};

const count = (signature: Uint8Array): number => Math.max(1, (signature[0] ?? 0) | ((signature[1] ?? 0) << 8));

/** Runs of letters and digits; what is beyond ASCII counts as a letter, so that every script has words. */
const wordHashes = (text: string): number[] => {
  const hashes: number[] = [];
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isWord =
      (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code > 191 && (code < 0x2000 || code > 0x206f));
    if (isWord) hash = Math.imul(hash ^ code, 0x0100_0193) + 0x9e37_79b9;
    else if (hash !== 0) {
      hashes.push(hash >>> 0);
      hash = 0;
    }
  }
  if (hash !== 0) hashes.push(hash >>> 0);
  return hashes;
};

/** The finaliser of MurmurHash3. */
const mix = (value: number): number => {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};
