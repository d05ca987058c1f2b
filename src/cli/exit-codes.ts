/** What a command's end tells the script that called it. Part of the documented interface. */
export const EXIT = {
  ok: 0,
  /** Something went wrong that is not the caller's doing. */
  failed: 1,
  /** The command line or a setting is wrong. */
  usage: 2,
  /** `ask` with one question: the articles hold no answer. */
  unanswered: 3,
  /** `index verify`: the index is missing or damaged. */
  damaged: 4,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
