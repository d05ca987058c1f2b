import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Embedder, Progress } from '../../src/domain/ports.js';

const TEXTS = [
  '港口今年开通了三条新航线。',
  '港口今年開通了三條新航線。',
  'The port opened three new routes this year.',
  '明天有小雨，出门请带伞。',
  '',
  ' \n\t ',
  '🚢🚢🚢',
  '\ud800 half a character',
  '[PAD][UNK]',
];

function norm(vector: Float32Array): number {
  return Math.hypot(...vector);
}

/**
 * What every {@link Embedder} must do.
 * @param make - called once, and once more for the tests about closing
 */
export function describeEmbedderContract(name: string, make: () => Promise<Embedder>): void {
  describe(`Embedder contract: ${name}`, () => {
    let embedder: Embedder;

    beforeAll(async () => {
      embedder = await make();
    });

    afterAll(async () => {
      await embedder.close();
    });

    it('says what it is', () => {
      expect(embedder.modelId).not.toBe('');
      expect(embedder.fingerprint).toMatch(/^[0-9a-f]{16,}$/);
      expect(embedder.dimensions).toBeGreaterThan(0);
    });

    it('gives every text a finite vector of length 1', async () => {
      const vectors = [...(await embedder.embedPassages(TEXTS)), await embedder.embedQuery('')];
      for (const vector of vectors) {
        expect(vector).toBeInstanceOf(Float32Array);
        expect(vector).toHaveLength(embedder.dimensions);
        expect(Math.abs(norm(vector) - 1)).toBeLessThan(1e-3);
      }
    });

    it('gives an empty list for an empty list', async () => {
      await expect(embedder.embedPassages([])).resolves.toEqual([]);
    });

    it('gives equal vectors for equal texts, whatever stands beside them', async () => {
      const [alone] = await embedder.embedPassages([TEXTS[0] ?? '']);
      const many = await embedder.embedPassages([...TEXTS.toReversed(), ...TEXTS]);
      expect(many[TEXTS.length - 1]).toEqual(alone);
      expect(many[TEXTS.length]).toEqual(alone);
      expect(await embedder.embedPassages([TEXTS[0] ?? ''], { urgent: true })).toEqual([alone]);
    });

    it('keeps the order of the texts', async () => {
      const texts = Array.from({ length: 50 }, (_, i) => `${i} 号货轮${'靠岸'.repeat(i % 7)}`);
      const together = await embedder.embedPassages(texts);
      const [last] = await embedder.embedPassages(texts.slice(-1));
      const [first] = await embedder.embedPassages(texts.slice(0, 1));
      expect(together.at(-1)).toEqual(last);
      expect(together[0]).toEqual(first);
    });

    it('gives different texts different vectors', async () => {
      const [port, , , weather] = await embedder.embedPassages(TEXTS);
      expect(port).not.toEqual(weather);
    });

    it('cuts texts of any length instead of failing', async () => {
      const [long] = await embedder.embedPassages(['长江上的船。'.repeat(20_000)]);
      expect(Math.abs(norm(long ?? new Float32Array()) - 1)).toBeLessThan(1e-3);
    });

    it('hands out vectors that no later call changes', async () => {
      const query = await embedder.embedQuery('码头');
      const copy = query.slice();
      await embedder.embedQuery('完全不同的一句话');
      expect(query).toEqual(copy);
    });

    it('reports its progress up to the last text', async () => {
      const seen: Progress[] = [];
      const texts = TEXTS.concat(TEXTS, TEXTS);
      await embedder.embedPassages(texts, { onProgress: (progress) => seen.push(progress) });
      expect(seen.every(({ phase, total }) => phase === 'embed' && total === texts.length)).toBe(true);
      expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).toSorted((a, b) => a - b));
      expect(seen.at(-1)?.done).toBe(texts.length);
    });

    it('stops with the signal’s reason, before and during the work', async () => {
      const reason = new Error('enough');
      await expect(embedder.embedPassages(TEXTS, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      const controller = new AbortController();
      const work = embedder.embedPassages(
        Array.from({ length: 2000 }, (_, i) => `第 ${i} 段`),
        {
          signal: controller.signal,
          onProgress: () => {
            controller.abort(reason);
          },
        },
      );
      await expect(work).rejects.toBe(reason);
      await expect(embedder.embedQuery('还在吗')).resolves.toHaveLength(embedder.dimensions);
    });

    it('closes as often as it is asked to, and rejects afterwards', async () => {
      const other = await make();
      await other.close();
      await other.close();
      await expect(other.embedQuery('船')).rejects.toThrow();
      await expect(other.embedPassages(['船'])).rejects.toThrow();
    });
  });
}
