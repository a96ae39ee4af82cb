// A report in words: the summary, and Markdown to send to a colleague. Pure.
import { CODES } from './verdict.mjs';

/** @import {Site} from '../site.mjs' */
/** @import {Report} from './check.mjs' */

/** In what it was looked for: without it 未找到 would say too much. @param {Report} report */
export const coverageOf = ({ size }) => `核对范围：本站 ${size} 则问答、开场和结束的话。`;

/** 12 条引语：9 条逐字一致，3 条有改动。 @param {Report} report */
export function summaryOf(report) {
  const { checked } = report;
  const coverage = coverageOf(report);
  if (!checked.length) return `没有引语。请把要核对的原话放在引号里，或单独粘贴一句。${coverage}`;
  const counts = Object.entries(CODES).flatMap(([code, words]) => {
    const count = checked.filter((each) => each.code === code).length;
    return count ? [`${count} 条${words}`] : [];
  });
  return `${checked.length} 条引语：${counts.join('，')}。${coverage}`;
}

/** @param {Site} site @param {Report} report */
export function markdownOf(site, report) {
  const parts = ['# 核对引语', summaryOf(report)];
  for (const { code, quotation, sentence, shown } of report.checked) {
    parts.push(`## ${code} ${plain(sentence)}`, `> ${plain(quotation)}`);
    const places = shown.map(
      ({ url, date, who, context }) =>
        `- ${date} ${plain(who)} <${site.published(url)}>：${plain(context[1])}`,
    );
    if (places.length) parts.push(places.join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

const plain = (/** @type {string} */ text) => text.replace(/\n/g, ' ').replace(/[\\`*_[\]<>#|]/g, '\\$&');
