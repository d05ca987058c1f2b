import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { DEFAULT_READ_OPTIONS } from '../../src/content/read.js';
import type { BuildReport } from '../../src/domain/build.js';
import type { IndexManifest } from '../../src/domain/manifest.js';
import { silentLogger } from '../../src/domain/logger.js';
import { buildIndex } from '../../src/index/build.js';
import type { BuildOptions } from '../../src/index/build.js';
import { generationName } from '../../src/index/layout.js';
import { RecordingEmbedder } from './recording-embedder.js';

/** A content folder and an index folder of a test's own. */
export class Workspace {
  readonly #root = mkdtempSync(path.join(tmpdir(), 'yinju-index-'));
  readonly contentDir = path.join(this.#root, 'content');
  readonly indexDir = path.join(this.#root, 'index');

  constructor() {
    mkdirSync(this.contentDir);
  }

  remove(): void {
    rmSync(this.#root, { recursive: true });
  }

  /** Writes a file into the content folder. */
  put(name: string, text: string | Uint8Array): void {
    const file = path.join(this.contentDir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Three articles with two, one and three passages. */
  putThree(): void {
    this.put('a.md', draft({ title: '集装箱通报', topics: ['空箱', '重箱'] }));
    this.put('b.md', draft({ title: '铁路通报', topics: ['货运列车'] }));
    this.put('deep/c.md', draft({ title: '航线通报', topics: ['远洋', '近海', '内河'] }));
  }

  /** Removes a file from the content folder. */
  drop(name: string): void {
    rmSync(path.join(this.contentDir, name));
  }

  build(embedder = new RecordingEmbedder(), options: Partial<BuildOptions> = {}): Promise<BuildReport> {
    const { contentDir, indexDir } = this;
    return buildIndex({
      contentDir,
      indexDir,
      embedder,
      read: DEFAULT_READ_OPTIONS,
      logger: silentLogger,
      ...options,
    });
  }

  /** The folder of the generation in use. */
  get generation(): string {
    return path.join(this.indexDir, this.pointer().generation);
  }

  pointer(): { formatVersion: number; generation: string } {
    return JSON.parse(readFileSync(this.#pointerFile, 'utf8')) as {
      formatVersion: number;
      generation: string;
    };
  }

  writePointer(text: string): void {
    writeFileSync(this.#pointerFile, text);
  }

  /** Every file of the generation in use and of its segments, with its bytes as text that a failed test can show. */
  stored(): Record<string, string> {
    const files = [this.generation, ...this.segments].flatMap((folder) =>
      readdirSync(folder).map((name) => path.join(folder, name)),
    );
    return Object.fromEntries(
      files.sort().map((file) => [path.relative(this.indexDir, file), readFileSync(file).toString('base64')]),
    );
  }

  /** The folders of the segments in use, in their order. */
  get segments(): readonly string[] {
    return this.manifest.segments.map(({ name }) => path.join(this.indexDir, name));
  }

  /** The manifest in use. */
  get manifest(): IndexManifest {
    return JSON.parse(readFileSync(path.join(this.generation, 'manifest.json'), 'utf8')) as IndexManifest;
  }

  /** A file of the generation in use or of its last segment. */
  fileOf(name: string): string {
    const folders = [...this.segments.slice(-1), this.generation];
    return path.join(folders.find((folder) => existsSync(path.join(folder, name))) ?? this.generation, name);
  }

  /** Gives the stored index another manifest, as if another program had written it. */
  changeManifest(change: Record<string, unknown>): void {
    const file = path.join(this.generation, 'manifest.json');
    const manifest = { ...(JSON.parse(readFileSync(file, 'utf8')) as object), ...change };
    const text = JSON.stringify(manifest);
    const files = readdirSync(this.generation).filter((name) => name !== 'manifest.json');
    const folder = path.join(this.indexDir, generationName(text));
    mkdirSync(folder);
    for (const name of files)
      writeFileSync(path.join(folder, name), readFileSync(path.join(this.generation, name)));
    writeFileSync(path.join(folder, 'manifest.json'), text);
    this.writePointer(JSON.stringify({ ...this.pointer(), generation: path.basename(folder) }));
  }

  get #pointerFile(): string {
    return path.join(this.indexDir, 'current.json');
  }
}

/** What a made-up article is made of. */
export interface Draft {
  readonly title: string;
  readonly date?: string;
  /** Topics of its sections, one passage each. */
  readonly topics: readonly string[];
}

/** A Markdown article of our own: each topic under a heading of its own, so that each is a passage. */
export function draft({ title, date = '2024-05-06', topics }: Draft): string {
  const sections = topics.map(
    (topic, i) =>
      `## ${i + 1} ${topic}\n\n本节谈${topic}。关于${topic}，港务局说了三点：先看${topic}的数量，再看${topic}的去向，最后看谁为${topic}付钱。\n`,
  );
  return `---\ntitle: ${title}\ndate: ${date}\n---\n\n${sections.join('\n')}`;
}
