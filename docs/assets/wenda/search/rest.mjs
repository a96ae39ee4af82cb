// The results of a page that are not there yet: a large archive fetches a text for each, so they come as the
// reader comes near.
import { make } from '../elements.mjs';

const NEAR = '200px'; // below what is seen

/** @typedef {{load: (all: boolean) => Promise<void>, count: number}} Rest all: of this page; else some */

/**
 * A line that asks for more when it comes into view, when it is pressed, and before the reader looks for
 * words on the page or prints it. @param {Rest} rest
 */
export function restElement({ load, count }) {
  const button = make('button', { type: 'button' }, `显示本页其余 ${count} 则`);
  const element = make('li', { className: 'wd-rest' }, button);
  const start = (/** @type {boolean} */ all) => {
    watch.disconnect();
    removeEventListener('beforeprint', whole);
    removeEventListener('keydown', looked);
    button.removeEventListener('click', whole); // not disabled: it would lose the focus
    return load(all);
  };
  const whole = () => start(true);
  const looked = (/** @type {KeyboardEvent} */ { key, ctrlKey, metaKey }) => {
    if (element.isConnected && (ctrlKey || metaKey) && key.toLowerCase() === 'f') whole();
  };
  const watch = new IntersectionObserver(
    (entries) => {
      // Who has come to the button by keys is not to lose it.
      if (entries.some(({ isIntersecting }) => isIntersecting) && !element.matches(':focus-within'))
        start(false);
    },
    { rootMargin: NEAR },
  );
  button.addEventListener('click', whole);
  addEventListener('beforeprint', whole);
  addEventListener('keydown', looked);
  watch.observe(element);
  return element;
}
