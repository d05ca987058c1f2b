import { makeGlossary, type Glossary, type GlossaryEntry } from '../../src/text/glossary.js';

const entry = (simplified: string, pinyin: string, ...english: string[]): GlossaryEntry => ({
  simplified,
  pinyin,
  english,
});

/** A few entries in the manner of CC-CEDICT. */
export const SAMPLE_ENTRIES: readonly GlossaryEntry[] = [
  entry('电子', 'dian4 zi3', 'electronic', 'electron (particle in nuclear physics)'),
  entry('窗口', 'chuang1 kou3', 'window', 'opening providing restricted access (e.g. at a bank)'),
  entry('窗帘', 'chuang1 lian2', 'window curtains'),
  entry('单位', 'dan1 wei4', 'unit (of measure)', 'organization', 'CL:個|个[ge4]'),
  entry('组织', 'zu3 zhi1', 'to organize', 'organization'),
  entry('相连', 'xiang1 lian2', 'to link', 'to connect; connected'),
  entry('连接', 'lian2 jie1', 'to link', 'to join'),
  entry('茶农', 'cha2 nong2', 'tea grower'),
  entry('采', 'cai3', 'to pick', 'to pluck', 'to collect', 'to select'),
  entry('吨', 'dun1', 'ton (loanword)'),
  entry('互相', 'hu4 xiang1', 'each other; mutual'),
  entry('相互', 'xiang1 hu4', 'mutual'),
  entry('互', 'hu4', 'mutual'),
  entry('认可', 'ren4 ke3', 'to approve', 'recognition'),
  entry('认出', 'ren4 chu1', 'recognition'),
  entry('承认', 'cheng2 ren4', 'recognition (diplomatic, artistic etc)'),
  entry('海外', 'hai3 wai4', 'overseas'),
  entry('仓库', 'cang1 ku4', 'depot; storehouse; warehouse'),
  entry('货仓', 'huo4 cang1', 'warehouse'),
  entry('汇率', 'hui4 lu:4', 'exchange rate'),
  entry('交换', 'jiao1 huan4', 'to exchange; to swap'),
  entry('峰会', 'feng1 hui4', 'summit meeting'),
  entry('便利', 'bian4 li4', 'to facilitate', 'convenient'),
  entry('浦东', 'Pu3 dong1', 'Pudong, district of Shanghai'),
  entry('王', 'Wang2', 'surname Wang'),
  entry('王', 'wang2', 'king or monarch'),
  entry('往', 'wang3', 'to go (in a direction)'),
  entry('伟', 'wei3', 'big; large; great'),
  entry('为', 'wei4', 'because of; for'),
  entry('民', 'min2', 'surname Min', 'people; nationality'),
  entry('窓', 'chuang1', 'Japanese variant of 窗'),
  entry('好些', 'hao3 xie1', '(dialect) plenty', 'quite a lot'),
  entry('元', 'Yuan2', 'surname Yuan', 'the Yuan or Mongol dynasty (1279-1368)'),
];

/** A glossary of {@link SAMPLE_ENTRIES}. */
export const sampleGlossary: Glossary = makeGlossary(SAMPLE_ENTRIES);
