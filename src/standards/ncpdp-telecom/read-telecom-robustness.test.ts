import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasErrors } from '../../kernel/problem.ts';
import { readTelecom } from './ncpdp-telecom.ts';

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

const fragments = ['\x1c', '\x1d', '\x1e', 'AM07', '\x1cAM', '\x02', '\x03', 'D0B1', '\x1cFB99', '\x00', '{', 'F6'];

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

describe('readTelecom never throws', () => {
  test('on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const { message, problems } = readTelecom(bytes);
        expect(message === null ? hasErrors(problems) : true).toBe(true);
      }),
    );
  });

  test('on any fields in any order behind a header', () => {
    const header = (seeds.find((seed) => seed.length > 200) ?? Buffer.alloc(0)).subarray(0, 56);
    const token = fc.constantFrom(
      '\x1c',
      '\x1d',
      '\x1e',
      '\x1e\x1cAM05',
      '\x1cAM21',
      '\x1c5C01',
      '\x1cHB2',
      '\x1cDV1{',
      '\x1c6E',
      'x',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 60 }), (tokens) => {
        const { message } = readTelecom(Buffer.concat([header, Buffer.from(tokens.join(''), 'latin1')]));
        expect(message).not.toBeNull();
      }),
    );
  });

  const total = process.env['THERIAC_LONG'] === '1' ? 20_000 : 2_000;

  test(`on ${total} mutations of its fixtures, in flat memory and with few problems each`, () => {
    const random = makeRandom(51);
    let early = 0;
    for (let count = 0; count < total; count += 1) {
      const source = seeds[random(seeds.length)] ?? Buffer.alloc(0);
      const { message, problems } = readTelecom(mutate(source, random));
      expect(problems.length).toBeLessThanOrEqual(200);
      if (message === null) expect(hasErrors(problems)).toBe(true);
      if (count === Math.floor(total / 4)) early = measureHeapBytes();
    }
    expect(measureHeapBytes() - early).toBeLessThan(8_000_000);
  }, 120_000);

  test('and never repeats a value in a problem', () => {
    const canary = 'QZCANARY';
    const random = makeRandom(7);
    for (let count = 0; count < 300; count += 1) {
      const source = (seeds[random(seeds.length)] ?? Buffer.alloc(0)).toString('latin1');
      const marked = source
        .split('\x1c')
        .map((token) => (/^[0-9A-Z]{2}\w{3,}$/.test(token) ? `${token.slice(0, 2)}${canary}` : token));
      const { problems } = readTelecom(mutate(Buffer.from(marked.join('\x1c'), 'latin1'), random));
      for (const { text, where } of problems) expect(`${text} ${where}`).not.toContain(canary);
    }
  });
});
