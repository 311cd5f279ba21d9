import { describe, expect, test } from 'vitest';
import type { Id, PatientId, SiteId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { type Appointment, type AppointmentNews, computeChange } from './appointment.ts';

const at = (text: string): Instant => `2026-03-${text}:00.000Z` as Instant;
const known: Appointment = {
  appointmentId: 'a' as Id<'appointment'>,
  siteId: 's' as SiteId,
  clinicId: 'c' as Id<'clinic'>,
  patientId: 'p' as PatientId,
  partnerId: 'e' as Id<'partner'>,
  number: 'A-1',
  state: 'booked',
  startsAt: at('12T14:00'),
  saidAt: at('02T09:00'),
  rawMessageId: null,
};
const news = (change: Partial<AppointmentNews>): AppointmentNews => ({ ...known, saidAt: at('03T09:00'), ...change });

describe('news of an appointment', () => {
  test('move it, cancel it without saying when it was, and book it again', () => {
    expect(computeChange(known, news({ startsAt: at('13T14:00') }))).toMatchObject({
      change: 'moved',
      appointment: { startsAt: at('13T14:00') },
    });
    const cancelled = computeChange(known, news({ state: 'cancelled', startsAt: null }));
    expect(cancelled).toMatchObject({ change: 'cancelled', appointment: { startsAt: known.startsAt } });
    const back = computeChange({ ...known, state: 'cancelled' }, news({}));
    expect(back?.change).toBe('booked');
  });

  test('change nothing when they are older than what is known, or say the same', () => {
    expect(computeChange(known, news({ startsAt: at('13T14:00'), saidAt: at('01T09:00') }))).toBeNull();
    expect(computeChange(known, news({}))).toBeNull();
  });
});
