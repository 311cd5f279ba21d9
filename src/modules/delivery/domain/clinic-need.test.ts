import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ClinicId } from '../../clinics/index.ts';
import {
  boundNeedBy,
  collectsCopay,
  decideAdministration,
  goesToClinic,
  listAdministeringClinics,
} from './clinic-need.ts';

const day = (text: string) => text as CalendarDay;

describe('which therapies a clinic administers', () => {
  it('follows from the benefits check, and only without one from the programme of the pathway', () => {
    expect(decideAdministration({ programme: 'standard', baggingModel: null })).toBeNull();
    expect(decideAdministration({ programme: 'buy-and-bill', baggingModel: null })).toEqual({
      ...{ model: 'buy-and-bill', modelFrom: 'programme' },
    });
    expect(decideAdministration({ programme: 'buy-and-bill', baggingModel: 'white-bag' })).toEqual({
      ...{ model: 'white-bag', modelFrom: 'benefits-check' },
    });
    expect(decideAdministration({ programme: 'buy-and-bill', baggingModel: 'not-at-clinic' })).toBeNull();
  });

  it('sends what the patient brings along to the patient, and asks for no copay where the clinic bills', () => {
    const models = ['buy-and-bill', 'white-bag', 'brown-bag', 'clear-bag'] as const;
    expect(models.filter((model) => !goesToClinic({ model }))).toEqual(['brown-bag']);
    expect(models.filter((model) => !collectsCopay({ model }))).toEqual(['buy-and-bill']);
  });

  it('counts appointments at the clinic of the order, else at those that treat the disease', () => {
    const clinics = [
      { clinicId: 'a' as ClinicId, diseaseStates: ['oncology'] },
      { clinicId: 'b' as ClinicId, diseaseStates: ['rheumatology', 'oncology'] },
    ];
    expect(listAdministeringClinics(clinics, { orderedFrom: 'a' as ClinicId, diseaseState: null })).toEqual(['a']);
    expect(listAdministeringClinics(clinics, { orderedFrom: null, diseaseState: 'oncology' })).toEqual(['a', 'b']);
    expect(listAdministeringClinics(clinics, { orderedFrom: null, diseaseState: null })).toEqual([]);
  });
});

describe('the day by which it is needed', () => {
  it('is the earlier of the agreed one and that of the appointment', () => {
    expect(boundNeedBy(null, null)).toBeNull();
    expect(boundNeedBy(day('2026-03-05'), null)).toBe('2026-03-05');
    expect(boundNeedBy(null, { needBy: day('2026-03-04') })).toBe('2026-03-04');
    expect(boundNeedBy(day('2026-03-05'), { needBy: day('2026-03-04') })).toBe('2026-03-04');
    expect(boundNeedBy(day('2026-03-03'), { needBy: day('2026-03-04') })).toBe('2026-03-03');
  });
});
