import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareFacts } from './import-comparison.ts';

const facts = fc.array(
  fc.record({ key: fc.stringMatching(/^[a-d]$/), fact: fc.record({ price: fc.nat(3) }), place: fc.string() }),
);

test('what was taken over is unchanged when it is read again', () => {
  fc.assert(
    fc.property(facts, (incoming) => {
      const first = compareFacts(incoming, new Map());
      const kept = new Map([...first.added, ...first.changed].map(({ key, fact }) => [key, fact]));
      const again = compareFacts(incoming, kept);
      expect(again.added).toEqual([]);
      expect(again.changed).toEqual([]);
      expect(again.report.unchanged).toBe(kept.size);
    }),
  );
});

test('each row is added, changed, unchanged or refused, and nothing else', () => {
  fc.assert(
    fc.property(facts, facts, (before, incoming) => {
      const { report } = compareFacts(incoming, new Map(before.map(({ key, fact }) => [key, fact])));
      expect(report.added + report.changed + report.unchanged + report.refused.length).toBe(incoming.length);
    }),
  );
});

test('of two rows with one key the later is refused with its place', () => {
  const rows = [
    { key: 'a', fact: 1, place: 'line 2' },
    { key: 'a', fact: 2, place: 'line 7' },
  ];
  expect(compareFacts(rows, new Map()).report.refused).toEqual([{ place: 'line 7', reason: 'repeated' }]);
});
