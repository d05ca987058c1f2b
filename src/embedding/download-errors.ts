import { YinjuError } from '../domain/errors.js';

/** Neither the hub nor the proxy before it answers, or not with the file. */
export function hubUnreachable(where: {
  model: string;
  host: string;
  proxy: string | null;
  cause: Error;
}): YinjuError {
  const { model, host, proxy, cause } = where;
  // Never the whole address: it may hold a password.
  const through = proxy === null ? '' : ` through the proxy ${new URL(proxy).host}`;
  return new YinjuError({
    part: 'embedding',
    code: 'hub-unreachable',
    message: `The model ${model} could not be downloaded from ${host}${through}.`,
    remedy:
      'Name a mirror with HF_ENDPOINT or a proxy with HTTPS_PROXY, copy the model’s folder here and name that, or set EMBEDDING_MODEL=builtin.',
    cause,
  });
}

/** The hub has no such model for everyone. */
export function modelNotFound(model: string, host: string, cause: Error): YinjuError {
  return new YinjuError({
    part: 'embedding',
    code: 'model-not-found',
    message: `${host} has no public model ${model}.`,
    remedy: 'Check the spelling (owner/name); a folder begins with ./ or ../ or /.',
    cause,
  });
}

/** The model is there, but not in the form that transformers.js reads. */
export function noOnnxExport(model: string, host: string): YinjuError {
  return new YinjuError({
    part: 'embedding',
    code: 'model-incomplete',
    message: `The model ${model} on ${host} has neither onnx/model_quantized.onnx nor onnx/model.onnx.`,
    remedy: 'Choose an ONNX export of it: many models have one under Xenova/.',
  });
}

/** The cache cannot take the file. */
export function unwritable(cacheDir: string, error: Error): YinjuError {
  const { code } = (error.cause ?? {}) as NodeJS.ErrnoException;
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return new YinjuError({
    part: 'embedding',
    code: full ? 'disk-full' : 'cache-not-writable',
    message: full
      ? `There is no room left for the model in ${cacheDir}.`
      : `The folder for downloaded models, ${cacheDir}, cannot be written (${code ?? 'unknown reason'}).`,
    remedy: full ? 'Make room and start again.' : 'Give the bot the right to write there.',
    cause: error,
  });
}
