/** A map that remembers the `capacity` entries set last. */
export class Recent<V> {
  readonly #entries = new Map<string, V>();

  constructor(private readonly capacity = 10_000) {}

  /**
   * Remembers an entry as the newest.
   * @param key - replaces an entry with the same key
   * @param value - what to remember
   */
  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.capacity) break;
      this.#entries.delete(oldest);
    }
  }

  /**
   * The value, or `undefined` where there is none or it has been forgotten.
   * @param key - as it was set
   */
  get(key: string): V | undefined {
    return this.#entries.get(key);
  }

  /**
   * Forgets an entry, if it is there.
   * @param key - as it was set
   */
  delete(key: string): void {
    this.#entries.delete(key);
  }
}
