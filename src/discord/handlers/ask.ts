import { renderAnswerWithButtons } from '../rendering/answer-buttons.js';
import type { Handler } from './handler.js';

/** `/ask`: quotes that answer the question, or why there are none. */
export const ask: Handler<'ask'> = async ({ app, ask: askNext, options, locale }) =>
  renderAnswerWithButtons(await askNext(options.question), { locale, withQuestion: true }, app);
