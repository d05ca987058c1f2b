import { lengthOf } from './text-length.js';
import type { JsonObject } from './world.js';

const OPTIONS_MAX = 25;
const OPTION_TEXT_MAX = 100;
const PLACEHOLDER_MAX = 150;

/** The entries of a select menu, as the bot sent them. */
export function optionsOf({ options }: JsonObject): JsonObject[] {
  return Array.isArray(options) ? (options as JsonObject[]) : [];
}

/**
 * What Discord would refuse in a select menu's entries and texts, as `path: reason`.
 * @param select - as the bot sent it
 * @param at - where it stands
 */
export function selectFaults(select: JsonObject, at: string): string[] {
  const options = optionsOf(select);
  const { placeholder, min_values: min = 1, max_values: max = 1 } = select;
  const values = options.map(({ value }) => value);
  const named = typeof placeholder === 'string' ? lengthOf(placeholder) : 0;
  const [least, most] = [Number(min), Number(max)];
  const inRange = least >= 0 && most >= 1 && least <= most && most <= options.length;
  return [
    ...(options.length >= 1 && options.length <= OPTIONS_MAX
      ? []
      : [`${at}.options: must be 1 to ${OPTIONS_MAX}`]),
    ...(named > PLACEHOLDER_MAX ? [`${at}.placeholder: is longer than ${PLACEHOLDER_MAX}`] : []),
    ...(new Set(values).size < values.length ? [`${at}.options: a value is there twice`] : []),
    ...(inRange ? [] : [`${at}: cannot have ${least} to ${most} of ${options.length} options chosen`]),
    ...options.flatMap((option, i) => optionFaults(option, `${at}.options[${i}]`)),
    ...(options.filter((option) => option.default === true).length > most
      ? [`${at}.options: more are chosen from the start than can be`]
      : []),
  ];
}

function optionFaults({ label, value, description }: JsonObject, at: string): string[] {
  const needed = Object.entries({ label, value }).flatMap(([key, text]) => {
    const length = typeof text === 'string' && text.trim() !== '' ? lengthOf(text) : 0;
    return length > 0 && length <= OPTION_TEXT_MAX
      ? []
      : [`${at}.${key}: must have 1 to ${OPTION_TEXT_MAX} characters`];
  });
  if (typeof description !== 'string' || lengthOf(description) <= OPTION_TEXT_MAX) return needed;
  return [...needed, `${at}.description: is longer than ${OPTION_TEXT_MAX}`];
}
