// What holds for all modules together.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { LARGE, MODULES } from '../../docs/assets/wenda/engine/modules.mjs';
import { setUpEach } from '../../docs/assets/wenda/page.mjs';

const TESTS = new URL('./', import.meta.url);
const FOLDER = new URL('../../docs/assets/wenda/', import.meta.url);
const BENCH = new URL('../bench/', import.meta.url);
const ENGINE = new URL('engine/', FOLDER);
const WORKER = new URL('worker.mjs', ENGINE);

const modulesIn = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith('.mjs') && !path.includes('node_modules'))
    .map((path) => new URL(path.replaceAll('\\', '/'), folder));
const named = (url) => relative(fileURLToPath(FOLDER), fileURLToPath(url));
const sourceOf = (url) => readFileSync(url, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/ .*/g, '');

/** What a module imports when it is loaded. */
const importsOf = (url) =>
  [...sourceOf(url).matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)'|^import '([^']+)'/gm)]
    .map(([, from, bare]) => from ?? bare)
    .filter((path) => path.startsWith('.'))
    .map((path) => new URL(path, url));

/** A module with everything that it brings. */
function closureOf(url, known = new Set()) {
  if (known.has(url.href)) return known;
  known.add(url.href);
  for (const each of importsOf(url)) closureOf(each, known);
  return known;
}

for (const url of modulesIn(FOLDER)) {
  test(`${named(url)} can be imported without a page`, async () => {
    assert.equal(typeof document, 'undefined');
    await import(url.href);
  });

  test(`${named(url)} imports nothing that imports it`, () => {
    for (const each of importsOf(url)) assert.ok(!closureOf(each).has(url.href), named(each));
  });
}

test('pages ask for exactly the modules that the worker needs to start, and those of a large archive', () => {
  const listed = (paths) => paths.map((path) => new URL(path, ENGINE).href).sort();
  const start = closureOf(WORKER);
  assert.deepEqual(listed(MODULES), [...start].sort());
  const more = [...closureOf(new URL('large.mjs', ENGINE))].filter((href) => !start.has(href));
  assert.deepEqual(listed(LARGE), more.sort());
});

test('the engine knows no page and no network', () => {
  const mayKnow = ['client.mjs', 'worker.mjs'].map((name) => new URL(name, ENGINE).href);
  for (const href of new Set([...closureOf(WORKER), ...modulesIn(ENGINE).map(String)])) {
    if (mayKnow.includes(href)) continue;
    assert.doesNotMatch(sourceOf(new URL(href)), /\b(document|window|location|fetch)\b[.(]/, href);
  }
});

const IMPORTED = /import\b[^;/]*?\bfrom\b|\{[^}]*\} = await import\(/g; // also types, in comments

test('nothing is exported that nobody imports', () => {
  const imports = [FOLDER, TESTS, BENCH].flatMap(modulesIn).map((url) => ({
    href: url.href,
    names: readFileSync(url, 'utf8').match(IMPORTED)?.join('\n') ?? '',
  }));
  for (const url of modulesIn(FOLDER)) {
    const exported = sourceOf(url).matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm);
    for (const [, name] of exported) {
      const word = new RegExp(`\\b${name}\\b`);
      const used = imports.some(({ href, names }) => href !== url.href && word.test(names));
      assert.ok(used, `${named(url)}: ${name}`);
    }
  }
});

test('a part that throws is reported and switches off no other', (t) => {
  const { mock } = t.mock.method(console, 'error', () => {});
  const done = [];
  const failure = new Error('no such element');
  const fails = () => {
    throw failure;
  };
  setUpEach({ first: () => done.push(1), second: fails, third: () => done.push(3) });
  assert.deepEqual(done, [1, 3]);
  assert.deepEqual(
    mock.calls.map((call) => call.arguments),
    [['wenda, second:', failure]],
  );
});
