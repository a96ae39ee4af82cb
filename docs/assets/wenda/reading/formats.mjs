// Entries for programs, made of the CSL-JSON that stands in the page. Pure. The twins of `_bibtex` and `_ris`
// in scripts/wenda/site/citations.py; tests/site/test_citations.py holds both to the same text.
import { MONTHS } from './dates.mjs';

/** @typedef {{'date-parts': [[number, number, number]]}} Day */
/**
 * @typedef {object} Item of CSL-JSON, with what ours have
 * @property {string} id
 * @property {string} type
 * @property {{literal: string}[]} author
 * @property {string} title
 * @property {string} container-title
 * @property {Day} issued
 * @property {string} [page]
 * @property {string} note
 * @property {string} URL
 * @property {Day} [accessed]
 * @property {string} language
 */

/** @param {Item} item */
export function bibtex(item) {
  const online = item.type === 'webpage';
  const [[year, month]] = item.issued['date-parts'];
  /** @type {[string, string|undefined][]} */
  const fields = [
    ['author', `{${item.author.map(({ literal }) => `{${tex(literal)}}`).join(' and ')}}`],
    ['title', `{{${tex(item.title)}}}`],
    [online ? 'organization' : 'journal', `{${tex(item['container-title'])}}`],
    ['date', `{${written(item.issued, '-')}}`],
    ['year', `{${year}}`],
    ['month', MONTHS[month - 1].slice(0, 3).toLowerCase()],
    ['pages', item.page && `{${tex(item.page)}}`],
    ['url', `{${item.URL}}`],
    ['urldate', item.accessed && `{${written(item.accessed, '-')}}`],
    ['note', `{${tex(item.note)}}`],
    ['entrysubtype', online ? undefined : '{newspaper}'],
    ['langid', '{chinese}'],
  ];
  const lines = fields
    .filter(([, value]) => value)
    .map(([name, value]) => `  ${name.padEnd(12)} = ${value},\n`);
  return `@${online ? 'online' : 'article'}{${item.id},\n${lines.join('')}}`;
}

/** @param {Item} item */
export function ris(item) {
  /** @type {[string, string|undefined][]} */
  const tags = [
    ['TY', item.type === 'webpage' ? 'ELEC' : 'NEWS'],
    ...item.author.map(({ literal }) => /** @type {[string, string]} */ (['AU', literal])),
    ['TI', item.title],
    ['T2', item['container-title']],
    ['PY', String(item.issued['date-parts'][0][0])],
    ['DA', `${written(item.issued, '/')}/`],
    ['SP', item.page],
    ['LA', item.language],
    ['N1', item.note],
    ['UR', item.URL],
    ['Y2', item.accessed && `${written(item.accessed, '/')}/`],
  ];
  const lines = tags.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${value}\n`);
  return `${lines.join('')}ER  - `;
}

/** @param {Day} day @param {string} between */
const written = ({ 'date-parts': [[year, ...rest]] }, between) =>
  [year, ...rest.map((number) => String(number).padStart(2, '0'))].join(between);

/** @type {Record<string, string>} */
const SPELT = { '\\': '\\textbackslash{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}' };

/** @param {string} text */
const tex = (text) => text.replace(/[\\~^{}$&#%_]/g, (sign) => SPELT[sign] ?? `\\${sign}`);
