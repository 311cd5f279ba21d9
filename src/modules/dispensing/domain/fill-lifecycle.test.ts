import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StaffId } from '../../../kernel/ids.ts';
import { decideFillStep, type FillState, type FillStep } from './fill-lifecycle.ts';
import { decideVerification } from './fill-verification.ts';

const steps: FillStep[] = [
  'claim-paid',
  'claim-lost',
  'release',
  'pick',
  'put-back',
  'complete-filling',
  'verify',
  'unverify',
  'hand-over',
  'cancel',
  'return-to-stock',
];
const [tech, pharmacist] = ['tech', 'pharmacist'] as unknown as readonly [StaffId, StaffId];

describe('the life of a fill', () => {
  test('no sequence of steps hands a fill over that is not verified', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 40 }), (taken) => {
        let state: FillState = 'awaiting-claim';
        let verified = false;
        for (const step of taken) {
          const next = decideFillStep(state, step);
          if (!next.ok) continue;
          if (step === 'hand-over') expect(verified).toBe(true);
          if (step === 'verify') verified = true;
          if (step === 'unverify' || step === 'put-back') verified = false;
          state = next.value;
        }
      }),
      { numRuns: 5000 },
    );
  });

  test('nothing follows a cancelled or returned fill', () => {
    for (const step of steps) {
      expect(decideFillStep('cancelled', step).ok).toBe(false);
      expect(decideFillStep('returned', step).ok).toBe(false);
    }
  });
});

describe('verifying a product', () => {
  const request = {
    state: 'filled' as const,
    filledBy: tech,
    verifier: { staffId: pharmacist, isPharmacist: true },
    recordedPapers: ['label', 'leaflet'] as const,
    needsMedicationGuide: false,
    payment: 'claim' as const,
    claimState: 'paid' as const,
  };
  test('is for another person than the one who filled', () => {
    expect(decideVerification(request).ok).toBe(true);
    expect(decideVerification({ ...request, filledBy: pharmacist })).toMatchObject({
      refusal: { code: 'dispensing.own-fill' },
    });
    expect(decideVerification({ ...request, filledBy: null })).toMatchObject({
      refusal: { code: 'dispensing.own-fill' },
    });
  });
  test('is for a pharmacist', () => {
    expect(decideVerification({ ...request, verifier: { staffId: pharmacist, isPharmacist: false } })).toMatchObject({
      refusal: { code: 'dispensing.pharmacist-needed' },
    });
  });
  test.each(['reversed', 'reversing', 'rejected', null] as const)('waits while the claim is %s', (claimState) => {
    expect(decideVerification({ ...request, claimState })).toMatchObject({
      refusal: { code: 'dispensing.claim-lost' },
    });
    expect(decideVerification({ ...request, claimState, payment: 'cash' }).ok).toBe(true);
  });
  test('waits for the Medication Guide where the product has one', () => {
    expect(decideVerification({ ...request, needsMedicationGuide: true })).toMatchObject({
      refusal: { code: 'dispensing.papers-missing', facts: { papers: ['medication-guide'] } },
    });
  });
});
