import { editDistance } from '../text/edit-distance.js';

/** Names further apart are different names. */
const MAX_DISTANCE = 2;

/**
 * One English sentence for each name that is no setting but differs from one by a letter or two.
 * @param names - the names an operator wrote
 * @param known - the names of all settings, in capitals
 */
export function misspellings(names: readonly string[], known: readonly string[]): string[] {
  return names.flatMap((name) => {
    if (known.includes(name)) return [];
    const meant = known.find(
      (setting) => editDistance(name.toUpperCase(), setting, MAX_DISTANCE) <= MAX_DISTANCE,
    );
    return meant === undefined ? [] : [`.env sets ${name}, which is no setting; did you mean ${meant}?`];
  });
}
