import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PatientId, PrescriptionId, SiteId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Completeness } from './completeness.ts';
import {
  chooseFirstWay,
  closeMetItems,
  findNextWay,
  type InformationRequest,
  listOpenItems,
  type RequestedItem,
  type RequestId,
} from './information-request.ts';

const now = '2026-03-02T15:00:00.000Z' as Instant;

function item(itemCode: string, kind: RequestedItem['kind'] = 'laboratory'): RequestedItem {
  return { itemCode, kind, label: itemCode, codes: [], closed: null };
}

const request: InformationRequest = {
  requestId: 'r1' as RequestId,
  siteId: 's1' as SiteId,
  prescriptionId: 'p1' as PrescriptionId,
  patientId: 'a1' as PatientId,
  therapyId: null,
  state: 'asked',
  way: 'ehr-query',
  items: [item('tb-screen'), item('rems-enrollment', 'consent')],
  formPartnerId: null,
  isLate: false,
  askedAt: now,
  askedBy: null,
  dueAt: now,
  closedAt: null,
};

function met(...itemCodes: string[]): Completeness {
  const items = itemCodes.map((itemCode) => ({
    status: 'met' as const,
    fact: {
      kind: 'laboratory' as const,
      code: null,
      text: '',
      on: '2026-03-01' as CalendarDay,
      origin: { kind: 'message' as const, id: `message of ${itemCode}` },
    },
    requirement: { itemCode } as Completeness['items'][number]['requirement'],
  }));
  return { percent: 100, metCount: items.length, items };
}

const both = { hasEhr: true, hasForm: true };
const neither = { hasEhr: false, hasForm: false };

describe('the way in which something missing is asked for', () => {
  it('is first the EHR, where it can be asked for any of it, then a form, then a letter', () => {
    expect(chooseFirstWay(request.items, both)).toBe('ehr-query');
    expect(chooseFirstWay(request.items, { hasEhr: false, hasForm: true })).toBe('form');
    expect(chooseFirstWay(request.items, neither)).toBe('letter');
    expect(chooseFirstWay([item('rems-enrollment', 'consent')], both)).toBe('form');
    expect(chooseFirstWay([item('prescriber-phone', 'prescriber-phone')], both)).toBe('letter');
  });

  it('goes on in that order for what is still open, and leaves out what nobody takes', () => {
    expect(findNextWay(request, both)).toBe('form');
    expect(findNextWay(request, neither)).toBe('letter');
    expect(findNextWay({ ...request, way: 'form' }, both)).toBe('letter');
    expect(findNextWay({ ...request, items: [item('phone', 'phone')] }, both)).toBe('letter');
    expect(findNextWay({ ...request, way: 'letter' }, both)).toBeNull();
  });
});

describe('a request', () => {
  it('has an item closed by what met it, and goes on for the others', () => {
    const { request: after, closedCodes } = closeMetItems(request, met('tb-screen', 'weight'), now);
    expect(closedCodes).toEqual(['tb-screen']);
    expect(after).toMatchObject({ state: 'asked', closedAt: null });
    expect(after.items[0]?.closed).toEqual({ at: now, origin: { kind: 'message', id: 'message of tb-screen' } });
    expect(listOpenItems(after).map(({ itemCode }) => itemCode)).toEqual(['rems-enrollment']);
  });

  it('is answered when its last item is met', () => {
    const first = closeMetItems(request, met('tb-screen'), now).request;
    const { request: after } = closeMetItems(first, met('tb-screen', 'rems-enrollment'), now);
    expect(after).toMatchObject({ state: 'answered', closedAt: now, dueAt: null });
  });

  it('keeps what closed an item, whatever meets it later', () => {
    const later = '2026-03-03T15:00:00.000Z' as Instant;
    const first = closeMetItems(request, met('tb-screen'), now).request;
    const { request: after, closedCodes } = closeMetItems(first, met('tb-screen'), later);
    expect(closedCodes).toEqual([]);
    expect(after.items[0]?.closed?.at).toBe(now);
  });
});
