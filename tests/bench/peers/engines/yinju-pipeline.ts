/** Our way from files to passages with their terms, one step after the other, each timed. */
import type { Article } from '../../../../src/domain/article.js';
import type { ContentFile } from '../../../../src/content/files.js';
import type { readSquadFile } from '../../../../src/evaluation/squad.js';
import type * as ChunkModule from '../../../../src/content/chunk.js';
import type * as FilesModule from '../../../../src/content/files.js';
import type * as ReadModule from '../../../../src/content/read.js';
import type * as ScriptModule from '../../../../src/evaluation/script.js';
import type * as SquadModule from '../../../../src/evaluation/squad.js';
import type * as QuestionModule from '../../../../src/retrieval/question.js';
import type * as AnalyseModule from '../../../../src/text/analyse.js';
import { compiled } from './yinju.js';

/** A passage with everything that is indexed of it. */
export interface IndexedPassage {
  readonly title: readonly string[];
  readonly headings: readonly string[];
  readonly body: readonly string[];
  readonly text: string;
  /** What is embedded: the text with title, date and headings. */
  readonly embedded: string;
}

/** The steps, with the seconds that they have taken so far. */
export interface Pipeline {
  readonly seconds: { parse: number; chunk: number; analyse: number };
  readonly readSquadFile: typeof readSquadFile;
  listFiles(folders: readonly string[]): Promise<{ folder: string; file: ContentFile }[]>;
  /** `null` where a file gives no article. */
  read(file: ContentFile): Promise<Article | null>;
  index(article: Article): Generator<IndexedPassage>;
  questionTerms(question: string): readonly string[];
  toSimplified(text: string): string;
}

/** Loads the compiled program's modules. */
export async function openPipeline(): Promise<Pipeline> {
  const { listContentFiles } = await compiled<typeof FilesModule>('content/files.js');
  const { readContentFile, DEFAULT_READ_OPTIONS } = await compiled<typeof ReadModule>('content/read.js');
  const { chunkArticle, passageContext } = await compiled<typeof ChunkModule>('content/chunk.js');
  const { analyse } = await compiled<typeof AnalyseModule>('text/analyse.js');
  const { understandQuestion } = await compiled<typeof QuestionModule>('retrieval/question.js');
  const { readSquadFile } = await compiled<typeof SquadModule>('evaluation/squad.js');
  const { createScriptConverter } = await compiled<typeof ScriptModule>('evaluation/script.js');
  const seconds = { parse: 0, chunk: 0, analyse: 0 };

  function timed<T>(phase: keyof typeof seconds, work: () => T): T {
    const begun = performance.now();
    const result = work();
    seconds[phase] += (performance.now() - begun) / 1000;
    return result;
  }

  return {
    seconds,
    readSquadFile,
    questionTerms: (question) => understandQuestion(question).terms,
    toSimplified: createScriptConverter('simplified'),
    listFiles: async (folders) => {
      const files = [];
      for (const folder of folders) {
        for (const file of (await listContentFiles(folder)).files) files.push({ folder, file });
      }
      return files;
    },
    read: async (file) => {
      const begun = performance.now();
      const { result } = await readContentFile(file, DEFAULT_READ_OPTIONS);
      seconds.parse += (performance.now() - begun) / 1000;
      return 'article' in result ? result.article : null;
    },
    *index(article) {
      const passages = timed('chunk', () => chunkArticle(article));
      const title = timed('analyse', () => analyse(article.title));
      const date = timed('analyse', () => analyse(spokenDate(article)));
      const known = new Map<string, string[]>();
      for (const passage of passages) {
        const path = passage.headingPath.join('\n');
        const headings = known.get(path) ?? timed('analyse', () => [...analyse(path), ...date]);
        known.set(path, headings);
        const text = article.text.slice(passage.start, passage.end);
        const body = timed('analyse', () => analyse(text));
        yield { title, headings, body, text, embedded: passageContext(article, passage) };
      }
    },
  };
}

function spokenDate({ date }: Article): string {
  const [year, month, day] = date?.value.slice(0, 10).split('-').map(Number) ?? [];
  return year === undefined ? '' : `${year}年${month ?? ''}月${day ?? ''}日`;
}
