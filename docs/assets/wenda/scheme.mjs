// Light or dark: as the system has it, until a reader chooses. partials/header.html shows the choice
// before anything is painted.
import { keep, recall } from './kept.mjs';

const CHOSEN = 'wenda-scheme'; // kept in the browser
const DARK = 'slate'; // the theme's names
const LIGHT = 'default';

export function setUpScheme() {
  /** @type {HTMLButtonElement|null} */
  const button = document.querySelector('[data-wd-scheme]');
  if (!button) return;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const show = (/** @type {string} */ scheme) => {
    document.body.dataset.mdColorScheme = scheme;
    button.title = scheme === DARK ? '换成浅色' : '换成深色';
    button.setAttribute('aria-label', button.title);
  };
  button.addEventListener('click', () => {
    const scheme = document.body.dataset.mdColorScheme === DARK ? LIGHT : DARK;
    show(scheme);
    keep('localStorage', CHOSEN, scheme); // refused: then the choice holds for the page
  });
  system.addEventListener('change', ({ matches }) => {
    if (!recall('localStorage', CHOSEN)) show(matches ? DARK : LIGHT);
  });
  show(document.body.dataset.mdColorScheme ?? LIGHT);
  button.hidden = false;
}
