import type { SkipCode, SkippedFile } from '../domain/article.js';
import type { BuildFailure, IndexProblem } from '../domain/build.js';
import type { Locale, Messages } from './locale.js';

/** Why a rebuild has failed, by the code of its error, as far as an administrator can do something about it. */
export const failureMessages = {
  'content-folder-missing': {
    'zh-CN': '找不到文章文件夹，请检查 CONTENT_DIR。',
    'zh-TW': '找不到文章資料夾，請檢查 CONTENT_DIR。',
    en: 'The folder of articles is missing; please check CONTENT_DIR.',
  },
  'index-unwritable': {
    'zh-CN': '索引文件夹无法写入，请检查权限和剩余空间。',
    'zh-TW': '索引資料夾無法寫入，請檢查權限和剩餘空間。',
    en: 'The index folder cannot be written to; please check its permissions and the space that is left.',
  },
  'disk-full': {
    'zh-CN': '磁盘已满，请腾出空间再试。',
    'zh-TW': '磁碟已滿，請騰出空間再試。',
    en: 'The disk is full; please make room and try again.',
  },
  'hub-unreachable': {
    'zh-CN': '连不上模型的下载站点，请检查网络或代理。',
    'zh-TW': '連不上模型的下載網站，請檢查網路或代理伺服器。',
    en: 'The model’s download site cannot be reached; please check the network or the proxy.',
  },
  'model-not-found': {
    'zh-CN': '找不到设定的模型，请检查 EMBEDDING_MODEL。',
    'zh-TW': '找不到設定的模型，請檢查 EMBEDDING_MODEL。',
    en: 'The model that is set was not found; please check EMBEDDING_MODEL.',
  },
  'embedder-unavailable': {
    'zh-CN': '模型没能启动，请看日志。',
    'zh-TW': '模型沒能啟動，請看記錄檔。',
    en: 'The model could not be started; please see the log.',
  },
} as const satisfies Messages;

/** What stands in place of the operator's sentences, which are English. */
export const troubleMessages = {
  otherFailure: {
    'zh-CN': (code: string) => `出了错（${code}），详情见日志。`,
    'zh-TW': (code: string) => `出了錯（${code}），詳情見記錄檔。`,
    en: (code: string) => `Something went wrong (${code}); please see the log.`,
  },
  problem: {
    'zh-CN': (file: string) => `${file}：缺失、损坏或与这个版本不符，详情见 doctor`,
    'zh-TW': (file: string) => `${file}：缺少、損壞或與這個版本不符，詳情見 doctor`,
    en: (file: string) => `${file}: missing, damaged or of another version; doctor says more`,
  },
} as const satisfies Messages;

type Chinese = Readonly<Record<Exclude<Locale, 'en'>, string>>;

/** Why a file was skipped; English readers are told in the operator's words, which say more. */
export const skipReasons: Readonly<Record<SkipCode, Chinese>> = {
  unreadable: { 'zh-CN': '无法读取', 'zh-TW': '無法讀取' },
  empty: { 'zh-CN': '是空文件', 'zh-TW': '是空檔案' },
  binary: { 'zh-CN': '不是文本文件', 'zh-TW': '不是文字檔' },
  'too-large': { 'zh-CN': '超过了文件大小的上限', 'zh-TW': '超過了檔案大小的上限' },
  undecodable: { 'zh-CN': '认不出文字编码，请另存为 UTF-8', 'zh-TW': '認不出文字編碼，請另存為 UTF-8' },
  'no-text': { 'zh-CN': '没有正文', 'zh-TW': '沒有正文' },
  broken: { 'zh-CN': '内容有误，无法解析', 'zh-TW': '內容有誤，無法解析' },
  'exact-duplicate': { 'zh-CN': '与另一篇完全相同', 'zh-TW': '與另一篇完全相同' },
  'outside-content-folder': { 'zh-CN': '指向文章文件夹之外', 'zh-TW': '指向文章資料夾之外' },
};

/** A skipped file and why, on one line. */
export function skippedEntry({ path, code, reason }: SkippedFile, locale: Locale): string {
  return locale === 'en' ? `${path}: ${reason}` : `${path}：${skipReasons[code][locale]}`;
}

/** A file of the index and what is wrong with it. */
export function problemEntry({ file, problem }: IndexProblem, locale: Locale): string {
  return locale === 'en' ? `${file}: ${problem}` : troubleMessages.problem[locale](file);
}

/** Why a rebuild has failed. */
export function failureEntry({ code, message }: BuildFailure, locale: Locale): string {
  const known = knownFailure(code, locale);
  if (known !== null) return known;
  return locale === 'en' ? message : troubleMessages.otherFailure[locale](code ?? '?');
}

/**
 * What is said of an error that an administrator can do something about.
 * @param code - of the error; `null` where it has none
 * @returns `null` for any other
 */
export function knownFailure(code: string | null, locale: Locale): string | null {
  const messages: Messages = failureMessages;
  const known = code === null || !Object.hasOwn(messages, code) ? undefined : messages[code]?.[locale];
  return typeof known === 'string' ? known : null;
}
