import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildJourneyWeb } from '../support/journey-web.ts';

const mostInitial = 180 * 1024;
const mostForRoute = 300 * 1024;
// What draws PDFs is loaded when one is opened, not with a page.
const onDemand = /^pdf-pages-/;

let folder: string;
let sizes: ReadonlyMap<string, number>;
let initial: ReadonlySet<string>;
let chunks: readonly Chunk[];

/** A script of the build, what it loads together with itself, and what it may load later. */
interface Chunk {
  readonly name: string;
  readonly together: readonly string[];
  readonly later: readonly string[];
}

beforeAll(async () => {
  folder = await buildJourneyWeb();
  const assets = join(folder, 'assets');
  sizes = new Map(readdirSync(assets).map((name) => [name, gzipSync(readFileSync(join(assets, name))).length]));
  chunks = [...sizes.keys()]
    .filter((name) => name.endsWith('.js'))
    .map((name) => readChunk(name, readFileSync(join(assets, name), 'utf8')));
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  initial = follow([...page.matchAll(/assets\/([\w.-]+\.(?:js|css))/g)].map(([, name]) => name ?? ''));
});

describe('what the browser loads of the staff application, compressed', () => {
  test('of code before any page is at most 180 kB', () => {
    expect(initial.size).toBeGreaterThan(2);
    expect(weigh(new Set([...initial].filter((name) => name.endsWith('.js'))))).toBeLessThanOrEqual(mostInitial);
  });

  test('for any one page is at most 300 kB', () => {
    const pages = chunks.flatMap(({ later }) => later).filter((name) => name.endsWith('.js') && !onDemand.test(name));
    expect(pages.length).toBeGreaterThan(3);
    const heavy = [...new Set(pages)]
      .map((name) => ({ name, bytes: weigh(new Set([...initial, ...follow([name, ...stylesOf(name)])])) }))
      .filter(({ bytes }) => bytes > mostForRoute);
    expect(heavy).toEqual([]);
  });
});

function readChunk(name: string, source: string): Chunk {
  const dynamic = [...source.matchAll(/import\(\s*[`"']\.\/([\w.-]+)[`"']\s*\)/g)].map(([, target]) => target ?? '');
  const fixed = [...source.matchAll(/(?:from|import)\s*[`"']\.\/([\w.-]+)[`"']/g)].map(([, target]) => target ?? '');
  return { name, together: fixed, later: dynamic };
}

/** Lists what is loaded with some files, those of their imports included. */
function follow(names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...(chunks.find((chunk) => chunk.name === name)?.together ?? []));
  }
  return found;
}

/** The style sheet of a page bears its name. */
function stylesOf(script: string): readonly string[] {
  const stem = script.replace(/-[\w-]{8}\.js$/, '');
  return [...sizes.keys()].filter((name) => name.endsWith('.css') && name.replace(/-[\w-]{8}\.css$/, '') === stem);
}

function weigh(names: ReadonlySet<string>): number {
  return [...names].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
}
