import type { Span } from '../../domain/span.js';
import {
  INTERROGATIVE,
  isEmpty,
  OPENING,
  PARTICLES,
  parseClause,
  tokensOf,
  type Clause,
} from './chinese-clause.js';
import type { Completion } from './completion.js';
import type { SourceText } from './source-text.js';

/** Verbs that say nothing of what is done to what. */
const LIGHT_VERB =
  '做到|做|实现|开始|结束|举行|举办|召开|成立|建成|建立|修建|建造|建设|建|完工|竣工|开工|动工|完成|开幕|闭幕|发生|出现|来的|提出|发起|发布|公布|宣布|' +
  '推出|推动|推行|上线|启用|启动|开通|通车|投产|投用|运行|运营|运作|实施|执行|生效|施行|负责|管理|主管|主办|承办|主持|参加|参与|申请|办理|办|使用|应用|用|查询|操作|收费|' +
  '计算|算|设计|建议|制定|批准|通过|签署|签订|出版|发明|发现|创立|创办|创建|命名|组成|构成|出生|去世|毕业|报名|预约|购买|买|付款|解决|应对|处理|确定|决定|规定|' +
  '分布|位于|增长|下降|增加|减少|减|增|涨|跌|上升|上涨|提高|变化|改变|回事|进行|需要|要|说|看|(?:会|就)?(?:这样|如此)|这么[多少高低大小快慢长短]';
const ASKED_NOUN =
  '用|好处|作用|意义|影响|区别|特点|特色|要求|条件|优势|优点|缺点|变化|成果|效果|原因|目的|困难|风险|意思|功能|背景|内容|成效|进展|结果|流程|步骤|材料|地方|时候|办法|方法|方式|部门|机构|单位|人|国家|公司|企业|年|月|天|次';
const AUXILIARY =
  '的|了|过|是|有|在|从|由|被|会|能|可以|将|到|得|起|要|应该|具体|主要|一共|总共|最早|最初|究竟|到底|为|都|又|大概|大约|[同环]比|[比较][去上]年';

/** An interrogative with nothing beside it that it could be asked of. */
const BARE = new RegExp(
  `^(?:${AUXILIARY}){0,3}(?:(?:${INTERROGATIVE})(?:${ASKED_NOUN})?(?:${AUXILIARY}){0,3}(?:${LIGHT_VERB})?(?:${AUXILIARY}){0,2}` +
    `|(?:${LIGHT_VERB})(?:${AUXILIARY}){0,3}(?:${INTERROGATIVE})(?:${ASKED_NOUN})?` +
    `|(?:原因|理由|依据|目的|时间|地点|结果|效果|具体内容|背景|意义|作用|流程)(?:呢|(?:又|都)?(?:是|在|有)(?:${INTERROGATIVE})(?:${ASKED_NOUN})?))$`,
  'u',
);
/** Opens a question that goes on: its subject is that of the question before. */
const GOES_ON = /^(?:那么|那|然后)[,，]?/u;

/** Completes a question that is an interrogative and no more; `null` for any other. */
export function completeInterrogative(question: SourceText, before: SourceText): Completion | null {
  const opening = OPENING.exec(question.folded)?.[0].length ?? 0;
  const asked = question.folded.slice(opening).replace(PARTICLES, '');
  const clause = parseClause(before.folded);
  if (!BARE.test(asked) && !asksOfEvent(asked) && !goesOn(question.folded, asked)) return null;
  if (isEmpty(clause.topic)) return null;
  const written = question
    .written(opening, opening + asked.length)
    .replace(/^这?是(?=为什么|为何|怎么回事)/u, '');
  return { text: composed(written, { asked, clause, before }), kind: 'interrogative' };
}

/** 什么时候首飞的, 为什么要修订: one verb with neither subject nor object, said of what was spoken of. */
function asksOfEvent(asked: string): boolean {
  const verb =
    /^(?:[是由在从])?(?:什么时候|何时|哪一?[年天]|哪[里儿]|谁|怎么|如何)(.{1,3})的$|^(?:为什么|为何)要(.{1,3})$/u.exec(
      asked,
    );
  const word = verb?.[1] ?? verb?.[2];
  return word !== undefined && tokensOf(word, 0, word.length).every(({ tag }) => !/^(?:n|r|eng)/u.test(tag));
}

/** Whether a question goes on from the one before without a subject of its own: 那有哪些措施. */
function goesOn(folded: string, asked: string): boolean {
  if (!GOES_ON.test(folded) || !new RegExp(INTERROGATIVE, 'u').test(asked)) return false;
  const [first] = tokensOf(asked, 0, asked.length);
  return (
    first !== undefined && (/^v$/u.test(first.tag) || new RegExp(`^(?:${AUXILIARY})$`, 'u').test(first.word))
  );
}

const REASON = /^(为什么|为何|为啥)(?:会|就)?(?:这样|如此)?$/u;
const LISTS = /^(?:都|具体|分别)?(?:是|有)?(?:哪些|哪几[个家])$/u;
const COUNTS = /^(?:一共|总共|共)?(?:是|有)?(?:多少|几)[个家]?$/u;
const ASKS_DEGREE = /^多[大高长远快重深宽]$/u;
const ASKS_COUNT = /^(?:多少|几)/u;
const MEASURED = /^(?:多少|几|百分之几|哪些|哪几|多)/u;
const REPLACES = new RegExp(`^(?:在|从|由|是)?(?:${INTERROGATIVE})$`, 'u');
/** Asks how or how much: the year and what is measured stay. */
const KEEPS_MEASURE = /为什么|为何|为啥|怎么|怎样|如何|多少|几|原因/u;

/** What a bare interrogative is put together from. */
interface Parts {
  /** Folded. */
  readonly asked: string;
  readonly clause: Clause;
  readonly before: SourceText;
}

function composed(written: string, { asked, clause, before }: Parts): string {
  const part = ({ start, end }: Span): string => before.written(start, end);
  const { time, subject, verb, interrogative, tail, topic } = clause;
  const link = before.folded.slice(verb.start, verb.end);
  const opened = part({ start: time.start, end: subject.end });
  if (isEmpty(subject)) {
    return REASON.test(asked) && tail.start < topic.start
      ? written + part({ ...tail, end: topic.end })
      : part(topic) + written;
  }
  const counted = before.folded.slice(interrogative.start, interrogative.end);
  if ((LISTS.test(asked) && ASKS_COUNT.test(counted)) || (COUNTS.test(asked) && counted === '哪些')) {
    return (
      part({ start: time.start, end: verb.end }) +
      written.replace(/^[都具体分别一总共是有]+/u, '') +
      part(tail)
    );
  }
  const standsBeforeVerb = !isEmpty(tail) && /^[在是由从]?$/u.test(link) && !MEASURED.test(counted);
  if (REPLACES.test(asked) && standsBeforeVerb) {
    return opened + written + (link === '是' ? part(tail).replace(/的$/u, '') : part(tail));
  }
  if (REASON.test(asked)) return opened + reasonFor(written, { asked, clause, before });
  return KEEPS_MEASURE.test(asked) ? opened + written : part(topic) + written;
}

/** 为什么增长, 为什么对接这么多个部门, 为什么这么高: how much becomes “so much”. */
function reasonFor(written: string, { asked, clause, before }: Parts): string {
  const { subject, verb, interrogative, tail } = clause;
  const why = written.slice(0, REASON.exec(asked)?.[1]?.length);
  const so = /[為麼]/u.test(why) ? '這麼' : '这么';
  const how = before.folded.slice(interrogative.start, interrogative.end);
  const rest = before.written(tail.start, tail.end);
  const doing = before.written(verb.start, verb.end);
  const setting = before.written(subject.end, verb.start);
  if (ASKS_DEGREE.test(how)) return setting + why + so + how.slice(1) + rest;
  const measure = before.written(interrogative.start + (how.startsWith('多少') ? 2 : 1), interrogative.end);
  if (ASKS_COUNT.test(how) && (measure !== '' || rest !== '' || doing === '有')) {
    return `${setting}${why}${doing}${so}多${measure}${rest}`;
  }
  return setting + why + doing.replace(/^[是为叫]$/u, '') + rest;
}
