/**
 * Entry of the child process that embeds: loads one model, then answers one request at a time. It ends when
 * its parent does.
 */
import os from 'node:os';

import { describeError, YinjuError } from '../domain/errors.js';
import type { SentError, ToChild, ToParent } from './messages.js';
import { type LoadedModel, loadTransformersModel } from './transformers-model.js';

let model: LoadedModel | null = null;

process.on('disconnect', () => {
  process.exit(0);
});

// A terminal's Ctrl-C reaches the children too, but it is the parent that decides when they end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

process.on('message', (message: ToChild) => {
  answer(message).then(send, (error: unknown) => {
    send({ type: 'failed', error: sendable(error) });
  });
});

yieldToOthers();

async function answer(message: ToChild): Promise<ToParent> {
  if (message.type === 'load') {
    model = await loadTransformersModel(message.model);
    const { dimensions, fingerprint } = model;
    return { type: 'loaded', identity: { dimensions, fingerprint } };
  }
  if (model === null) throw new Error('asked to embed before a model was loaded');
  return { type: 'embedded', result: await model.embed(message.request.kind, message.request.texts) };
}

function send(message: ToParent): void {
  // A parent that is gone needs no answer; `disconnect` ends this process.
  process.send?.(message, undefined, undefined, () => undefined);
}

function sendable(error: unknown): SentError {
  if (error instanceof YinjuError) {
    const { part, code, message, remedy } = error;
    const bare = message.slice(`[${part}] `.length, remedy === undefined ? undefined : -remedy.length - 1);
    return { part, code, message: bare, ...(remedy === undefined ? {} : { remedy }) };
  }
  return { part: 'embedding', code: 'model-failed', message: `The model failed: ${describeError(error)}.` };
}

/** Embedding may take minutes; the bot, and whatever else runs on the machine, goes first. */
function yieldToOthers(): void {
  try {
    os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not allowed everywhere, and only a courtesy.
  }
}
