import type { Language } from '../domain/article.js';

/**
 * Frequent characters that exist in one script only, as pairs Simplified, Traditional. They cover one
 * character in seven of ordinary text, so that a sentence is usually enough.
 */
const PAIRS =
  '们們这這国國会會来來时時个個说說学學对對发發经經过過现現产產业業关關门門进進还還长長开開动動实實机機报報' +
  '场場记記者者两兩问問东東车車义義变變电電见見书書军軍应應认認识識让讓务務区區给給导導济濟贸貿与與为為从從' +
  '众眾众衆优優传傳体體单單协協华華卫衛厅廳历歷员員响響团團围圍图圖圆圓城城处處备備复復头頭奖獎妇婦孙孫宁寧' +
  '宝寶审審宽寬专專将將尔爾层層岁歲岛島币幣师師带帶帮幫广廣庆慶库庫张張强強归歸当當录錄态態总總恶惡战戰户戶' +
  '执執扩擴护護担擔拥擁择擇损損换換据據数數断斷旧舊显顯术術条條极極构構标標样樣桥橋梦夢检檢欧歐步步残殘气氣' +
  '汇匯汉漢没沒测測灾災点點热熱爱愛状狀独獨环環画畫疗療监監盖蓋离離种種积積称稱税稅竞競笔筆签簽类類紧緊红紅' +
  '约約级級纪紀纳納纸紙线線练練组組细細终終绍紹结結统統继續绩績续續维維综綜绿綠网網罗羅联聯职職脑腦节節药藥' +
  '获獲营營虽雖补補规規视視觉覺计計订訂讨討训訓议議讲講许許论論设設访訪证證评評词詞试試话話该該详詳语語请請' +
  '读讀课課调調谈談谢謝负負财財责責败敗货貨质質购購贵貴费費资資赛賽践踐转轉轮輪软軟较較载載辆輛输輸边邊达達' +
  '运運近近远遠连連选選适適递遞遗遺邮郵邻鄰郑鄭释釋里裡鉴鑑针針钟鐘钱錢铁鐵银銀销銷错錯键鍵镇鎮问問闭閉间間' +
  '闻聞队隊阳陽阴陰阶階际際陆陸陈陳险險随隨难難项項须須预預领領题題额額风風飞飛饭飯马馬驱驅验驗鱼魚鲁魯鸟鳥' +
  '黄黃齐齊龙龍';

const SIMPLIFIED = new Set<string>();
const TRADITIONAL = new Set<string>();
for (let i = 0; i < PAIRS.length; i += 2) {
  const [simplified = '', traditional = ''] = PAIRS.slice(i, i + 2);
  if (simplified === traditional) continue;
  SIMPLIFIED.add(simplified);
  TRADITIONAL.add(traditional);
}

/** How much of a text is looked at, in UTF-16 code units: the rest seldom differs. */
const SAMPLE = 20_000;

/**
 * The language of a text, by its script. Chinese where Han characters carry it, in the script that more of
 * its telling characters belong to; where none tells, `zh-Hans` as the more frequent. English stands for any
 * text in Latin letters. `und` for other scripts (kana and Hangul among Han included) and where nothing is
 * written.
 */
export function detectLanguage(text: string): Language {
  const sample = text.slice(0, SAMPLE);
  const han = count(sample, /\p{Script=Han}/gu);
  // A Latin word weighs about as much as a Han character.
  const latin = count(sample, /\p{Script=Latin}+/gu);
  const foreign = count(sample, /[\p{L}--\p{Script=Han}--\p{Script=Latin}]/gv);
  if (foreign > 0.1 * (han + latin + foreign)) return 'und';
  if (han === 0 && latin === 0) return 'und';
  if (latin > 2 * han) return 'en';
  let simplified = 0;
  let traditional = 0;
  for (const character of sample) {
    if (SIMPLIFIED.has(character)) simplified++;
    else if (TRADITIONAL.has(character)) traditional++;
  }
  return traditional > simplified ? 'zh-Hant' : 'zh-Hans';
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
