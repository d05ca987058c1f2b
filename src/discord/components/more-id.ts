import { writeComponentId } from './component-id.js';

/** The letter of the button for further sources: see `component-id.ts`. */
export const MORE_CODE = 'm';

/** The custom_id of that button: the question is remembered by its message. */
export const MORE_ID = writeComponentId(MORE_CODE);
