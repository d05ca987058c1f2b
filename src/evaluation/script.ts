import { createRequire } from 'node:module';

/** A script that Chinese is written in. */
export type Script = 'simplified' | 'traditional';

/** The scripts, as an option names them. */
export const SCRIPTS = ['simplified', 'traditional'] as const satisfies readonly Script[];

type Converter = (text: string) => string;

/**
 * Makes a converter of text to a script, by OpenCC's phrases and characters with Taiwan's standard forms on the
 * Traditional side. Not the fold that questions and articles are compared in: it writes as a member would who
 * uses the other script. Loads its tables, which takes tens of milliseconds.
 */
export function createScriptConverter(script: Script): Converter {
  return script === 'simplified'
    ? load('opencc-js/t2cn').Converter({ from: 'tw', to: 'cn' })
    : load('opencc-js/cn2t').Converter({ from: 'cn', to: 'tw' });
}

// The package's declarations import each other without file extensions, which `nodenext` cannot resolve.
function load(entry: 'opencc-js/t2cn' | 'opencc-js/cn2t') {
  return createRequire(import.meta.url)(entry) as {
    Converter(options: { from: 'tw' | 'cn'; to: 'tw' | 'cn' }): Converter;
  };
}
