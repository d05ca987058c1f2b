import type { Hit, PassageId } from '../domain/passage.js';

/**
 * The best `k` of many hits, in O(n log k): a binary heap whose root is the worst hit kept. Of equal scores
 * the smaller id is the better.
 */
export class TopHits {
  readonly #k: number;
  readonly #heap: Hit[] = [];

  /** @param k - how many to keep, a whole number, 0 or more */
  constructor(k: number) {
    this.#k = k;
  }

  /** Takes a hit into account. */
  offer(id: PassageId, score: number): void {
    const heap = this.#heap;
    if (heap.length < this.#k) {
      heap.push({ id, score });
      this.#siftUp(heap.length - 1);
      return;
    }
    const worst = heap[0];
    if (worst === undefined || score < worst.score) return;
    const hit = { id, score };
    if (isWorse(hit, worst)) return;
    heap[0] = hit;
    this.#siftDown();
  }

  /** The hits kept, best first. */
  ranked(): Hit[] {
    return rank([...this.#heap]);
  }

  #siftUp(from: number): void {
    for (let child = from; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!this.#swapIfWorse(child, parent)) return;
      child = parent;
    }
  }

  #siftDown(): void {
    const { length } = this.#heap;
    for (let parent = 0; ;) {
      const left = 2 * parent + 1;
      if (left >= length) return;
      const right = left + 1;
      const child = right < length && this.#isWorseAt(right, left) ? right : left;
      if (!this.#swapIfWorse(child, parent)) return;
      parent = child;
    }
  }

  #isWorseAt(a: number, b: number): boolean {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    return first !== undefined && second !== undefined && isWorse(first, second);
  }

  /** Swaps the two where the child is worse than its parent, and says whether it did. */
  #swapIfWorse(child: number, parent: number): boolean {
    const heap = this.#heap;
    const [lower, upper] = [heap[child], heap[parent]];
    if (lower === undefined || upper === undefined || !isWorse(lower, upper)) return false;
    heap[child] = upper;
    heap[parent] = lower;
    return true;
  }
}

/** Sorts hits in place: best first, equal scores by id. */
export function rank(hits: Hit[]): Hit[] {
  return hits.sort((a, b) => b.score - a.score || a.id - b.id);
}

/** How many hits a caller's `k` can give: a whole number from 0 to `size`; 0 for what is no number. */
export function clampK(k: number, size: number): number {
  return k >= 1 ? Math.floor(Math.min(k, size)) : 0;
}

function isWorse(a: Hit, b: Hit): boolean {
  return a.score < b.score || (a.score === b.score && a.id > b.id);
}
