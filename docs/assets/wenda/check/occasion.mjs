// Whether an occasion that somebody names is plainly another one than a conference.
// scripts/wenda/check/occasion.py is the twin, which says what is plain; tests/cases/occasions.json runs in
// both. Pure.

// What stands in these patterns, whatever script the record knows.
const TRADITIONAL = '記會發佈屆兩議論壇辦國務聯開舉對話風見陸關協衛臺黨財計總';
const SIMPLIFIED = '记会发布届两议论坛办国务联开举对话风见陆关协卫台党财计总';

const ASSEMBLIES = [/人大|人代会|人民代表大会|两会/, /政协|政治协商会议|两会/];
const KINDS = [
  /例行/,
  /人大|人代会|人民代表大会|政协|政治协商会议|两会|[次届].{0,4}会议|全会|党代会/,
  /(?:联合|共同)(?:记者会|会见)|共见记者/,
  /吹风会/,
];
const BODIES = [
  /国台办|国务院台办|国务院台湾事务办公室/,
  /国新办|国务院新闻办/,
  /发改委|发展改革委|发展和改革委/,
  /卫健委|卫生健康委/,
  /人民银行|央行/,
  ...'外交部 国防部 商务部 公安部 财政部 教育部 科技部 统计局 海关总署 白宫 五角大楼'
    .split(' ')
    .map((name) => new RegExp(name)),
];
const COUNTED = [/([0-9]+|[一二三四五六七八九十]+)届/g, /([0-9]+|[一二三四五六七八九十]+)次(?:全体)?会议/g];
const PRESS = /记者会|记者招待会|发布会|吹风会|见面会|记者问|答问/;
const MEETING = /(?:会议|大会|年会|峰会|论坛|对话会|研讨会|座谈会|开幕式|闭幕式|招待会|晚宴|午宴)$/;
const ANY_MEETING = /上述|此次|本次|这次|该|有关|相关|当日|举行|召开|的|一个|[场个次届]/g;
const LEAST = 3; // characters that tell a meeting from others: 慕尼黑安全会议

/** Whether an event as a draft names it is plainly another one than a title's. @param {string} event @param {string} title */
export function otherOccasion(event, title) {
  const [mine, theirs] = [plain(event), plain(title)];
  if (!mine || !theirs) return false;
  const apart = (/** @type {(text: string) => (string|number)[]} */ of) => {
    const [ours, named] = [of(mine), of(theirs)];
    return ours.length > 0 && named.length > 0 && !ours.some((each) => named.includes(each));
  };
  const sorts = [KINDS, ASSEMBLIES, BODIES].map(
    (patterns) => (/** @type {string} */ text) =>
      [...patterns.keys()].filter((each) => patterns[each].test(text)),
  );
  const counted = COUNTED.map(
    (pattern) => (/** @type {string} */ text) =>
      Array.from(text.matchAll(pattern), ([, each]) => numberOf(each)),
  );
  return [...sorts, ...counted].some(apart) || otherMeeting(mine, theirs);
}

const plain = (/** @type {string} */ text) =>
  Array.from(text, (char) => SIMPLIFIED[TRADITIONAL.indexOf(char)] ?? char).join('');

/** 博鳌亚洲论坛年会 is no 例行记者会; a meeting whose words the title has may have had one. @param {string} event @param {string} title */
function otherMeeting(event, title) {
  if (PRESS.test(event) || !PRESS.test(title) || !MEETING.test(event)) return false;
  const own = event.replace(MEETING, '').replace(ANY_MEETING, '');
  if (own.length < LEAST) return false;
  for (let at = 0; at + 2 <= own.length; at++) if (title.includes(own.slice(at, at + 2))) return false;
  return true;
}

/** 十四 and 14 are one number. @param {string} printed */
function numberOf(printed) {
  if (/^[0-9]/.test(printed)) return Number(printed);
  const digits = '零一二三四五六七八九';
  const ten = printed.lastIndexOf('十');
  const tens = ten < 0 ? 0 : digits.indexOf(printed.slice(0, ten)) || 1;
  return 10 * tens + digits.indexOf(printed.slice(ten + 1));
}
