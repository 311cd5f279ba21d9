import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../kernel/json.ts';
import { transaction, unsolicitedMessage } from './fixtures/enrollment-bundles.ts';
import { getR4Validator } from './fixtures/r4-validator.ts';
import { toOperationOutcome } from './operation-outcome.ts';
import { readPatientRecord } from './patient-record.ts';
import { type FhirResource, readFhir } from './read-fhir.ts';
import { readSpecialtyEnrollment } from './specialty-enrollment.ts';

type Random = (below: number) => number;

/** A seeded generator (mulberry32), so that a failing mutation can be made again. */
const createRandom = (seed: number): Random => {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

const oddValues: readonly Json[] = [
  null,
  true,
  -1,
  1e308,
  '',
  ' ',
  '#',
  '__proto__',
  'urn:uuid:',
  '2026-13-45',
  '9999-99',
  [],
  {},
  [[]],
  [null],
  [{}],
  { reference: '#' },
  { reference: 'Bundle?identifier=|' },
  { resourceType: 'Patient' },
  { coding: { code: [] } },
];

/** Puts an odd value somewhere in the tree, or takes a member away. */
const mutateTree = (value: Json, random: Random): Json => {
  const isLeaf = typeof value !== 'object' || value === null;
  if (isLeaf || random(6) === 0) return oddValues[random(oddValues.length)] ?? null;
  const keys = Object.keys(value);
  const key = keys[random(Math.max(keys.length, 1))];
  if (key === undefined) return value;
  if (Array.isArray(value)) {
    return value.map((item: Json, index) => (String(index) === key ? mutateTree(item, random) : item));
  }
  const members = value as Record<string, Json>;
  if (random(12) === 0) return Object.fromEntries(Object.entries(members).filter(([name]) => name !== key));
  return { ...members, [key]: mutateTree(members[key] ?? null, random) };
};

/** Overwrites, drops, repeats or cuts off bytes. */
const mutateBytes = (bytes: Uint8Array, random: Random): Uint8Array => {
  const at = random(bytes.length);
  const length = 1 + random(40);
  const kept = [bytes.subarray(0, at), bytes.subarray(at + length)] as const;
  const noise = Uint8Array.from({ length: random(8) }, () => random(256));
  const middle =
    [noise, new Uint8Array(), bytes.subarray(at, at + 2 * length), bytes.subarray(0, 1)][random(4)] ?? noise;
  return random(10) === 0 ? kept[0] : Uint8Array.from([...kept[0], ...middle, ...kept[1]]);
};

const readEverything = (bytes: Uint8Array): void => {
  const { message, problems } = readFhir(bytes);
  if (message === null) {
    expect(problems.length).toBeGreaterThan(0);
    return;
  }
  const found = [
    ...getR4Validator().validate(message),
    ...readSpecialtyEnrollment(message).problems,
    ...readPatientRecord(message).problems,
  ];
  expect(toOperationOutcome(found).resourceType).toBe('OperationOutcome');
};

const measureHeapBytes = (): number => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
};

describe('readers of FHIR', () => {
  const total = process.env['THERIAC_LONG'] === '1' ? 20_000 : 2_000;
  const originals: readonly FhirResource[] = [unsolicitedMessage(), transaction()];

  it(`never throw on ${total} mutations of trees and bytes, in flat memory`, { timeout: total * 60 }, () => {
    let early = 0;
    for (let seed = 0; seed < total; seed += 1) {
      const random = createRandom(seed);
      let tree: Json = originals[seed % originals.length] ?? null;
      for (let times = random(4); times >= 0; times -= 1) tree = mutateTree(tree, random);
      const bytes = new TextEncoder().encode(JSON.stringify(tree));
      expect(() => readEverything(seed % 3 === 0 ? mutateBytes(bytes, random) : bytes), `seed ${seed}`).not.toThrow();
      if (seed === Math.floor(total / 4)) early = measureHeapBytes();
    }
    expect(measureHeapBytes() - early).toBeLessThan(8_000_000);
  });

  it('never repeat the input in a problem', () => {
    const canary = 'QZCANARY';
    const text = JSON.stringify(unsolicitedMessage()).replace(
      /"(?!resourceType)(\w+)":"[^"]{3,60}"/g,
      `"$1":"${canary}"`,
    );
    const resource = JSON.parse(text) as FhirResource;
    const problems = [...getR4Validator().validate(resource), ...readSpecialtyEnrollment(resource).problems];
    expect(problems.length).toBeGreaterThan(10);
    expect(problems.filter((problem) => JSON.stringify(problem).includes(canary))).toEqual([]);
  });
});
