import { createInterface } from 'node:readline';
import type { Streams } from './output.js';

/**
 * The lines of standard input that are not blank, in order, without the white space around them.
 * @param prompt - shown before each line on a terminal; elsewhere nothing is shown
 */
export async function* readQuestions(
  { stdin, stdout }: Streams,
  prompt?: string,
): AsyncGenerator<string, void, void> {
  const interactive = prompt !== undefined && stdin.isTTY === true;
  const lines = createInterface({
    input: stdin,
    ...(interactive ? { output: stdout, prompt, terminal: stdout.isTTY === true } : {}),
    crlfDelay: Infinity,
  });
  try {
    if (interactive) lines.prompt();
    for await (const line of lines) {
      const question = line.replace(/^\uFEFF/, '').trim();
      if (question !== '') yield question;
      if (interactive) lines.prompt();
    }
  } finally {
    lines.close();
  }
}
