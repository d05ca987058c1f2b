/** Changes whenever what follows it is written differently. */
const VERSION = 'y1';
const PATTERN = new RegExp(`^${VERSION}\\.([a-z])(?:\\.|$)`, 'u');

/**
 * A custom_id. All that a component must remember stands in it, so that it outlives the bot that showed it.
 * @param code - a small letter: what kind of component it is
 * @param parts - what it remembers; together 96 characters at most
 */
export function writeComponentId(code: string, ...parts: readonly string[]): string {
  return [VERSION, code, ...parts].join('.');
}

/**
 * What kind of component a custom_id belongs to.
 * @param id - as Discord delivers it: anything may stand in it
 * @returns its letter, or `null` for one of another version, or that was never written here
 */
export function componentCode(id: string): string | null {
  return PATTERN.exec(id)?.[1] ?? null;
}
