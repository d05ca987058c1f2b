import { createHash } from 'node:crypto';

import { z } from 'zod';

import type { StoredFiles } from '../domain/manifest.js';

/** Version of everything on disk; changes with any file's form, and with the fields that are indexed. */
export const FORMAT_VERSION = 3;

/** Hexadecimal digits of a name: 128 bits of a SHA-256. */
const DIGITS = 32;

/** A folder's name by what it holds: a letter, and a hash of the text that describes the rest. */
export function contentName(prefix: string, description: string | Uint8Array): string {
  return `${prefix}-${createHash('sha256').update(description).digest('hex').slice(0, DIGITS)}`;
}

/** Whether a folder's name is one that {@link contentName} gives. */
export function isContentName(name: string, prefix: string): boolean {
  return name.startsWith(`${prefix}-`) && /^[0-9a-f]{32}$/u.test(name.slice(prefix.length + 1));
}

/** A record of exactly these files with their checksums and sizes. */
export function storedFilesSchema(names: readonly string[]): z.ZodType<StoredFiles> {
  const stored = z.strictObject({
    sha256: z.string().regex(/^[0-9a-f]{64}$/u),
    bytes: z.int().min(0),
  });
  return z.strictObject(Object.fromEntries(names.map((name) => [name, stored])));
}
