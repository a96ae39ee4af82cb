// What is typed, and the newest answer to it.

const PAUSE = 60; // ms; a fast typist's keys are further apart

/**
 * The newest answer only: wraps a function so that an answer that was overtaken is dropped.
 * @template T @template {any[]} A
 * @param {(...args: A) => T|Promise<T>} work @param {(result: T) => void} show
 * @param {(error: unknown) => void} fail @returns {(...args: A) => Promise<void>}
 */
export function latest(work, show, fail) {
  let turn = 0;
  return async (...args) => {
    const mine = ++turn;
    try {
      const result = await work(...args);
      if (mine === turn) show(result);
    } catch (error) {
      if (mine === turn) fail(error);
    }
  };
}

/**
 * Calls back with what was typed: after a pause, at once when pasted, never during the composition
 * of an input method.
 * @param {HTMLInputElement} input @param {(text: string) => void} callback
 */
export function onTyped(input, callback) {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  let before = input.value;
  const fire = () => {
    clearTimeout(timer);
    if (input.value === before) return;
    before = input.value;
    callback(before);
  };
  const fireSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(fire, PAUSE);
  };
  input.addEventListener('input', (event) => {
    const { isComposing, inputType } = /** @type {InputEvent} */ (event);
    if (isComposing) clearTimeout(timer);
    else if (inputType === 'insertFromPaste' || inputType === 'insertFromDrop') fire();
    else fireSoon();
  });
  input.addEventListener('compositionend', fireSoon);
}

/** What went wrong, for a status line. @param {unknown} error */
export const sentence = (error) => (error instanceof Error ? error.message : String(error));
