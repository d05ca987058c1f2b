import { cpSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { loadIndex } from '../../src/index/store.js';
import type { FaultTrial } from './fault-trial.js';

const DAMAGES: Readonly<Record<string, (file: string, where: number) => void>> = {
  'a bit flipped': (file, where) => {
    const bytes = readFileSync(file);
    const at = Math.floor(where * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(Math.random() * 8));
    writeFileSync(file, bytes);
  },
  'cut short': (file, where) => {
    truncateSync(file, Math.floor(where * statSync(file).size));
  },
  'a page of zeros': (file, where) => {
    const bytes = readFileSync(file);
    const start = Math.floor(where * bytes.length);
    bytes.fill(0, start, Math.min(bytes.length, start + 4096));
    writeFileSync(file, bytes);
  },
  gone: (file) => {
    rmSync(file);
  },
};

/**
 * Damages the files of a stored index one after the other, in every way and at random places, and loads it. What is
 * loaded must be the index as it was or the one before it; where both use what is damaged, nothing may be loaded, and a
 * build must bring the answers back. The program is asked itself once for each file.
 * @returns how many trials found neither
 */
export async function damageTrials(
  trial: FaultTrial,
  count: number,
  say: (text: string) => void,
): Promise<number> {
  const { indexDir } = trial;
  const kept = `${indexDir}-kept`;
  const whole = await contents(indexDir);
  const answers = await trial.answers();
  rmSync(kept, { recursive: true, force: true });
  cpSync(indexDir, kept, { recursive: true, preserveTimestamps: true });
  const files = filesIn(indexDir).filter((file) => !file.startsWith('locks'));
  const tally = { whole: 0, older: 0, rebuilt: 0, lost: 0, wrong: 0 };
  for (let i = 0; i < count; i++) {
    const file = files[i % files.length] ?? '';
    const [name, damage] = Object.entries(DAMAGES)[Math.floor(i / files.length) % 4] ?? [];
    damage?.(path.join(indexDir, file), Math.random());
    const loaded = await contents(indexDir).catch(() => null);
    const verdict =
      loaded === null
        ? await isRebuilt(trial, answers)
        : loaded === whole
          ? 'whole'
          : await isOlder(loaded, kept);
    tally[verdict] += 1;
    if (verdict === 'lost' || verdict === 'wrong') say(`  ${verdict}: ${file} ${name ?? ''}`);
    if (i < files.length) {
      if ((await trial.answers(true)) !== answers) tally.wrong += 1;
    }
    rmSync(indexDir, { recursive: true });
    cpSync(kept, indexDir, { recursive: true, preserveTimestamps: true });
  }
  rmSync(kept, { recursive: true });
  say(
    `damaged files: ${count} faults in ${files.length} files; loaded ${tally.whole} whole, ${tally.older} as before, ${tally.rebuilt} refused and built anew; lost ${tally.lost}, wrong ${tally.wrong}`,
  );
  return tally.lost + tally.wrong;
}

/** Everything that an index answers from. */
async function contents(indexDir: string): Promise<string> {
  const { corpus, manifest } = await loadIndex(indexDir);
  return JSON.stringify([manifest, corpus.articles()]);
}

async function isRebuilt(trial: FaultTrial, answers: string): Promise<'rebuilt' | 'lost'> {
  return (await trial.answers(true)) === answers ? 'rebuilt' : 'lost';
}

async function isOlder(loaded: string, kept: string): Promise<'older' | 'wrong'> {
  const current = readFileSync(path.join(kept, 'current.json'), 'utf8');
  const [manifest] = JSON.parse(loaded) as [unknown];
  const others = readdirSync(kept).filter((name) => name.startsWith('g-') && !current.includes(name));
  const manifests = others.map((name) => readFileSync(path.join(kept, name, 'manifest.json'), 'utf8'));
  const isKnown = manifests.some((text) => isDeepStrictEqual(JSON.parse(text), manifest));
  return Promise.resolve(isKnown ? 'older' : 'wrong');
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(path.join(folder, file)).isFile(),
  );
}
