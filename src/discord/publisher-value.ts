import { createHash } from 'node:crypto';
import type { Facets } from '../app/facets.js';
import { LIMITS } from './limits.js';

/** Hexadecimal digits that stand for a name. */
const DIGITS = 12;

/**
 * What is sent when a publisher is chosen: its name, or where Discord would not send that back as it is (it is too long,
 * or ill-formed), `#` and the first digits of its SHA-256.
 * @param name - of a publisher
 */
export function publisherValue(name: string): string {
  if (name.length <= LIMITS.choiceValue && name.isWellFormed() && name.trim() === name) return name;
  return `#${createHash('sha256').update(name, 'utf16le').digest('hex').slice(0, DIGITS)}`;
}

/**
 * The name that a value stands for.
 * @param value - as {@link publisherValue} gave it, or whatever a member has typed
 * @param facets - with the publishers there are
 */
export function publisherOf(value: string, { publishers }: Facets): string {
  if (!value.startsWith('#')) return value;
  return publishers.find(({ name }) => publisherValue(name) === value)?.name ?? value;
}
