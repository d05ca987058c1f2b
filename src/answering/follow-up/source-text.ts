import { fold, unfoldSpan } from '../../text/fold.js';

/** A text that is read folded and shown as written. */
export interface SourceText {
  /** Folded: NFKC, Simplified, lower case. Every offset counts in it. */
  readonly folded: string;
  /** As written, what a span of the folded text came from. */
  readonly written: (start: number, end?: number) => string;
}

/** Ready to be read folded; without white space around it and the signs that end a sentence. */
export function readSource(text: string): SourceText {
  const bare = text.trim().replace(/[\s?？。.!！~～…]{1,40}$/u, '');
  const folded = fold(bare);
  return {
    folded: folded.text,
    written: (start, end = folded.text.length) => {
      const span = unfoldSpan(folded, { start, end });
      return bare.slice(span.start, span.end);
    },
  };
}
