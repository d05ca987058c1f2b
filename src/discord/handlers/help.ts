import { exampleQuestions } from '../example-questions.js';
import { renderHelp } from '../rendering/help.js';
import type { Handler } from './handler.js';

/** Questions given as examples. */
const EXAMPLES = 3;

/** `/help`: what the bot does, and questions that it can answer. */
export const help: Handler<'help'> = async ({ app, locale }) =>
  renderHelp(await exampleQuestions(app, locale, EXAMPLES), locale);
