import { cleanCharacters } from './clean-characters.js';

/**
 * A file's name as a sentence may show it: on one line, and without what turns the direction of writing. Names
 * may hold anything but `/` and NUL.
 */
export function shownPath(path: string): string {
  return cleanCharacters(path).replace(/\s/gu, ' ');
}
