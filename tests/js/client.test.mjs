// The engine across its worker: answers by number, errors of their class, and a new start after a
// failed one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientOf } from '../../docs/assets/wenda/engine/client.mjs';
import {
  CannotStart,
  MissingFile,
  packed,
  UnknownVersion,
  unpacked,
} from '../../docs/assets/wenda/engine/errors.mjs';
import { answer } from '../../docs/assets/wenda/engine/worker.mjs';

/** A worker that answers as told; `fails`: its script cannot be had. */
class FakeWorker extends EventTarget {
  asked = [];

  constructor(answers, fails = false) {
    super();
    this.answers = answers;
    if (fails) setTimeout(() => this.dispatchEvent(new Event('error')));
  }

  postMessage({ id, method, args }) {
    this.asked.push([method, ...args]);
    const reply = this.answers?.[method];
    if (!reply) return;
    setTimeout(() => this.dispatchEvent(Object.assign(new Event('message'), { data: { id, ...reply } })));
  }

  terminate() {
    this.ended = true;
  }
}

const ANSWERS = { open: { result: {} }, search: { result: { status: 'none' } } };

function client(workers, fetchPointer = async () => undefined) {
  const left = [...workers];
  return clientOf({ data: 'https://example.org/qa/search/', startWorker: () => left.shift(), fetchPointer });
}

test('the pointer goes to the worker with the first call; one worker a page', async () => {
  const worker = new FakeWorker(ANSWERS);
  const pointer = new ArrayBuffer(1);
  const engine = client([worker], async () => pointer);
  assert.deepEqual(await engine.search('原话', { limit: 1 }), { status: 'none' });
  await engine.search('别的');
  assert.deepEqual(worker.asked, [
    ['open', 'https://example.org/qa/search/', pointer],
    ['search', '原话', { limit: 1 }],
    ['search', '别的', undefined],
  ]);
});

test('a worker that did not start is started again at the next call', async () => {
  const offline = new FakeWorker(undefined, true);
  const engine = client([offline, new FakeWorker(ANSWERS)], async () => {
    throw new TypeError('Failed to fetch');
  });
  await assert.rejects(engine.open(), CannotStart);
  assert.equal(offline.ended, true);
  assert.deepEqual(await engine.search('原话'), { status: 'none' });
});

test('an index that could not be opened is opened again at the next call', async () => {
  const failure = { open: { error: packed(new TypeError('Failed to fetch')) } };
  const engine = client([new FakeWorker(failure), new FakeWorker(ANSWERS)]);
  await assert.rejects(engine.search('原话'), { name: 'TypeError', message: 'Failed to fetch' });
  assert.deepEqual(await engine.search('原话'), { status: 'none' });
});

test('a worker that breaks later is followed by another', async () => {
  const first = new FakeWorker({ open: ANSWERS.open });
  const engine = client([first, new FakeWorker(ANSWERS)]);
  await engine.open();
  const asked = engine.search('原话');
  await new Promise((resolve) => setTimeout(resolve));
  first.dispatchEvent(new Event('error'));
  await assert.rejects(asked, CannotStart);
  assert.deepEqual(await engine.search('原话'), { status: 'none' });
});

test('errors keep their class across the worker', async () => {
  for (const Known of [UnknownVersion, MissingFile, CannotStart]) {
    const error = unpacked(structuredClone(packed(new Known('如此'))));
    assert.ok(error instanceof Known);
    assert.equal(error.message, '如此');
  }
  const other = unpacked(packed(new RangeError('其他')));
  assert.deepEqual([other.name, other.message], ['RangeError', '其他']);
  const engine = client([new FakeWorker({ open: { error: packed(new UnknownVersion('旧')) } })]);
  await assert.rejects(engine.open(), UnknownVersion);
});

test('the worker answers by number; a missing file is told from other failures', async () => {
  const opened = (status) => {
    globalThis.fetch = async () => ({ ok: false, status });
    return answer({ id: 7, method: 'open', args: ['https://example.org/search/'] });
  };
  assert.deepEqual(await opened(404), { id: 7, error: { name: 'MissingFile', message: '404 current.json' } });
  assert.deepEqual(await opened(500), { id: 7, error: { name: 'Error', message: '500 current.json' } });
});
