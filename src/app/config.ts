/** Every setting, validated. Made by `loadSettings`; nothing else reads the environment. */
export interface Settings {
  /** Folder of articles, absolute. */
  readonly contentDir: string;
  /** Folder of the built index, absolute. */
  readonly indexDir: string;
}
