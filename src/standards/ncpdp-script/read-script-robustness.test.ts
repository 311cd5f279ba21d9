import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasErrors } from '../../kernel/problem.ts';
import { readScript } from './ncpdp-script.ts';

const folder = join(import.meta.dirname, 'fixtures');
const seeds = readdirSync(folder).map((name) => readFileSync(join(folder, name)));

/** A small seeded generator (mulberry32), so that a failing mutation can be repeated. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const fragments = [
  '<',
  '>',
  '</',
  '/>',
  '&',
  '&#0;',
  ']]>',
  '<!DOCTYPE x>',
  '<Patient>',
  '\u0000',
  '"',
  '<Quantity/>',
  '9e9',
];

function mutate(source: Buffer, random: (below: number) => number): Buffer {
  const at = random(source.length);
  const length = random(60);
  switch (random(5)) {
    case 0:
      return Buffer.concat([source.subarray(0, at), source.subarray(at + length)]);
    case 1:
      return Buffer.concat([source.subarray(0, at), source.subarray(at, at + length), source.subarray(at)]);
    case 2:
      return Buffer.concat([
        source.subarray(0, at),
        Buffer.from(fragments[random(fragments.length)] ?? ''),
        source.subarray(at),
      ]);
    case 3:
      return source.subarray(0, at);
    default: {
      const changed = Buffer.from(source);
      for (let count = 0; count <= length % 4; count += 1) changed[random(changed.length)] = random(256);
      return changed;
    }
  }
}

function measureHeapBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

describe('readScript never throws', () => {
  test('on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const { message, problems } = readScript(bytes);
        expect(message === null ? hasErrors(problems) : true).toBe(true);
      }),
    );
  });

  test('on any XML of its own element names', () => {
    const names = ['Header', 'Body', 'NewRx', 'Patient', 'HumanPatient', 'Name', 'Sig', 'Quantity', 'Date', 'To'];
    const { tree } = fc.letrec<{ tree: string; part: string }>((tie) => ({
      part: fc.oneof({ maxDepth: 6 }, fc.constantFrom('', '1', 'x'), tie('tree')),
      tree: fc
        .record({ name: fc.constantFrom(...names), parts: fc.array(tie('part'), { maxLength: 5 }) })
        .map(({ name, parts }) => `<${name}>${parts.join('')}</${name}>`),
    }));
    fc.assert(
      fc.property(tree, (body) => {
        const { message } = readScript(Buffer.from(`<Message version="2017071">${body}</Message>`));
        expect(message).not.toBeNull();
      }),
    );
  });

  const total = process.env['THERIAC_LONG'] === '1' ? 20_000 : 2_000;

  test(`on ${total} mutations of its fixtures, in flat memory and with few problems each`, () => {
    const random = makeRandom(20_170_715);
    let early = 0;
    for (let count = 0; count < total; count += 1) {
      const source = seeds[random(seeds.length)] ?? Buffer.alloc(0);
      const { message, problems } = readScript(mutate(source, random));
      expect(problems.length).toBeLessThanOrEqual(200);
      if (message === null) expect(hasErrors(problems)).toBe(true);
      if (count === Math.floor(total / 4)) early = measureHeapBytes();
    }
    expect(measureHeapBytes() - early).toBeLessThan(8_000_000);
  }, 120_000);

  test('and never repeats the input in a problem', () => {
    const canary = 'QZCANARY';
    const random = makeRandom(7);
    for (let count = 0; count < 300; count += 1) {
      const source = (seeds[random(seeds.length)] ?? Buffer.alloc(0))
        .toString('latin1')
        .replace(/>[^<>]{2,40}</g, `>${canary}<`);
      const { problems } = readScript(mutate(Buffer.from(source), random));
      for (const { text } of problems) expect(text).not.toContain(canary);
    }
  });
});
