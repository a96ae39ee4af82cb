// The handle beside each paragraph copies the paragraph's address.
import { anchorIn } from '../addresses.mjs';
import { copy } from '../clipboard.mjs';
import { make } from '../elements.mjs';
import { pathOf } from './sections.mjs';

const SHOWN = 1500; // ms

/** @param {import('../site.mjs').Site} site */
export function setUpHandles(site) {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const handles = document.querySelectorAll('.wd-handle');
  if (!handles.length) return;
  const said = make('span', { className: 'wd-said', aria: { role: 'status' } }); // heard, not seen
  document.body.append(said);
  for (const handle of handles) {
    handle.addEventListener('click', async () => {
      const copied = await copyAddress(site, handle);
      said.textContent = copied ? '已复制' : '未能复制';
      handle.classList.toggle('wd-handle--copied', copied);
      setTimeout(() => {
        said.textContent = '';
        handle.classList.remove('wd-handle--copied');
      }, SHOWN);
    });
  }
}

/** @param {import('../site.mjs').Site} site @param {HTMLAnchorElement} handle */
async function copyAddress(site, handle) {
  const paragraph = document.getElementById(anchorIn(handle.hash));
  if (!paragraph) return false;
  try {
    await copy(site.published(pathOf(paragraph)));
    return true;
  } catch {
    return false;
  }
}
