import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PatientId } from '../../../kernel/ids.ts';
import { patientsRefusals } from '../refusals.ts';
import { decideMerge, type MergeStanding } from './patient-merge.ts';

/** Finds where a record stands among pointers. */
function standing(pointers: ReadonlyMap<string, string>, patientId: string): MergeStanding {
  let survivorId = patientId;
  for (let next = pointers.get(survivorId); next !== undefined; next = pointers.get(survivorId)) survivorId = next;
  const mergedInto = (pointers.get(patientId) ?? null) as PatientId | null;
  return { patientId: patientId as PatientId, mergedInto, survivorId: survivorId as PatientId };
}

const decide = (pointers: ReadonlyMap<string, string>, merged: string, survivor: string) =>
  decideMerge(standing(pointers, merged), standing(pointers, survivor));

describe('merging two records', () => {
  it('is refused for one record, for one merged elsewhere, and in a circle', () => {
    const pointers = new Map([
      ['a', 'b'],
      ['b', 'c'],
    ]);
    const codeOf = (merged: string, survivor: string) => {
      const decided = decide(pointers, merged, survivor);
      return decided.ok ? decided.value : decided.refusal.code;
    };
    expect(codeOf('d', 'd')).toBe(patientsRefusals.samePatient.code);
    expect(codeOf('a', 'd')).toBe(patientsRefusals.mergedElsewhere.code);
    expect(codeOf('c', 'a')).toBe(patientsRefusals.circularMerge.code);
    expect(codeOf('a', 'c')).toEqual({ isAlready: true });
    expect(codeOf('c', 'd')).toEqual({ isAlready: false });
  });

  it('never makes a circle, whatever is merged and taken back in whatever order', () => {
    const step = fc.tuple(
      fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const pointers = new Map<string, string>();
        for (const [merged, survivor, isUndone] of steps) {
          if (isUndone) pointers.delete(merged);
          else {
            const decided = decide(pointers, merged, survivor);
            if (decided.ok && !decided.value.isAlready) pointers.set(merged, survivor);
          }
          for (const each of pointers.keys()) {
            const seen = new Set([each]);
            for (let next = pointers.get(each); next !== undefined; next = pointers.get(next)) {
              expect(seen.has(next)).toBe(false);
              seen.add(next);
            }
          }
        }
      }),
    );
  });
});
