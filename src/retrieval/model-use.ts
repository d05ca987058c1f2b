import type { Embedder } from '../domain/ports.js';
import type { Question } from './question.js';

/** Whether a model is the built-in one. */
export function isBuiltin(modelId: string): boolean {
  return modelId === 'builtin';
}

/**
 * Whether the sentences of the passages that are read are compared with the question one by one: a hundred vectors a
 * question. The built-in model gives them in a few hundredths of a second, others take seconds.
 * @param modelId - {@link Embedder.modelId}
 */
export function comparesSentences(modelId: string): boolean {
  return isBuiltin(modelId);
}

/** The built-in model knows Chinese; others may know the language that the question was asked in. */
export function textToEmbed({ text, folded, translation }: Question, { modelId }: Embedder): string {
  return translation !== undefined && isBuiltin(modelId) ? folded : text;
}
