import { z } from 'zod';

/** An `ArticleFilter` as records hold it; `null` where nothing was restricted. */
export const filterSchema = z
  .object({
    since: z.string().exactOptional(),
    until: z.string().exactOptional(),
    publisher: z.string().exactOptional(),
  })
  .nullable();
