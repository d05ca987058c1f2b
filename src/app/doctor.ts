import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { listContentFiles } from '../content/files.js';
import { describeError, YinjuError } from '../domain/errors.js';
import { silentLogger } from '../domain/logger.js';
import { inspectIndex } from '../index/store.js';
import type { openEmbedder } from './compose.js';
import type { Settings } from './config.js';
import { watchFolder } from './folder-watch.js';

/** What is examined, in this order. */
export type DoctorCheck = 'node' | 'native' | 'settings' | 'model' | 'content' | 'index' | 'discord';

/** `fail`: the bot does not work. `warn`: it works, and something is to be known. */
export type DoctorState = 'ok' | 'warn' | 'fail';

/** What this program found itself; the edge makes sentences of the code. */
export interface OwnFinding {
  readonly check: DoctorCheck;
  readonly state: DoctorState;
  readonly code:
    | 'node-ok'
    | 'node-old'
    | 'native-ok'
    | 'native-broken'
    | 'settings-ok'
    | 'settings-warning'
    | 'settings-invalid'
    | 'model-ok'
    | 'model-broken'
    | 'content-ok'
    | 'content-empty'
    | 'content-missing'
    | 'watch-events-ok'
    | 'watch-poll-ok'
    | 'watch-failing'
    | 'watch-off-ok'
    | 'index-ready'
    | 'index-missing'
    | 'index-damaged'
    | 'index-other-model'
    | 'index-unwritable'
    | 'discord-no-token';
  /** A version, a path, a name or an error message, as the code requires. */
  readonly detail: string;
  /** Articles, files or dimensions, as the code requires. */
  readonly count: number;
}

/** What Discord, or another part, says in its own words. */
export interface ToldFinding {
  readonly check: DoctorCheck;
  readonly state: DoctorState;
  readonly code: string;
  readonly message: string;
  readonly remedy?: string | undefined;
}

/** One line of the examination. */
export type DoctorFinding = OwnFinding | ToldFinding;

/** What the examination uses of the outside. */
export interface DoctorParts {
  /** Reads the settings; what it throws is a finding. */
  readonly loadSettings: () => Settings;
  readonly openEmbedder: typeof openEmbedder;
  /** Asks Discord; called only with a token. */
  readonly checkDiscord: (
    settings: Settings,
    token: string,
  ) => Promise<readonly (Pick<ToldFinding, 'code' | 'message' | 'remedy'> & { readonly ok: boolean })[]>;
  /** The error of loading a native module, or `null`. Default: it is loaded in a process of its own. */
  readonly probeModule?: (name: string) => Promise<string | null>;
  /** Default: of this process. */
  readonly nodeVersion?: string;
}

/** Oldest Node that works, as `engines` in package.json says. */
const OLDEST_NODE = [20, 19] as const;
/** Compiled for each platform, and therefore what breaks first on a new one. */
const NATIVE_MODULES = ['hnswlib-node', '@node-rs/jieba', 'onnxruntime-node'] as const;
/** Loading a native module takes well under a second; one that hangs is broken. */
const PROBE_TIMEOUT = 30_000;

/** Examines everything the bot needs, in order; each finding as soon as it is known. Never throws. */
export async function* examineSetup(parts: DoctorParts): AsyncGenerator<DoctorFinding, void, void> {
  yield checkNode(parts.nodeVersion ?? process.versions.node);
  for (const name of NATIVE_MODULES) yield await checkModule(name, parts.probeModule ?? probeModule);
  let settings: Settings;
  try {
    settings = parts.loadSettings();
  } catch (error) {
    yield found('settings', 'fail', 'settings-invalid', { detail: describeError(error) });
    return;
  }
  for (const warning of settings.warnings) {
    yield found('settings', 'warn', 'settings-warning', { detail: warning });
  }
  if (settings.warnings.length === 0) yield found('settings', 'ok', 'settings-ok');
  const model = await checkModel(settings, parts);
  yield model.finding;
  const content = await checkContent(settings);
  yield content;
  if (content.state !== 'fail') yield await checkWatch(settings);
  yield* checkIndex(settings, model.fingerprint);
  yield* checkDiscord(settings, parts);
}

function found(
  check: DoctorCheck,
  state: DoctorState,
  code: OwnFinding['code'],
  { detail = '', count = 0 }: Partial<Pick<OwnFinding, 'detail' | 'count'>> = {},
): OwnFinding {
  return { check, state, code, detail, count };
}

function checkNode(version: string): OwnFinding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const old = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  return found('node', old ? 'fail' : 'ok', old ? 'node-old' : 'node-ok', { detail: version });
}

async function checkModule(
  name: string,
  probe: NonNullable<DoctorParts['probeModule']>,
): Promise<OwnFinding | ToldFinding> {
  const problem = await probe(name);
  return problem === null
    ? found('native', 'ok', 'native-ok', { detail: name })
    : found('native', 'fail', 'native-broken', { detail: `${name}: ${problem}` });
}

/**
 * In a process of its own: a module that was compiled for another processor ends the process that loads it.
 * onnxruntime-node is found from the package that brings it.
 */
async function probeModule(name: string): Promise<string | null> {
  const script = `
    const { createRequire } = require('node:module');
    const own = createRequire(process.argv[1]);
    const brought = createRequire(own.resolve('@xenova/transformers'));
    (process.argv[2] === 'onnxruntime-node' ? brought : own)(process.argv[2]);`;
  try {
    const from = fileURLToPath(import.meta.url);
    await promisify(execFile)(process.execPath, ['-e', script, from, name], { timeout: PROBE_TIMEOUT });
    return null;
  } catch (error) {
    const { stderr = '' } = error as { readonly stderr?: string };
    const reason = stderr.split('\n').find((line) => /^\w*Error\b/.test(line));
    return reason ?? describeError(error).split('\n')[0] ?? name;
  }
}

async function checkModel(
  settings: Settings,
  parts: DoctorParts,
): Promise<{ readonly finding: DoctorFinding; readonly fingerprint: string | null }> {
  try {
    const embedder = await parts.openEmbedder(settings, silentLogger);
    try {
      const { length } = await embedder.embedQuery('今天');
      const finding = found('model', 'ok', 'model-ok', { detail: embedder.modelId, count: length });
      return { finding, fingerprint: embedder.fingerprint };
    } finally {
      await embedder.close();
    }
  } catch (error) {
    const finding = found('model', 'fail', 'model-broken', { detail: describeError(error) });
    return { finding, fingerprint: null };
  }
}

async function checkContent({ contentDir }: Settings): Promise<OwnFinding> {
  try {
    const { length: count } = (await listContentFiles(contentDir)).files;
    return count > 0
      ? found('content', 'ok', 'content-ok', { detail: contentDir, count })
      : found('content', 'warn', 'content-empty', { detail: contentDir });
  } catch (error) {
    const detail = error instanceof YinjuError ? contentDir : `${contentDir} (${describeError(error)})`;
    return found('content', 'fail', 'content-missing', { detail });
  }
}

/** Tried out: how many folders may be watched is limited, and some drives tell of nothing. */
async function checkWatch({ contentDir: folder, watchContent }: Settings): Promise<OwnFinding> {
  if (watchContent === 'no') return found('content', 'ok', 'watch-off-ok');
  const mode = watchContent === 'poll' ? 'poll' : 'events';
  const watch = await watchFolder({ folder, mode, onChange: () => undefined, logger: silentLogger });
  const asSet = watch.mode === mode;
  await watch.close();
  return asSet ? found('content', 'ok', `watch-${mode}-ok`) : found('content', 'warn', 'watch-failing');
}

async function* checkIndex(
  { indexDir }: Settings,
  fingerprint: string | null,
): AsyncGenerator<OwnFinding, void, void> {
  const { state, manifest, problems } = await inspectIndex(indexDir, { deep: true });
  if (state === 'missing') yield found('index', 'warn', 'index-missing', { detail: indexDir });
  if (state === 'damaged') {
    const detail = problems.map(({ file, problem }) => `${file}: ${problem}`).join(' ');
    yield found('index', 'fail', 'index-damaged', { detail: `${indexDir} (${detail})` });
  }
  if (state === 'ready' && manifest !== null) {
    const other = fingerprint !== null && manifest.model.fingerprint !== fingerprint;
    yield other
      ? found('index', 'warn', 'index-other-model', { detail: manifest.model.id })
      : found('index', 'ok', 'index-ready', { detail: indexDir, count: manifest.counts.articles });
  }
  const blocked = await firstUnwritable(indexDir);
  if (blocked !== null) yield found('index', 'fail', 'index-unwritable', { detail: blocked });
}

/** The folder itself, or the nearest existing one that it would be made in, where it cannot be written. */
async function firstUnwritable(folder: string): Promise<string | null> {
  const exists = await stat(folder).catch(() => null);
  const parent = path.dirname(folder);
  if (exists === null && parent !== folder) return firstUnwritable(parent);
  return access(folder, constants.W_OK).then(
    () => null,
    () => folder,
  );
}

async function* checkDiscord(
  settings: Settings,
  parts: DoctorParts,
): AsyncGenerator<DoctorFinding, void, void> {
  const { token } = settings.discord;
  if (token === undefined) {
    yield found('discord', 'warn', 'discord-no-token');
    return;
  }
  try {
    for (const { ok, code, message, remedy } of await parts.checkDiscord(settings, token)) {
      yield { check: 'discord', state: ok ? 'ok' : 'fail', code, message, remedy };
    }
  } catch (error) {
    const code = error instanceof YinjuError ? error.code : 'unexpected';
    yield { check: 'discord', state: 'fail', code, message: describeError(error) };
  }
}
