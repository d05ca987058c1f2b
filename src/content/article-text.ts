import type { Block, Section } from '../domain/article.js';
import type { RawBlock } from './raw-block.js';

/** Blocks joined to a text, with where each lies in it. */
export interface ArticleText {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
}

/** Joins blocks: an empty line between them, none between items of one list, rows of one table. */
export function assembleText(raw: readonly RawBlock[]): ArticleText {
  const parts: string[] = [];
  const blocks: Block[] = [];
  let length = 0;
  raw.forEach((block, i) => {
    const before = raw[i - 1];
    const isClose = before?.kind === block.kind && (block.kind === 'list-item' || block.kind === 'table-row');
    const separator = before === undefined ? '' : isClose ? '\n' : '\n\n';
    const start = length + separator.length;
    parts.push(separator, block.text);
    length = start + block.text.length;
    blocks.push({ kind: block.kind, start, end: length, ...(block.level === undefined ? {} : { level: block.level }) });
  });
  const text = parts.join('');
  return { text, blocks, sections: findSections(text, blocks) };
}

function findSections(text: string, blocks: readonly Block[]): Section[] {
  const sections: (Section & { end: number })[] = [];
  const open: (Section & { end: number })[] = [];
  const closeFrom = (level: number, end: number): void => {
    while (open.length > 0 && (open.at(-1)?.level ?? 0) >= level) {
      const section = open.pop();
      if (section !== undefined) section.end = end;
    }
  };
  let end = 0;
  for (const block of blocks) {
    if (block.kind === 'heading') {
      const level = block.level ?? 1;
      closeFrom(level, end);
      const heading = text.slice(block.start, block.end);
      const headingPath = [...open.map((section) => section.heading), heading];
      const section = { level, heading, headingPath, start: block.start, end: block.end };
      sections.push(section);
      open.push(section);
    }
    end = block.end;
  }
  closeFrom(0, end);
  return sections;
}
