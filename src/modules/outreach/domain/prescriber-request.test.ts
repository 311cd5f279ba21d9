import { describe, expect, test } from 'vitest';
import {
  computeEffect,
  computeRefillsAfterFirst,
  decideAsk,
  isOpenRequest,
  type RequestId,
} from './prescriber-request.ts';

const facts = { status: 'accepted', orderNumber: 'O1', asksBy: 'ncpdp-script', openRequest: null } as const;

function refusalOf(change: object, kind: 'renewal' | 'change' = 'renewal'): string | null {
  const decided = decideAsk({ ...facts, ...change }, kind);
  return decided.ok ? null : decided.refusal.code;
}

describe('a prescriber', () => {
  test('is asked about a prescription that came by SCRIPT', () => {
    expect(refusalOf({})).toBeNull();
    expect(refusalOf({ asksBy: null })).toBe('outreach.no-way-to-ask');
  });

  test('is asked to renew what is accepted, and to clarify what is not yet', () => {
    expect(refusalOf({ status: 'needs-person' })).toBe('outreach.prescription-not-askable');
    expect(refusalOf({ status: 'needs-person' }, 'change')).toBeNull();
    expect(refusalOf({ status: 'cancelled' }, 'change')).toBe('outreach.prescription-not-askable');
  });

  test('is asked one thing at a time', () => {
    expect(refusalOf({ openRequest: '01890000-0000-7000-8000-000000000001' as RequestId })).toBe(
      'outreach.asked-already',
    );
  });
});

describe('an answer', () => {
  test('that approves brings a prescription, and replaces the one that was to be changed', () => {
    expect(computeEffect('renewal', 'approved')).toEqual({
      ...{ bringsPrescription: true, replaces: false, needsPerson: false },
    });
    expect(computeEffect('renewal', 'replaced').replaces).toBe(true);
    expect(computeEffect('change', 'approved-with-changes').replaces).toBe(true);
  });

  test('that denies or is unclear needs a person, and brings nothing', () => {
    for (const answer of ['denied', 'unclear'] as const)
      expect(computeEffect('renewal', answer)).toEqual({
        bringsPrescription: false,
        replaces: false,
        needsPerson: true,
      });
    expect(computeEffect('renewal', 'new-to-follow').needsPerson).toBe(false);
  });

  test('may follow while nothing final was said', () => {
    expect(isOpenRequest('pending')).toBe(true);
    expect(isOpenRequest('denied')).toBe(false);
  });
});

test('an approval counts all fills, and one without a number is one', () => {
  expect(computeRefillsAfterFirst(6)).toBe(5);
  expect(computeRefillsAfterFirst(0)).toBe(0);
  expect(computeRefillsAfterFirst(null)).toBe(0);
});
