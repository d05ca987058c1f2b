import { describe, expect, it } from 'vitest';
import type { Press } from '../../../src/discord/components/component.js';
import { createShare } from '../../../src/discord/components/share.js';
import { SHARE_ID } from '../../../src/discord/components/share-id.js';
import { toPayload, type Reply } from '../../../src/discord/rendering/payload.js';
import { plain } from '../../../src/discord/rendering/rich-text.js';
import type { Service } from '../../../src/discord/service.js';
import { temporaryRecords } from '../../support/discord-fixture.js';

const ANSWER: Reply = {
  lines: [plain('几点？')],
  cards: [{ title: '题', url: null, body: plain('六点。'), notes: [] }],
  buttons: [
    [{ label: '后文', id: 'y1.a.x' }],
    [
      { label: '👍', id: 'y1.v.x' },
      { label: '分享', id: SHARE_ID },
    ],
  ],
};

function pressOn(reply: Reply, post: Press['post'], changes: Partial<Press> = {}): Press {
  return {
    // Nothing else is asked of it.
    service: { records: temporaryRecords() } as Service,
    customId: SHARE_ID,
    values: [],
    locale: 'zh-CN',
    userId: '1',
    name: '小林',
    maySend: true,
    administrator: false,
    channelId: '2',
    guildId: '3',
    messageId: '4',
    message: toPayload(reply, 'zh-CN'),
    interactionId: '5',
    hidden: true,
    post,
    ...changes,
  };
}

/** The text of a reply, line by line. */
function linesOf({ lines }: Reply): string[] {
  return lines.map((line) => line.map(({ text }) => text).join(''));
}

describe('the button that shares', () => {
  it('posts what was shown with whose wish it was and without itself, and is disabled', async () => {
    const posted: Reply[] = [];
    const post = (reply: Reply): Promise<string> => Promise.resolve(String(posted.push(reply)));
    const { reply, shown } = await createShare().press(pressOn(ANSWER, post));
    expect(posted.map(linesOf)).toEqual([['小林 分享了一个回答：', '几点？']]);
    expect(posted[0]?.cards).toEqual(ANSWER.cards);
    expect(posted[0]?.buttons?.flat().map(({ id }) => id)).toEqual(['y1.a.x', 'y1.v.x']);
    expect(shown).toBe('in-place');
    expect(linesOf(reply)).toEqual(['几点？']);
    expect(reply.buttons?.flat().filter(({ disabled }) => disabled === true)).toMatchObject([
      { id: SHARE_ID },
    ]);
  });

  it('posts once where it is pressed again before it was disabled', async () => {
    const share = createShare();
    let posts = 0;
    const post = (): Promise<string> => Promise.resolve(String(++posts));
    const outcomes = await Promise.all([
      share.press(pressOn(ANSWER, post)),
      share.press(pressOn(ANSWER, post)),
    ]);
    expect(posts).toBe(1);
    expect(outcomes.map(({ shown }) => shown)).toEqual(['in-place', 'alone']);
    expect(outcomes.map(({ reply }) => linesOf(reply))[1]).toEqual(['这个回答已经分享过了。']);
  });

  it('can be pressed again where Discord refused the message', async () => {
    const share = createShare();
    const refuse = (): Promise<string> => Promise.reject(new Error('refused'));
    await expect(share.press(pressOn(ANSWER, refuse))).rejects.toThrow('refused');
    expect((await share.press(pressOn(ANSWER, () => Promise.resolve('9')))).shown).toBe('in-place');
  });

  it.each<[string, Partial<Press>, string]>([
    ['in a message that everybody sees', { hidden: false }, '只有仅自己可见'],
    ['in a direct message', { guildId: null }, '只有仅自己可见'],
    ['by a member who may not write there', { maySend: false }, '没有发送消息的权限'],
    ['on a message without such a button', { message: toPayload({ lines: [], cards: [] }, 'en') }, '只有'],
  ])('posts nothing %s', async (_, changes, said) => {
    const post = (): Promise<string> => Promise.reject(new Error('must not be posted'));
    const { reply, shown } = await createShare().press(pressOn(ANSWER, post, changes));
    expect(shown).toBe('alone');
    expect(linesOf(reply)[0]).toContain(said);
  });
});
