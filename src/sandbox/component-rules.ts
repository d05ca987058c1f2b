import { lengthOf } from './text-length.js';
import type { JsonObject } from './world.js';

/** Kinds of components that the sandbox knows. */
export const COMPONENT_TYPES = { row: 1, button: 2 } as const;

const ROWS_MAX = 5;
const BUTTONS_MAX = 5;
const LABEL_MAX = 80;
const CUSTOM_ID_MAX = 100;
/** A link has an address in place of a custom_id. */
const LINK_STYLE = 5;

/** The buttons of a message, row by row. */
export function buttonsOf(rows: readonly JsonObject[]): JsonObject[] {
  return rows
    .flatMap(({ components }) => (Array.isArray(components) ? (components as JsonObject[]) : []))
    .filter(({ type }) => type === COMPONENT_TYPES.button);
}

/**
 * What Discord would refuse in a message's components, as `path: reason`.
 * @param rows - as the bot sent them
 */
export function componentFaults(rows: readonly JsonObject[]): string[] {
  const ids = buttonsOf(rows).flatMap(({ custom_id: id }) => (typeof id === 'string' ? [id] : []));
  const repeated = ids.filter((id, i) => ids.indexOf(id) < i);
  return [
    ...(rows.length > ROWS_MAX ? [`components: ${rows.length} rows are more than ${ROWS_MAX}`] : []),
    ...repeated.map((id) => `components: the custom_id ${id} is there twice`),
    ...rows.flatMap((row, i) => rowFaults(row, `components[${i}]`)),
  ];
}

/** Components as Discord gives them back: each with a number of its own. */
export function componentShapes(rows: readonly JsonObject[]): JsonObject[] {
  let id = 0;
  return rows.map((row) => ({
    ...row,
    id: ++id,
    components: buttonsOf([row]).map((button) => ({ ...button, id: ++id })),
  }));
}

function rowFaults(row: JsonObject, at: string): string[] {
  if (row.type !== COMPONENT_TYPES.row) return [`${at}: only rows are known here`];
  const buttons = buttonsOf([row]);
  const sent = Array.isArray(row.components) ? row.components.length : 0;
  if (buttons.length !== sent) return [`${at}: only buttons are known here`];
  if (sent === 0 || sent > BUTTONS_MAX) return [`${at}: must have 1 to ${BUTTONS_MAX} buttons`];
  return buttons.flatMap((button, i) => buttonFaults(button, `${at}.components[${i}]`));
}

function buttonFaults({ style, label, emoji, custom_id: id }: JsonObject, at: string): string[] {
  const named = typeof label === 'string' && label.trim() !== '';
  const length = typeof id === 'string' ? lengthOf(id) : 0;
  return [
    ...(named || emoji !== undefined ? [] : [`${at}: needs a label or an emoji`]),
    ...(named && lengthOf(label) > LABEL_MAX ? [`${at}.label: is longer than ${LABEL_MAX}`] : []),
    ...(style === LINK_STYLE || (length > 0 && length <= CUSTOM_ID_MAX)
      ? []
      : [`${at}.custom_id: must have 1 to ${CUSTOM_ID_MAX} characters`]),
  ];
}
