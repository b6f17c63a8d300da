/** A map that forgets its oldest entries beyond `limit`. */
export class Recent<K, V> {
  readonly #limit: number;
  readonly #entries = new Map<K, V>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: K): V | undefined {
    return this.#entries.get(key);
  }

  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    const oldest = this.#entries.size > this.#limit ? this.#entries.keys().next() : null;
    if (oldest?.done === false) this.#entries.delete(oldest.value);
  }

  values(): Iterable<V> {
    return this.#entries.values();
  }
}
