import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateTurnaroundInput } from './turnaround-input.ts';

const office = { open: '09:00', close: '17:30', days: 'Mon-Fri', holidays: ['2026-02-16'] };

const clean = {
  timeZone: 'America/Chicago',
  calendar: office,
  received: '2026-02-09T10:00',
  ready: '2026-02-10T09:30',
  waits: [],
  interventions: [],
  slaMinutes: 1020,
};

const missingResult = {
  timeZone: 'America/Chicago',
  calendar: office,
  received: '2026-02-13T16:45',
  recordCreated: '2026-02-17T09:20',
  ready: '2026-02-18T10:00',
  waits: [{ reason: 'awaiting_prescriber', from: '2026-02-13T17:00', to: '2026-02-17T12:00' }],
  interventions: ['TB result requested'],
  slaMinutes: 1020,
};

const evaluate = (input: unknown): unknown => evaluateTurnaroundInput(input).message;
const complaints = (input: unknown): readonly string[] =>
  evaluateTurnaroundInput(input).problems.map(({ code, where }) => `${code} ${where}`);

describe('turnaround', () => {
  it('GS1: a clean referral is ready after 1,410 minutes and one business day', () => {
    expect(evaluate(clean)).toEqual({
      totalMinutes: 1410,
      pausedMinutes: 0,
      pharmacyMinutes: 1410,
      businessTotalMinutes: 480,
      businessPharmacyMinutes: 480,
      businessDays: 1,
      slaStart: '2026-02-09T10:00',
      escalations: { 50: null, 80: null, 100: null },
      slaBreached: false,
      clean: true,
    });
  });

  it('GS2: a missing result pauses the clock from Friday evening over the holiday to Tuesday noon', () => {
    expect(evaluate(missingResult)).toEqual({
      totalMinutes: 113 * 60 + 15,
      pausedMinutes: 91 * 60,
      pharmacyMinutes: 22 * 60 + 15,
      businessTotalMinutes: 45 + 510 + 60,
      businessPharmacyMinutes: 15 + 330 + 60,
      businessDays: 2,
      slaStart: '2026-02-13T16:45',
      escalations: { 50: null, 80: null, 100: null },
      slaBreached: false,
      clean: false,
    });
  });

  it('counts from the moment any channel had the referral, whenever the record was typed', () => {
    const early = { ...missingResult, recordCreated: '2019-01-02 08:00' };
    expect(evaluate(early)).toEqual(evaluate(missingResult));
  });

  it('joins waits that overlap, cuts them to received and ready, and ignores reasons that are not listed', () => {
    const waits = [
      { reason: 'awaiting_payer', from: '2026-02-09T08:00', to: '2026-02-09T12:00' },
      { reason: 'manufacturer_supply', from: '2026-02-09T11:00', to: '2026-02-09T13:00' },
      { reason: 'own_stock_out', from: '2026-02-09T13:00', to: '2026-02-09T17:00' },
      { reason: 'awaiting_patient', from: '2026-02-10T09:00', to: null },
    ];
    expect(evaluate({ ...clean, waits })).toMatchObject({
      pausedMinutes: 180 + 30,
      pharmacyMinutes: 1200,
      businessPharmacyMinutes: 270,
    });
  });

  it('starts the business clock at the next opening and keeps the calendar hours', () => {
    expect(evaluate({ ...clean, received: '2026-02-13 19:00', ready: '2026-02-17 10:00' })).toMatchObject({
      totalMinutes: 87 * 60,
      businessTotalMinutes: 60,
      businessDays: 0,
      slaStart: '2026-02-17 09:00',
    });
  });

  it('reaches each level when its share of the budget is used, and breaches only beyond all of it', () => {
    const atBudget = { ...clean, slaMinutes: 480 };
    expect(evaluate(atBudget)).toMatchObject({
      escalations: { 50: '2026-02-09T14:00', 80: '2026-02-09T16:24', 100: '2026-02-10T09:30' },
      slaBreached: false,
    });
    expect(evaluate({ ...clean, slaMinutes: 479 })).toMatchObject({
      escalations: { 50: '2026-02-09T13:59:30', 100: '2026-02-10T09:29' },
      slaBreached: true,
    });
  });

  it('moves the levels by the pauses', () => {
    expect(evaluate({ ...missingResult, slaMinutes: 400 })).toMatchObject({
      escalations: { 50: '2026-02-17T15:05', 80: '2026-02-17T17:05', 100: '2026-02-18T09:55' },
      slaBreached: true,
    });
  });

  it('counts what passes over a change of daylight saving, and every day of a site that never closes', () => {
    const night = { ...clean, calendar: '24/7', received: '2026-03-07T12:00', ready: '2026-03-08T12:00' };
    expect(evaluate(night)).toMatchObject({ totalMinutes: 1380, businessTotalMinutes: 1380, businessDays: 1 });
    const autumn = { ...night, received: '2026-10-31T12:00', ready: '2026-11-01T12:00' };
    expect(evaluate(autumn)).toMatchObject({ totalMinutes: 1500, businessTotalMinutes: 1500, businessDays: 1 });
  });

  it('leaves open what a fill that is not ready cannot tell yet', () => {
    const open = { ...missingResult, ready: null };
    expect(evaluate(open)).toEqual({
      totalMinutes: null,
      pausedMinutes: null,
      pharmacyMinutes: null,
      businessTotalMinutes: null,
      businessPharmacyMinutes: null,
      businessDays: null,
      slaStart: '2026-02-13T16:45',
      escalations: { 50: '2026-02-18T11:45', 80: '2026-02-18T16:51', 100: '2026-02-19T11:45' },
      slaBreached: null,
      clean: false,
    });
    expect(evaluate({ ...clean, ready: null })).toMatchObject({ clean: null });
    const endless = [{ reason: 'awaiting_payer', from: '2026-02-09T10:00' }];
    expect(evaluate({ ...clean, ready: null, waits: endless })).toMatchObject({ escalations: { 50: null } });
  });

  it('answers seconds when the facts have them', () => {
    const exact = { ...clean, received: '2026-02-09T10:00:30', slaMinutes: 10 };
    expect(evaluate(exact)).toMatchObject({
      totalMinutes: 1409.5,
      slaStart: '2026-02-09T10:00:30',
      escalations: { 50: '2026-02-09T10:05:30' },
    });
  });
});

describe('turnaround on days that are longer, shorter or closed', () => {
  const sunday = { open: '01:00', close: '05:00', days: 'Sun', holidays: [] };

  it.each([
    ['2026-03-08', 180],
    ['2026-11-01', 300],
    ['2026-03-15', 240],
  ])('counts the opening hours of %s as they really pass', (date, minutes) => {
    const facts = { ...clean, calendar: sunday, received: `${date}T00:00`, ready: `${date}T23:00`, slaMinutes: 1000 };
    expect(evaluate(facts)).toMatchObject({
      businessTotalMinutes: minutes,
      slaStart: `${date}T01:00`,
      businessDays: 0,
    });
  });

  it('counts a wait over the change of daylight saving by the time that passes, both ways', () => {
    const spring = {
      ...clean,
      calendar: '24/7',
      received: '2026-03-08T00:00',
      ready: '2026-03-08T06:00',
      waits: [{ reason: 'awaiting_payer', from: '2026-03-08T01:00', to: '2026-03-08T04:00' }],
    };
    expect(evaluate(spring)).toMatchObject({ totalMinutes: 300, pausedMinutes: 120, businessPharmacyMinutes: 180 });
    const toAutumn = (text: string): string => text.replace('03-08', '11-01');
    const autumn = {
      ...spring,
      received: toAutumn(spring.received),
      ready: toAutumn(spring.ready),
      waits: [{ reason: 'awaiting_payer', from: '2026-11-01T01:00', to: '2026-11-01T04:00' }],
    };
    expect(evaluate(autumn)).toMatchObject({ totalMinutes: 420, pausedMinutes: 240, businessPharmacyMinutes: 180 });
  });

  it('knows no holiday where a site never closes, and starts at the minute of receipt', () => {
    const always = { ...clean, calendar: '24/7', received: '2026-02-16T03:00', ready: '2026-02-18T03:00' };
    expect(evaluate(always)).toMatchObject({
      businessTotalMinutes: 2880,
      businessDays: 2,
      slaStart: '2026-02-16T03:00',
    });
  });

  it('starts what arrives at the minute of closing, on a weekend or on a holiday with the next opening', () => {
    for (const received of ['2026-02-13T17:30', '2026-02-14T12:00', '2026-02-16T12:00', '2026-02-17T08:59'])
      expect(evaluate({ ...clean, received, ready: '2026-02-18T09:30' })).toMatchObject({
        slaStart: '2026-02-17T09:00',
        businessTotalMinutes: 540,
        businessDays: 1,
      });
  });

  it('is done at once when ready before the next opening', () => {
    expect(evaluate({ ...clean, received: '2026-02-13T18:00', ready: '2026-02-14T18:00' })).toMatchObject({
      totalMinutes: 1440,
      businessTotalMinutes: 0,
      businessDays: 0,
      slaStart: '2026-02-17T09:00',
      slaBreached: false,
    });
  });

  it('lets a wait before receipt or after ready pause nothing, and reaches no level that a pause keeps away', () => {
    const waits = [
      { reason: 'awaiting_payer', from: '2026-02-09T08:00', to: '2026-02-09T09:59' },
      { reason: 'awaiting_patient', from: '2026-02-10T09:31', to: null },
    ];
    expect(evaluate({ ...clean, waits })).toEqual(evaluate(clean));
    const throughout = [{ reason: 'manufacturer_supply', from: '2026-02-01T00:00', to: null }];
    expect(evaluate({ ...clean, waits: throughout, slaMinutes: 1 })).toMatchObject({
      pharmacyMinutes: 0,
      businessPharmacyMinutes: 0,
      escalations: { 50: null, 80: null, 100: null },
      slaBreached: false,
    });
  });

  it('is computed of thousands of waits', () => {
    const waits = Array.from({ length: 3000 }, (_, index) => ({
      reason: 'awaiting_payer',
      from: `2026-02-09T1${index % 7}:00`,
      to: `2026-02-09T1${index % 7}:30`,
    }));
    expect(evaluate({ ...clean, waits })).toMatchObject({ pausedMinutes: 210 });
  });
});

describe('the facts of a turnaround', () => {
  it.each([
    [{ ...clean, slaMinuts: 5 }, 'unknown-key $.slaMinuts'],
    [{ ...clean, timeZone: 'America/Gotham' }, 'unknown-time-zone $.timeZone'],
    [{ ...clean, timeZone: undefined }, 'missing $.timeZone'],
    [{ ...clean, received: '2026-02-30T10:00' }, 'not-a-time $.received'],
    [{ ...clean, received: '2026-02-09T10:00Z' }, 'not-a-time $.received'],
    [{ ...clean, received: 5 }, 'wrong-type $.received'],
    [{ ...clean, ready: '2026-02-09T09:59' }, 'reversed $.ready'],
    [{ ...clean, recordCreated: 'yesterday' }, 'not-a-time $.recordCreated'],
    [{ ...clean, slaMinutes: '1020' }, 'wrong-type $.slaMinutes'],
    [{ ...clean, slaMinutes: undefined }, 'missing $.slaMinutes'],
    [{ ...clean, slaMinutes: 0 }, 'out-of-range $.slaMinutes'],
    [{ ...clean, slaMinutes: 1e15 }, 'out-of-range $.slaMinutes'],
    [{ ...clean, waits: {} }, 'wrong-type $.waits'],
    [{ ...clean, waits: [{ from: '2026-02-09T10:00' }] }, 'missing $.waits[0].reason'],
    [
      { ...clean, waits: [{ reason: 'awaiting_payer', from: '2026-02-09T10:00', to: '2026-02-09T09:00' }] },
      'reversed $.waits[0].to',
    ],
    [{ ...clean, waits: [{ ...missingResult.waits[0], until: 'x' }] }, 'unknown-key $.waits[0].until'],
    [{ ...clean, interventions: [{ kind: 'call' }] }, 'wrong-type $.interventions[0]'],
    [{ ...clean, calendar: '24x7' }, 'wrong-type $.calendar'],
    [{ ...clean, calendar: { ...office, close: '25:00' } }, 'not-a-time $.calendar.close'],
    [{ ...clean, calendar: { ...office, close: '09:00' } }, 'reversed $.calendar.close'],
    [{ ...clean, calendar: { ...office, days: 'Mon-Funday' } }, 'not-a-weekday $.calendar.days'],
    [{ ...clean, calendar: { ...office, holidays: ['2026-02-29'] } }, 'not-a-date $.calendar.holidays[0]'],
    [[clean], 'wrong-type $'],
  ])('are refused with the place %#', (input, complaint) => {
    expect(complaints(input)).toEqual([complaint]);
    expect(evaluate(input)).toBeNull();
  });

  it('name weekdays singly and over the end of the week', () => {
    const weekend = {
      ...clean,
      calendar: { ...office, days: 'Sat-Mon, Wed', holidays: [] },
      received: '2026-02-10T10:00',
    };
    expect(evaluate({ ...weekend, ready: '2026-02-16T17:30' })).toMatchObject({
      businessTotalMinutes: 4 * 510,
      businessDays: 3,
    });
  });

  it('may be anything without a crash', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(missingResult)), (value, key) => {
        const spoiled = evaluateTurnaroundInput({ ...missingResult, [key]: value });
        expect(spoiled.message !== null || spoiled.problems.length > 0).toBe(true);
        expect(evaluateTurnaroundInput(value).message).toBeNull();
      }),
    );
  });
});
