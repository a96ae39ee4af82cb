// What holds for all modules together.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { setUpEach } from '../../docs/assets/wenda/set-up.mjs';

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

test('what every page asks for has nothing of the engine but its client', () => {
  const start = [...closureOf(new URL('page.mjs', FOLDER))].map((href) => named(new URL(href)));
  for (const path of start) assert.doesNotMatch(path, /^(fold|numbers|engine\/(?!client|errors))/);
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

test('a part that fails is reported and switches off no other', async (t) => {
  const { mock } = t.mock.method(console, 'error', () => {});
  const done = [];
  const failure = new Error('no such element');
  const fails = () => {
    throw failure;
  };
  const later = async () => fails();
  await setUpEach({ first: () => done.push(1), second: fails, third: later, fourth: () => done.push(4) });
  assert.deepEqual(done, [1, 4]);
  assert.deepEqual(
    mock.calls.map((call) => call.arguments),
    [
      ['wenda, second:', failure],
      ['wenda, third:', failure],
    ],
  );
});
