import { z } from 'zod';
import type { ArticleFilter } from '../../domain/filter.js';
import { DatedFiles, discordId, type DatedFilesOptions } from './dated-files.js';
import { filterSchema } from './filter-schema.js';

/** A search whose results are shown in pages. */
export interface GivenSearch {
  /** The message that shows a page of them, by Discord's id. */
  readonly replyId: string;
  readonly query: string;
  /** What it was restricted to; `null` where to nothing. */
  readonly filter: ArticleFilter | null;
  /** The index that the page was found in: see `App.generation`. */
  readonly generation: string | null;
}

/** What a command takes. */
const QUERY_MAX = 200;

const schema = z.object({
  replyId: discordId,
  query: z.string(),
  filter: filterSchema,
  generation: z.string().nullable(),
});

/**
 * What was searched for of late, on disk, so that pages can be turned also after a restart; a button has no room for it.
 * A file for each message: see {@link DatedFiles}.
 */
export class Searches {
  readonly #files: DatedFiles<GivenSearch>;

  /**
   * @param folder - made when something is first written
   * @param options - how long searches are remembered
   */
  constructor(folder: string, options: DatedFilesOptions = {}) {
    this.#files = new DatedFiles(folder, { schema, noun: 'a search' }, options);
  }

  /** Remembers a search. What cannot be written is logged: its first page is shown all the same. */
  async add(given: GivenSearch): Promise<void> {
    const query = given.query.slice(0, QUERY_MAX).toWellFormed();
    await this.#files.write([{ id: given.replyId }], { ...given, query });
  }

  /**
   * The search that a message shows results of.
   * @param replyId - of the message
   * @returns `null` where none is remembered
   */
  find(replyId: string): Promise<GivenSearch | null> {
    return this.#files.read({ id: replyId });
  }

  /** Forgets the search that a message shows results of, where one is remembered. */
  remove(replyId: string): Promise<void> {
    return this.#files.remove([{ id: replyId }]);
  }
}
