/** Longest line that can be a page's furniture, in UTF-16 code units: what is longer is text. */
const MAX_LINE = 100;
const MAX_NOTICE = 600;

/** Words of links and buttons around an article, longest first where one begins with another. */
const NAVIGATION_WORDS =
  /返回(?:目录|首页|列表|顶部|上页|上级)?|[上下]一?[篇版页期条章]|全文复制|复制(?:全文|链接)|放大|缩小|默认o?|往期回顾|版面(?:导航|目录)|标题导航|本版新闻|打印(?:本页|文章)?|关闭(?:窗口|本页)?|收藏(?:本文|本页)?|分享(?:到|至)?|微信(?:好友|扫码)?|新浪微博|微博|朋友圈|QQ空间|QQ|点赞|举报|纠错|字[号体]|[大中小](?=[\s|｜]|$)|朗读|PDF版?|登录|注册|搜索|首页|目录|网站地图|联系我们|关于我们|加入我们|广告服务|手机版|客户端|无障碍(?:浏览)?|繁体版?|简体版?|English|设为首页|加入收藏|Home|Login|Sign in|Share|Print|Previous|Next|Back to top|Menu|Search|Facebook|Twitter|LinkedIn|Email/giu;

const FURNITURE: readonly RegExp[] = [
  /^原标题\s?[:：]/u,
  // Who edited, checked and laid out.
  /^[（(【[]?\s?(?:本[文期版])?(?:责任编辑|责编)\s?[:：丨|｜/／]?\s?\S.{0,40}$/u,
  /^[（(【[]?\s?(?:编辑|校对|审[核校]|排版|监制|主编|值班主编|编审|统筹|出品|策划|视觉|美编|实习生?编辑)\s?[:：丨|｜/／]\s?\S.{0,40}$/u,
  /^\S{0,6}编辑\s[\p{Script=Han}\s]{2,12}$/u,
  // Codes to scan, programs to load, accounts to follow.
  /(?:扫一扫|扫码|扫描|长按|识别)[^。]{0,20}(?:二维码|关注|下载|阅读|查看|分享)|^.{0,12}二维码$/u,
  /(?:下载(?!量)|打开|进入|尽在|安装)[^。，]{0,20}(?:APP|客户端)[^。]{0,6}$/iu,
  /(?:关注|搜索)[^。]{0,20}(?:公众号|微信号|官方微[信博])|^(?:欢迎)?关注我们$/u,
  /^更多[^。]{0,30}(?:请|敬请|关注|点击|>>)|^点击[^。]{0,20}(?:查看|进入|阅读|下载|更多)/u,
  /^.{0,12}手机报$|(?:移动|联通|电信)用户\s?发送|发送\s?\w{1,20}\s?到\s?\d{4,}/u,
  /^[•·●\s]*(?:iOS|iPhone|iPad|Android|安卓|苹果|微信小程序|微信公众号|客户端|手机)版?$/iu,
  // Rights, licences, addresses of the site.
  /^(?:©|\(c\)|copyright\b)|all rights reserved|版权所有|(?:ICP备|公网安备|网安备|许可证(?:编?号)?)[^。]{0,30}\d/iu,
  // Where the page stands in its site.
  /^(?:您?(?:当前|现在|目前)?(?:所在|的)?位置|当前位置)\s?(?:是|为)?\s?[:：>]/u,
  /^(?:首页|主页|Home)\s?[>»›＞/]/iu,
  // Pages of a newspaper, stamps of a scraper, ends.
  /^第?\s?[A-Z]?\d{1,3}\s?版(?:[:：].{0,20})?$|图文数据库|^本版(?:导读|责编|编辑)|^本文共\s?\d+\s?字/u,
  /^[（(]?更新时间戳?\s?[:：]\s?\d{9,}[)）]?$/u,
  /^[（(]?(?:完|正文完|全文完|未完待续|END)[)）]?$/iu,
];

/** Whether a line belongs to the page around an article and says nothing of its subject. */
export function isFurniture(line: string): boolean {
  return line.length <= MAX_LINE && FURNITURE.some((pattern) => pattern.test(line));
}

/** Whether a line consists of nothing but the words of links and buttons (“返回目录 放大 缩小 上一篇”). */
export function isNavigation(line: string): boolean {
  if (line.length > MAX_LINE) return false;
  return line.replace(NAVIGATION_WORDS, '').replace(/[\s|｜·•/>»›<＞:：+＋—【】[\]（）()↑-]/gu, '') === '';
}

/** Whether a line is a notice of rights, as it stands after an article. */
export function isLegalNotice(text: string): boolean {
  return (
    text.length <= MAX_NOTICE &&
    /(?:未经|不得)[^。]{0,60}(?:授权|许可|转载|使用|复制)|版权(?:所有|均?归|均?属)|转载[^。]{0,20}(?:注明|联系|授权)|侵权[^。]{0,16}(?:删除|联系)|不(?:代表|构成)[^。]{0,30}(?:观点|立场|建议)/u.test(
      text,
    )
  );
}

/** Whether a line is the heading of such a notice. */
export function isLegalHeading(line: string): boolean {
  return /^(?:版权|免责|特别|郑重|重要)?(?:声明|申明)[:：]?$|^版权(?:声明|信息|说明)[:：]?$/u.test(line);
}

/** Whether a line announces links to other articles. */
export function isRelatedHeading(line: string): boolean {
  return /^(?:相关(?:阅读|新闻|报道|文章|推荐|链接|专题)|推荐(?:阅读|文章|新闻)|延伸阅读|热门(?:推荐|文章|新闻|评论)|猜你喜欢|更多(?:新闻|文章|阅读|精彩)|为[您你]推荐|精彩推荐|新闻排行|大家都在看|网友评论|related (?:articles|posts|stories|news|reading)|recommended(?: for you)?|further reading|you may also like|read more)\s?[:：>»]*$/iu.test(
    line,
  );
}

/** Whether a line is what stands under a picture: who took or gave it, or that it is a picture. */
export function isPictureCaption(line: string): boolean {
  if (line.length > MAX_LINE) return false;
  return (
    /^[（(【[]?\s?(?:封面)?(?:图片|图源|图|资料图片?|配图|题图|头图|视频|供图)\s?(?:来源|为资料图|说明)?\s?[:：/／]\s?\S/u.test(line) ||
    /^[▲△↑▼]/u.test(line) ||
    /(?:记者|通讯员|摄影师?|\s|[）)])\s?[\p{Script=Han}·\s]{2,12}?\s?(?<!拍)摄\s?[)）】\]]?$/u.test(line) ||
    /^[^。！？]{0,80}(?:供图|[（(]?资料图片?[)）]?|图\s?[/／]\s?\S{2,10})[)）】\]]?$/u.test(line) ||
    /(?:新华社|中新社|视觉中国|本报)\S{0,8}[发摄]\s?[)）]?$|^图片?(?:来自|源自|由)/u.test(line) ||
    /^photo(?:graph)?s?\s?(?:by|:|courtesy)/iu.test(line)
  );
}

/** Whether a link's text leads to the page that an article was taken from. */
export function isOriginalLink(text: string): boolean {
  return (
    text.length <= 40 &&
    /(?:查看|阅读|浏览|访问)原[文网]|原文(?:链接|地址|网址|来源)?|来源链接|本文链接|original(?: article| link| post| page)?$|read (?:the )?(?:full|original)|view original|^source$/iu.test(
      text,
    )
  );
}
