import { selectFaults } from './select-rules.js';
import { lengthOf } from './text-length.js';
import type { JsonObject } from './world.js';

/** Kinds of components that the sandbox knows. */
export const COMPONENT_TYPES = { row: 1, button: 2, select: 3 } as const;

const ROWS_MAX = 5;
const BUTTONS_MAX = 5;
const LABEL_MAX = 80;
const CUSTOM_ID_MAX = 100;
/** A link has an address in place of a custom_id. */
const LINK_STYLE = 5;

/** The buttons of a message, row by row. */
export function buttonsOf(rows: readonly JsonObject[]): JsonObject[] {
  return partsOf(rows, COMPONENT_TYPES.button);
}

/** The select menus of a message. */
export function selectsOf(rows: readonly JsonObject[]): JsonObject[] {
  return partsOf(rows, COMPONENT_TYPES.select);
}

function partsOf(rows: readonly JsonObject[], type: number): JsonObject[] {
  return rows.flatMap(componentsOf).filter((part) => part.type === type);
}

function componentsOf({ components }: JsonObject): JsonObject[] {
  return Array.isArray(components) ? (components as JsonObject[]) : [];
}

/**
 * What Discord would refuse in a message's components, as `path: reason`.
 * @param rows - as the bot sent them
 */
export function componentFaults(rows: readonly JsonObject[]): string[] {
  const ids = rows.flatMap(componentsOf).flatMap(({ custom_id: id }) => (typeof id === 'string' ? [id] : []));
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
    components: componentsOf(row).map((part) => ({
      ...part,
      ...(part.type === COMPONENT_TYPES.select && {
        min_values: part.min_values ?? 1,
        max_values: part.max_values ?? 1,
      }),
      id: ++id,
    })),
  }));
}

function rowFaults(row: JsonObject, at: string): string[] {
  if (row.type !== COMPONENT_TYPES.row) return [`${at}: only rows are known here`];
  const parts = componentsOf(row);
  const [buttons, selects] = [buttonsOf([row]), selectsOf([row])];
  if (buttons.length + selects.length !== parts.length)
    return [`${at}: only buttons and select menus are known here`];
  if (selects.length > 0 && parts.length > 1) return [`${at}: a select menu must be alone in its row`];
  if (parts.length === 0 || parts.length > BUTTONS_MAX)
    return [`${at}: must have 1 to ${BUTTONS_MAX} buttons`];
  return parts.flatMap((part, i) => {
    const path = `${at}.components[${i}]`;
    if (part.type !== COMPONENT_TYPES.select) return buttonFaults(part, path);
    return [...customIdFaults(part.custom_id, path), ...selectFaults(part, path)];
  });
}

function buttonFaults({ style, label, emoji, custom_id: id }: JsonObject, at: string): string[] {
  const named = typeof label === 'string' && label.trim() !== '';
  return [
    ...(named || emoji !== undefined ? [] : [`${at}: needs a label or an emoji`]),
    ...(named && lengthOf(label) > LABEL_MAX ? [`${at}.label: is longer than ${LABEL_MAX}`] : []),
    ...(style === LINK_STYLE ? [] : customIdFaults(id, at)),
  ];
}

function customIdFaults(id: unknown, at: string): string[] {
  const length = typeof id === 'string' ? lengthOf(id) : 0;
  return length > 0 && length <= CUSTOM_ID_MAX
    ? []
    : [`${at}.custom_id: must have 1 to ${CUSTOM_ID_MAX} characters`];
}
