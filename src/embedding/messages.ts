import type { ErrorDetails } from '../domain/errors.js';
import type { ModelProfile } from './profiles.js';

/** Which of an embedder's two methods a text came through. */
export type TextKind = 'query' | 'passage';

/** A model on this machine and how to use it. */
export interface ModelSpec {
  /** Absolute. */
  readonly folder: string;
  readonly profile: ModelProfile;
}

/** What a loaded model says of itself. */
export interface ModelIdentity {
  readonly dimensions: number;
  /** See {@link Embedder.fingerprint}. */
  readonly fingerprint: string;
}

/** Texts of one kind that a child process embeds in one go, unless told to stop by being killed. */
export interface EmbedRequest {
  readonly kind: TextKind;
  readonly texts: readonly string[];
  /** Whether a question waits for passages; it always does for a query. Default false. */
  readonly urgent?: boolean;
}

/** What {@link EmbedRequest} gives. */
export interface EmbedResult {
  /** The vectors one after another, in the order of the texts. */
  readonly vectors: Float32Array;
  /** How many texts were longer than the model reads. */
  readonly truncated: number;
}

/** An error as it travels between processes. */
export type SentError = Omit<ErrorDetails, 'cause'>;

/** From the parent to its child: first one `load`, then any number of `embed`, one at a time. */
export type ToChild =
  | { readonly type: 'load'; readonly model: ModelSpec }
  | { readonly type: 'embed'; readonly request: EmbedRequest };

/** From the child to its parent: one answer to each message. */
export type ToParent =
  | { readonly type: 'loaded'; readonly identity: ModelIdentity }
  | { readonly type: 'embedded'; readonly result: EmbedResult }
  | { readonly type: 'failed'; readonly error: SentError };
