import { describe, expect, test } from 'vitest';
import type { PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { findDuplicatePairs, type MergeSide, proposeSurvivor, type RecordHoldings } from './duplicate-pair.ts';
import { makeUpPerson } from './made-up-person.ts';

const [older, newer, stranger] = [1, 2, 3].map(
  (digit) => `01890000-0000-7000-8000-00000000000${digit}` as PatientId,
) as [PatientId, PatientId, PatientId];
const nothing: RecordHoldings = {
  coverages: 0,
  allergies: 0,
  conditions: 0,
  medications: 0,
  measurements: 0,
  consents: 0,
};

function side(patientId: PatientId, registeredAt: string, holdings: Partial<RecordHoldings> = {}): MergeSide {
  return { patientId, registeredAt: registeredAt as Instant, holdings: { ...nothing, ...holdings } };
}

describe('two records that share search tokens', () => {
  const person = makeUpPerson(71);
  const records = [
    { patientId: older, demographics: person },
    { patientId: newer, demographics: { ...person, identifiers: [] } },
    { patientId: stranger, demographics: makeUpPerson(72) },
  ];

  test('are named once, the older first, with score and reasons; strangers are not named', () => {
    const near = [
      { patientId: newer, otherId: older },
      { patientId: older, otherId: newer },
      { patientId: stranger, otherId: older },
      { patientId: older, otherId: older },
    ];
    const pairs = findDuplicatePairs(near, records, { reviewAt: 60 });
    expect(pairs).toHaveLength(1);
    expect(pairs[0]).toMatchObject({ firstId: older, secondId: newer });
    expect(pairs[0]?.score).toBeGreaterThanOrEqual(60);
    expect(pairs[0]?.reasons).toContain('The birth date is the same.');
  });

  test('are left out where one of them could not be opened', () => {
    expect(findDuplicatePairs([{ patientId: older, otherId: newer }], records.slice(1), { reviewAt: 0 })).toEqual([]);
  });
});

describe('the record that survives', () => {
  test('is the one that holds more, whichever side it stands on', () => {
    const full = side(newer, '2026-02-01T00:00:00.000Z', { allergies: 2, coverages: 1 });
    const bare = side(older, '2026-01-01T00:00:00.000Z', { consents: 1 });
    const proposal = {
      survivorId: newer,
      reasons: ['It holds 3 entries, the other 1.', 'It is the newer record.'],
    };
    expect(proposeSurvivor(full, bare)).toEqual(proposal);
    expect(proposeSurvivor(bare, full)).toEqual(proposal);
  });

  test('is the older one where both hold as much', () => {
    const first = side(older, '2026-01-01T00:00:00.000Z', { allergies: 1 });
    const second = side(newer, '2026-02-01T00:00:00.000Z', { conditions: 1 });
    const proposal = { survivorId: older, reasons: ['Both records hold 1 entry.', 'It is the older record.'] };
    expect(proposeSurvivor(first, second)).toEqual(proposal);
    expect(proposeSurvivor(second, first)).toEqual(proposal);
  });
});
