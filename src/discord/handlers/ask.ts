import { renderAnswer } from '../rendering/answer.js';
import type { Handler } from './handler.js';

/** `/ask`: quotes that answer the question, or why there are none. */
export const ask: Handler<'ask'> = async ({ ask: askNext, options, locale }) =>
  renderAnswer(await askNext(options.question), { locale, withQuestion: true });
