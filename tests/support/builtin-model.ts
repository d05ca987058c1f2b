import path from 'node:path';

/** The model that is part of the package. */
export const builtinDir = path.resolve(import.meta.dirname, '../../embeddings/builtin');
