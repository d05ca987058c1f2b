import type { BuildReport, IndexStatus } from '../domain/build.js';
import { indexingMessages } from '../i18n/indexing.js';
import type { Locale } from '../i18n/locale.js';
import { terminalMessages } from '../i18n/terminal.js';
import { aligned, printableLine } from './terminal-text.js';

/** What a build did, a line each: why it was a full one, what was skipped or doubled, and the sum of it. */
export function reportLines(report: BuildReport, locale: Locale): string[] {
  const { articles, passages, embedded, reused, removed, fullBuildReason } = report;
  const seconds = Math.round(report.seconds * 10) / 10;
  return [
    ...(fullBuildReason === null ? [] : [terminalMessages[`full-${fullBuildReason}`][locale]]),
    ...report.skipped.map(({ path, reason }) =>
      terminalMessages.skippedFile[locale](printableLine(path), printableLine(reason)),
    ),
    ...report.nearDuplicates.map(({ path, of, similarity }) =>
      terminalMessages.nearDuplicate[locale](
        printableLine(path),
        printableLine(of),
        Math.round(similarity * 100),
      ),
    ),
    report.changed
      ? indexingMessages.done[locale](articles, passages, seconds)
      : indexingMessages.unchanged[locale],
    indexingMessages.work[locale](embedded, reused, removed),
  ];
}

/** What is known of the stored index, a line each. */
export function statusLines(status: IndexStatus, locale: Locale): string[] {
  const { state, manifest, builtAt, bytes, problems, skipped } = status;
  const facts: [keyof typeof indexingMessages, string][] = [];
  if (manifest !== null) {
    const { id, dimensions, fingerprint } = manifest.model;
    facts.push(
      ['articles', String(manifest.counts.articles)],
      ['passages', String(manifest.counts.passages)],
      ['model', `${id} (${dimensions}, ${fingerprint.slice(0, 12)})`],
      ['size', `${megabytes(bytes)} MB`],
    );
  }
  if (builtAt !== null) facts.push(['builtAt', builtAt]);
  const rows = facts.map(([name, fact]) => [String(indexingMessages[name][locale]), fact]);
  return [
    indexingMessages[state][locale],
    ...aligned(rows).map((line) => `  ${line}`),
    ...problems.map(({ file, problem }) => `  ${printableLine(file)}: ${printableLine(problem)}`),
    ...(skipped.length > 0 ? [`  ${indexingMessages.skipped[locale](skipped.length)}`] : []),
    ...skipped.map(({ path, reason }) => `    ${printableLine(path)}: ${printableLine(reason)}`),
  ];
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
