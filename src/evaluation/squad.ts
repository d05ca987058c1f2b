import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { z } from 'zod';

import type { Article } from '../domain/article.js';
import { YinjuError } from '../domain/errors.js';
import { detectLanguage } from '../text/language.js';

const squadSchema = z.object({
  data: z.array(
    z.object({
      title: z.string().optional(),
      paragraphs: z.array(
        z.object({
          id: z.string().optional(),
          title: z.string().optional(),
          context: z.string(),
          qas: z.array(
            z.object({
              id: z.union([z.string(), z.number()]).transform(String),
              question: z.string(),
              // SQuAD 2.0: true where the paragraph does not answer; some sets then give an empty answer.
              is_impossible: z.boolean().default(false),
              answers: z.array(z.object({ text: z.string() })).default([]),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** A question on one paragraph. */
export interface SquadQuestion {
  readonly id: string;
  readonly question: string;
  /** Accepted answers, without repetition; empty where the question has none (SQuAD 2.0). */
  readonly answers: readonly string[];
  /** Id of the article that its paragraph became. */
  readonly articleId: string;
  /** The document that the paragraph is from: what a fold of a cross-validation keeps together. */
  readonly document: string;
}

/** A set of questions with the articles that answer them. */
export interface SquadDataset {
  readonly articles: readonly Article[];
  readonly questions: readonly SquadQuestion[];
}

/**
 * Reads a SQuAD-format file; each paragraph becomes an article of one block, with the title of its document.
 * Throws {@link YinjuError} for a file that cannot be read or has another form.
 */
export async function readSquadFile(file: string): Promise<SquadDataset> {
  const articles: Article[] = [];
  const questions: SquadQuestion[] = [];
  const { data } = await parseFile(file);
  data.forEach((document, d) => {
    document.paragraphs.forEach((paragraph, p) => {
      const title = document.title ?? paragraph.title ?? '';
      const article = paragraphArticle(`${d}/${p}`, title, paragraph.context);
      articles.push(article);
      for (const { id, question, answers, is_impossible: impossible } of paragraph.qas) {
        const given = impossible ? [] : answers.map(({ text }) => text);
        const texts = [...new Set(given.filter((text) => text.trim() !== ''))];
        questions.push({ id, question, answers: texts, articleId: article.id, document: String(d) });
      }
    });
  });
  return { articles, questions };
}

async function parseFile(file: string): Promise<z.infer<typeof squadSchema>> {
  try {
    return squadSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new YinjuError({
      part: 'evaluation',
      code: 'file-invalid',
      message: `The file ${file} is not a SQuAD-format file.`,
      remedy: 'It must be JSON of the form {"data": [{"paragraphs": [{"context", "qas": […]}]}]}.',
      cause,
    });
  }
}

/** A text without headings as an article; `path` and texts make its id. */
export function paragraphArticle(path: string, title: string, context: string): Article {
  const text = context.trim().toWellFormed();
  const hash = createHash('sha256').update(`${path}\n${title}\n${text}`).digest('hex');
  return {
    id: hash.slice(0, 12),
    path,
    title,
    date: null,
    publisher: null,
    author: null,
    url: null,
    categories: [],
    language: detectLanguage(text),
    text,
    blocks: [{ kind: 'paragraph', start: 0, end: text.length }],
    sections: [],
    captions: [],
    contentHash: hash,
  };
}
