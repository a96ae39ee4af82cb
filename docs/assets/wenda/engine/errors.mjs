// Errors that a caller may want to tell apart, also on the other side of the worker.

/** The index is of a version that this reader does not know. */
export class UnknownVersion extends Error {
  name = 'UnknownVersion';
}

/** A file that the index named is not there: the site was rebuilt meanwhile. */
export class MissingFile extends Error {
  name = 'MissingFile';
  status = 404;
}

/** The search program itself did not start. */
export class CannotStart extends Error {
  name = 'CannotStart';
}

const CLASSES = { UnknownVersion, MissingFile, CannotStart };

/**
 * An error as a message can carry it: structured cloning would lose its class.
 * @param {unknown} error
 */
export function packed(error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { name, message };
}

/**
 * The error again, of its class where that is one of ours.
 * @param {{name: string, message: string}} packed @returns {Error}
 */
export function unpacked({ name, message }) {
  const known = Object.entries(CLASSES).find(([each]) => each === name)?.[1];
  return known ? new known(message) : Object.assign(new Error(message), { name });
}
