import { YinjuError } from '../domain/errors.js';

/** A text is named by so many of its characters. */
const SHOWN_CHARACTERS = 40;

/** After `close()`. */
export function closed(): YinjuError {
  return new YinjuError({
    part: 'embedding',
    code: 'embedder-closed',
    message: 'The embedder has been closed.',
  });
}

/** Processes die as soon as they are started. */
export function unavailable(cause: Error): YinjuError {
  return new YinjuError({
    part: 'embedding',
    code: 'embedder-unavailable',
    message: 'The processes that embed die while they load the model.',
    remedy: 'Is there memory enough for the model? If not, choose a smaller one, or fewer processes.',
    cause,
  });
}

/** A text that ended every process that worked on it. */
export function killsModel(text: string, cause: Error): YinjuError {
  const start = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
  return new YinjuError({
    part: 'embedding',
    code: 'text-kills-model',
    message: `The processes that embed died, several times, over the text that begins “${start}”.`,
    remedy: 'Is there memory enough? If it is always this text, take it out of its article.',
    cause,
  });
}

/** The model's files are not those that the first process loaded. */
export function modelChanged(folder: string): YinjuError {
  return new YinjuError({
    part: 'embedding',
    code: 'model-changed',
    message: `The model in ${folder} has been changed while it was in use.`,
    remedy: 'Start again: vectors of two models cannot be compared.',
  });
}
