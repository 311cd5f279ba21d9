import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasErrors } from '../../kernel/problem.ts';
import { readX12 } from './x12.ts';

const folder = join(import.meta.dirname, 'fixtures');
const seeds = readdirSync(folder)
  .filter((name) => name.endsWith('.edi'))
  .map((name) => readFileSync(join(folder, name)))
  .filter(({ length }) => length > 0);
const header = seeds[0]?.subarray(0, 107) ?? Buffer.alloc(0);

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
  '~',
  '*',
  ':',
  '~\nCLP*',
  '~SVC*',
  '~CAS*CO*',
  '~PLB*',
  'ISA*',
  '~SE*1*1~',
  '~IEA*1*1~',
  '\0',
  '-',
  '9e9',
  '~ST*835*1~',
];

function mutate(source: Buffer, random: (below: number) => number): Buffer {
  const at = random(source.length);
  const length = random(80);
  switch (random(5)) {
    case 0:
      return Buffer.concat([source.subarray(0, at), source.subarray(at + length)]);
    case 1:
      return Buffer.concat([source.subarray(0, at), source.subarray(at, at + length), source.subarray(at)]);
    case 2: {
      const inserted = Buffer.from(fragments[random(fragments.length)] ?? '');
      return Buffer.concat([source.subarray(0, at), inserted, source.subarray(at)]);
    }
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

test('any bytes are read without a throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const { message, problems } = readX12(bytes);
      expect(message === null ? hasErrors(problems) : true).toBe(true);
    }),
  );
});

test('any segments in any order behind a header are read without a throw', () => {
  const token = fc.constantFrom(
    ...fragments,
    'BPR*I*1~',
    'TRN*1*1~',
    'N1*PR*A~',
    'N1*PE*B~',
    'CLP*1*1*1*1~',
    'GS*HP~',
    'LX*1~',
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 60 }), (tokens) => {
      expect(() => readX12(Buffer.concat([header, Buffer.from(tokens.join(''))]))).not.toThrow();
    }),
  );
});

const total = process.env['THERIAC_LONG'] === '1' ? 100_000 : 3_000;

test(`${total} mutations of the fixtures are read without a throw, in flat memory, and what balances adds up`, () => {
  const random = makeRandom(835);
  let early = 0;
  for (let count = 0; count < total; count += 1) {
    const { message, problems } = readX12(mutate(seeds[random(seeds.length)] ?? header, random));
    expect(problems.length).toBeLessThanOrEqual(400);
    if (message === null) expect(hasErrors(problems)).toBe(true);
    for (const { isBalanced, claims, providerAdjustments, paymentCents } of message?.remittances ?? []) {
      if (!isBalanced) continue;
      const paid = claims.reduce((sum, { paidCents }) => sum + paidCents, 0);
      expect(paid - providerAdjustments.reduce((sum, { cents }) => sum + cents, 0)).toBe(paymentCents);
    }
    if (count === Math.floor(total / 4)) early = measureHeapBytes();
  }
  expect(measureHeapBytes() - early).toBeLessThan(8_000_000);
}, 240_000);

test('no problem repeats a value of the file', () => {
  const canary = 'QZCANARY';
  const random = makeRandom(7);
  for (let count = 0; count < 300; count += 1) {
    const source = (seeds[random(seeds.length)] ?? header).toString('latin1');
    const marked = source.slice(0, 107) + source.slice(107).replace(/\*[A-Z]{3,}/g, `*${canary}`);
    for (const { text, where } of readX12(mutate(Buffer.from(marked, 'latin1'), random)).problems)
      expect(`${text} ${where}`).not.toContain(canary);
  }
});
