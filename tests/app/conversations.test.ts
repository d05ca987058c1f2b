import { describe, expect, it } from 'vitest';
import { Conversations } from '../../src/app/conversations.js';
import type { AskOptions } from '../../src/domain/ports.js';
import { answered, unanswered } from '../cli/sample.js';

const CITED = answered.citations.map(({ articleId }) => articleId);

/** Understands every question that ends in “…” as the one before it. */
class Listener {
  readonly options: (AskOptions | undefined)[] = [];

  ask(question: string, options?: AskOptions): Promise<typeof answered> {
    this.options.push(options);
    const completedQuestion = question.endsWith('…') ? (options?.previous?.question ?? question) : question;
    return Promise.resolve({ ...answered, question, completedQuestion });
  }

  get previous(): (string | undefined)[] {
    return this.options.map((options) => options?.previous?.question);
  }
}

describe('Conversations', () => {
  it('hands the last question on to the next, completed, with what it has shown', async () => {
    const app = new Listener();
    const conversations = new Conversations(app);
    for (const question of ['一', '…', '二']) await conversations.ask('k', question, { limit: 2 });
    expect(app.options).toEqual([
      { limit: 2 },
      { limit: 2, previous: { question: '一', shown: CITED } },
      { limit: 2, previous: { question: '一', shown: CITED } },
    ]);
  });

  it('goes on from another question where it is told to', async () => {
    const app = new Listener();
    const conversations = new Conversations(app);
    await conversations.ask('k', '一');
    await conversations.ask('k', '…', { previous: { question: '二', shown: [] } });
    await conversations.ask('k', '…');
    expect(app.previous).toEqual([undefined, '二', '二']);
  });

  it('forgets a question that is taken back, unless another has followed', async () => {
    const app = new Listener();
    const conversations = new Conversations(app);
    await conversations.ask('k', '一');
    conversations.forget('k', '二');
    await conversations.ask('k', '…');
    conversations.forget('k', '一');
    await conversations.ask('k', '三');
    expect(app.previous).toEqual([undefined, '一', undefined]);
  });

  it('keeps conversations apart', async () => {
    const app = new Listener();
    const conversations = new Conversations(app);
    await conversations.ask('a', '一');
    await conversations.ask('b', '二');
    await conversations.ask('a', '三');
    expect(app.previous).toEqual([undefined, undefined, '一']);
  });

  it('forgets a question after a while', async () => {
    const app = new Listener();
    let now = 0;
    const conversations = new Conversations(app, { now: () => now, memoryMs: 1000 });
    for (const moment of [0, 1000, 2001]) {
      now = moment;
      await conversations.ask('k', String(moment));
    }
    expect(app.previous).toEqual([undefined, '0', undefined]);
  });

  it('forgets the conversation that was silent longest when there are too many', async () => {
    const app = new Listener();
    const conversations = new Conversations(app, { capacity: 2 });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await conversations.ask(key, key);
    expect(app.previous).toEqual([undefined, undefined, 'a', undefined, 'a', undefined]);
  });

  it('remembers a question without an answer, but neither an empty one nor one that failed', async () => {
    const seen: (string | undefined)[] = [];
    const conversations = new Conversations({
      ask(question, options) {
        seen.push(options?.previous?.question);
        if (question === 'broken') return Promise.reject(new Error('The model has died.'));
        return Promise.resolve({ ...unanswered, question, completedQuestion: question });
      },
    });
    for (const question of ['一', '', 'broken', '二']) {
      await conversations.ask('k', question).catch(() => undefined);
    }
    expect(seen).toEqual([undefined, '一', '一', '一']);
  });

  it('adds up what has been shown while more of the same is asked for', async () => {
    const shown: (readonly string[] | undefined)[] = [];
    let next = 0;
    const conversations = new Conversations({
      ask(question, options) {
        shown.push(options?.previous?.shown);
        const citations = answered.citations.map((citation) => ({ ...citation, articleId: `a${next++}` }));
        return Promise.resolve({ ...answered, citations, question, completedQuestion: '有哪些？' });
      },
    });
    for (const question of ['有哪些？', '还有呢？', '还有呢？']) await conversations.ask('k', question);
    expect(shown).toEqual([undefined, ['a0'], ['a0', 'a1']]);
  });
});
