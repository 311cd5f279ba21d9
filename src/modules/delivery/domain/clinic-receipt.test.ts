import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../kernel/instant.ts';
import type { ClinicId } from '../../clinics/index.ts';
import { type ClinicReceipt, decideReceipt, type ReceivedDelivery } from './clinic-receipt.ts';

const at = (text: string) => text as Instant;
const receipt: ClinicReceipt = {
  ...{ receiverName: 'Nia Okoye', receiverRole: 'nurse', receivedAt: at('2026-03-05T15:00:00.000Z') },
  ...{ lotNumber: 'lot1 ', packages: 2, temperatureInRange: true, temperatureTenths: 45 },
  ...{ condition: 'intact', reasonCode: null },
};
const delivery: ReceivedDelivery = {
  ...{ clinicId: 'clinic' as ClinicId, storage: 'refrigerated', sentLotNumber: 'LOT1' },
  ...{ handedOverAt: at('2026-03-05T15:00:30.000Z'), now: at('2026-03-05T16:00:00.000Z') },
};
const codeOf = (change: Partial<ClinicReceipt>, of: Partial<ReceivedDelivery> = {}) => {
  const decided = decideReceipt({ ...receipt, ...change }, { ...delivery, ...of });
  return decided.ok ? null : decided.refusal.code;
};

describe('the hand-over to a clinic', () => {
  it('is recorded with what was sent, in the minute in which it left or later', () => {
    expect(codeOf({})).toBeNull();
  });

  it.each<[string, Partial<ClinicReceipt>, Partial<ReceivedDelivery>]>([
    ['delivery.not-for-clinic', {}, { clinicId: null }],
    ['delivery.received-at-wrong', { receivedAt: at('2026-03-05T14:59:00.000Z') }, {}],
    ['delivery.received-at-wrong', { receivedAt: at('2026-03-05T16:01:00.000Z') }, {}],
    ['delivery.received-at-wrong', {}, { handedOverAt: null }],
    ['delivery.lot-not-sent', { lotNumber: 'LOT2' }, {}],
    ['delivery.temperature-missing', { temperatureInRange: null }, {}],
    ['delivery.temperature-missing', { temperatureTenths: null }, {}],
    ['delivery.not-acceptable', { temperatureInRange: false, temperatureTenths: 121 }, {}],
    ['delivery.not-acceptable', { condition: 'seal-broken' }, {}],
  ])('is refused as %s', (code, change, of) => {
    expect(codeOf(change, of)).toBe(code);
  });

  it('takes down what is not accepted, also another lot than was sent', () => {
    expect(codeOf({ temperatureInRange: false, temperatureTenths: 121, reasonCode: 'excursion' })).toBeNull();
    expect(codeOf({ lotNumber: 'LOT2', condition: 'wrong-product', reasonCode: 'wrong-product' })).toBeNull();
  });

  it('asks for no temperature of what is kept at room temperature', () => {
    expect(codeOf({ temperatureInRange: null, temperatureTenths: null }, { storage: 'room' })).toBeNull();
  });
});
