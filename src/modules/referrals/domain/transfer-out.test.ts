import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PatientId, PrescriptionId, SiteId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { LetterId } from './letter.ts';
import { acknowledge, decideTransferStep, type TransferId, type TransferOut, transferStates } from './transfer-out.ts';

const at = '2026-03-05T16:00:00.000Z' as Instant;

const sent: TransferOut = {
  transferId: 't1' as TransferId,
  siteId: 's1' as SiteId,
  prescriptionId: 'p1' as PrescriptionId,
  patientId: 'a1' as PatientId,
  therapyId: null,
  state: 'sent',
  reasonCode: 'not-in-network',
  pharmacyNpi: '1999990009',
  pharmacyName: 'North Pharmacy',
  pharmacyFax: null,
  letterId: 'l1' as LetterId,
  composedAt: at,
  composedBy: null,
  sentAt: at,
  dueAt: at,
  isLate: true,
  acknowledgedAt: null,
  acknowledgedBy: null,
  daysHeld: null,
};

const said = { by: 'Jo, intake', at, receivedOn: '2026-02-27' as CalendarDay, today: '2026-03-05' as CalendarDay };

describe('a transfer', () => {
  it('ends when the other pharmacy has it, with the days from receipt', () => {
    expect(acknowledge(sent, said)).toMatchObject({
      value: { state: 'acknowledged', daysHeld: 6, acknowledgedBy: 'Jo, intake', dueAt: null, isLate: false },
    });
  });

  it('is not acknowledged before it was sent, and nothing follows once it is over', () => {
    const refused = { refusal: { code: 'referrals.transfer-step-not-allowed' } };
    expect(acknowledge({ ...sent, state: 'composed' }, said)).toMatchObject(refused);
    for (const state of ['acknowledged', 'withdrawn'] as const)
      for (const to of Object.keys(transferStates) as (keyof typeof transferStates)[])
        expect(decideTransferStep({ ...sent, state }, to)).toMatchObject(refused);
  });

  it('may be sent again while nobody has acknowledged it', () => {
    expect(decideTransferStep(sent, 'sent').ok).toBe(true);
  });
});
