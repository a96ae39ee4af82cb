// On the page for addresses that are not there: the places that the address names, where they are.
import { make } from './elements.mjs';

/** @param {import('./site.mjs').Site} site */
export async function setUpLost(site) {
  const list = document.querySelector('[data-wd-lost]');
  if (!list) return;
  const { conference, unit } = named(location.pathname);
  /** @type {[string, string][]} */
  const places = [];
  if (unit) places.push([`qa/${conference}/${unit}/`, `这一场的 ${unit}`]);
  if (conference) places.push([`qa/${conference}/`, `这一场记者会（${conference}）`]);
  places.push(...wider(location.pathname));
  for (const [path, text] of places) {
    const url = site.url(path);
    if (await isThere(url)) list.append(make('li', {}, make('a', { href: url.href }, text)));
  }
}

/**
 * The conference and the exchange that an address seems to mean: 2024-03-07-wang-yi/q7 is q07.
 * @param {string} path
 */
export function named(path) {
  const conference = path.match(/\d{4}-\d\d-\d\d-[a-z0-9-]+/)?.[0] ?? '';
  const number = path.match(/\/q(\d{1,3})(?![\da-z])/i)?.[1];
  return { conference, unit: conference && number ? `q${String(Number(number)).padStart(2, '0')}` : '' };
}

const LIST = /(qa\/(?:(?:topics|outlets)\/[a-z0-9-]+|years)\/)((\d{4})(?:-(\d\d)(?:-\d\d)?)?)\/?$/;

/**
 * Where a list has nothing of a period any more: the periods that it is part of, and the list.
 * @param {string} path
 * @returns {[string, string][]} addresses, and what to call them
 */
export function wider(path) {
  const [, list, period, year, month] = path.match(LIST) ?? [];
  if (!list) return [];
  /** @type {[string, string][]} */
  const places = [
    [`${list}${year}-${month}/`, `这个清单的${year}年${Number(month)}月`],
    [`${list}${year}/`, `这个清单的 ${year} 年`],
    [list, '这个清单'],
  ];
  return places.filter(([place]) => place.length <= list.length + period.length);
}

async function isThere(/** @type {URL} */ url) {
  try {
    return (await fetch(url, { method: 'HEAD' })).ok;
  } catch {
    return false;
  }
}
