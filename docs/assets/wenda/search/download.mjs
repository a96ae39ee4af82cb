// All that a search found, as a table that spreadsheets open.
import { addressOf } from './results.mjs';
import { optionsOf } from './state.mjs';

/** @import {Engine, Result} from '../engine/types.mjs' */
/** @import {Site} from '../site.mjs' */
/** @import {State} from './state.mjs' */

export const MOST = 1000; // exchanges: each may be a file to fetch
const STEP = 100; // exchanges at a time
const HEAD = ['日期', '问答', '标题', '媒体', '发言人', '段落', '问或答', '原文', '地址'];

/**
 * @param {Pick<Engine, 'search'>} engine @param {Site} site @param {State} state
 * @returns {Promise<string[][]>} a row for each passage
 */
export async function rowsOf(engine, site, state) {
  const rows = [HEAD];
  for (let offset = 0; offset < MOST; offset += STEP) {
    const { results } = await engine.search(state.q, { ...optionsOf(state), offset, limit: STEP });
    for (const result of results) rows.push(...rowsOfResult(site, result));
    if (results.length < STEP) break;
  }
  return rows;
}

/** @param {Site} site @param {Result} result */
const rowsOfResult = (site, { date, exchange, heading, outletName, speakerNames, passages }) =>
  passages.map(({ paragraph, role, text }) => {
    const address = addressOf(site, exchange, paragraph);
    return [date, exchange, heading, outletName, speakerNames, paragraph, role, text, address];
  });
