import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { summarizeTransmission } from './fixtures/summarize-transmission.ts';
import { readTree } from './message-tree.ts';
import { readMessage } from './read-message.ts';
import { writeReadMessage } from './write-message.ts';

const folder = join(import.meta.dirname, 'fixtures');
const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith('.hl7'))
  .map((name) => readFileSync(join(folder, name)));
const mutationCount = process.env['THERIAC_LONG'] === '1' ? 20_000 : 2_000;
const hostileBytes = [...new TextEncoder().encode('|^~\\&\r\n"MSHPIDRXE0129.'), 0, 0x0b, 0x1c, 0x1b, 0x80, 0xc3, 0xff];

/** A small generator of repeatable numbers (mulberry32). */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Changes, inserts, drops, doubles or swaps bytes at a few places. */
function mutate(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  let mutant = [...bytes];
  for (let count = 1 + random(4); count > 0; count -= 1) {
    const at = random(mutant.length + 1);
    const length = random(40);
    const hostile = hostileBytes[random(hostileBytes.length)] ?? 0;
    const kind = random(6);
    if (kind === 0) mutant[at] = hostile;
    else if (kind === 1) mutant.splice(at, 0, hostile);
    else if (kind === 2) mutant.splice(at, length);
    else if (kind === 3) mutant.splice(at, 0, ...mutant.slice(at, at + length));
    else if (kind === 4) mutant = [...mutant.slice(at), ...mutant.slice(0, at)];
    else mutant = mutant.slice(0, at);
  }
  return Uint8Array.from(mutant);
}

function measureHeap(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return getHeapStatistics().used_heap_size;
}

test(`${mutationCount} mutations of the fixtures are read without a throw and in flat memory`, () => {
  const random = makeRandom(20_260_419);
  let heapAfterQuarter = 0;
  for (let index = 0; index < mutationCount; index += 1) {
    const fixture = fixtures[index % fixtures.length] ?? new Uint8Array();
    const mutant = mutate(fixture, random);
    summarizeTransmission(mutant);
    const { message } = readMessage(mutant);
    if (message !== null) {
      const again = readMessage(writeReadMessage(message)).message;
      expect(again === null ? null : readTree(again)).toEqual(readTree(message));
    }
    if (index === Math.floor(mutationCount / 4)) heapAfterQuarter = measureHeap();
  }
  expect(measureHeap() - heapAfterQuarter).toBeLessThan(8 * 1024 * 1024);
}, 120_000);
