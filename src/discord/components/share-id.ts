import { componentCode, writeComponentId } from './component-id.js';

/** The letter of the button that shares an answer: see `component-id.ts`. */
export const SHARE_CODE = 's';

/** The custom_id of that button: all that it needs stands on its message. */
export const SHARE_ID = writeComponentId(SHARE_CODE);

/**
 * Whether a custom_id is that of a button that shares.
 * @param id - anything may stand in it
 */
export function isShareId(id: string): boolean {
  return componentCode(id) === SHARE_CODE;
}
