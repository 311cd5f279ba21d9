import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import { computeDoseStanding, type DoseLedger, type DosePhase } from './dose-ledger.ts';

const day = (text: string): CalendarDay => text as CalendarDay;
const supply = (on: string, daysSupply = 30, units = 60) => ({
  ...{ supplyId: on, on: day(on), daysSupply, quantityThousandths: units * 1_000 },
});
const report = (on: string, told: Partial<DoseLedger['reports'][number]>) => ({
  ...{ on: day(on), onHandThousandths: null, dosesMissed: 0, dosesLost: 0 },
  ...told,
});
const phase = (fromOn: string, kind: DosePhase['kind'], units = 0, everyDays = 1): DosePhase => ({
  ...{ fromOn: day(fromOn), kind, amountThousandths: units * 1_000, everyDays },
});
const ledger = (parts: Partial<DoseLedger>): DoseLedger => ({ supplies: [], phases: [], reports: [], ...parts });
const standing = (parts: Partial<DoseLedger>, asOf: string) => computeDoseStanding(ledger(parts), day(asOf));

describe('doses on hand', () => {
  it('are what was dispensed less what was due', () => {
    expect(standing({ supplies: [supply('2026-03-01')] }, '2026-03-11')).toMatchObject({
      ...{ onHandThousandths: 40_000, runOutOn: '2026-03-31', countedOn: null },
      dose: { amountThousandths: 60_000, everyDays: 30, isHeld: false },
    });
  });

  it('are none, and end on no day, before anything came', () => {
    expect(standing({}, '2026-03-11')).toMatchObject({ onHandThousandths: 0, runOutOn: null, dose: null });
  });

  it('end later by what was missed and earlier by what was lost', () => {
    const missed = [report('2026-03-11', { dosesMissed: 4 })];
    expect(standing({ supplies: [supply('2026-03-01')], reports: missed }, '2026-03-11').runOutOn).toBe('2026-04-02');
    const lost = [report('2026-03-11', { dosesLost: 6 })];
    expect(standing({ supplies: [supply('2026-03-01')], reports: lost }, '2026-03-11').runOutOn).toBe('2026-03-28');
  });

  it('are what the patient counted, whatever was computed', () => {
    const reports = [report('2026-03-11', { onHandThousandths: 20_000, dosesMissed: 9 })];
    expect(standing({ supplies: [supply('2026-03-01')], reports }, '2026-03-13')).toMatchObject({
      ...{ onHandThousandths: 16_000, countedThousandths: 20_000, countedOn: '2026-03-11', runOutOn: '2026-03-21' },
    });
  });

  it('grow by a supply of the day of a count, which came after it', () => {
    const reports = [report('2026-03-31', { onHandThousandths: 4_000 })];
    const supplies = [supply('2026-03-01'), supply('2026-03-31')];
    expect(standing({ supplies, reports }, '2026-03-31').onHandThousandths).toBe(64_000);
  });

  it('are not used up by days on which there was nothing to take', () => {
    const supplies = [supply('2026-03-01'), supply('2026-04-10')];
    expect(standing({ supplies }, '2026-04-10').runOutOn).toBe('2026-05-10');
  });

  it('stay while the drug is held, and go on afterwards', () => {
    const phases = [phase('2026-03-11', 'held'), phase('2026-03-21', 'as-dispensed')];
    const parts = { supplies: [supply('2026-03-01')], phases };
    expect(standing(parts, '2026-03-16')).toMatchObject({ onHandThousandths: 40_000, runOutOn: '2026-04-10' });
    expect(standing(parts, '2026-03-16').counts).toMatchObject({ held: 10_000 });
    expect(standing({ ...parts, phases: phases.slice(0, 1) }, '2026-03-16').runOutOn).toBeNull();
  });

  it('end sooner once the dose rises', () => {
    const phases = [phase('2026-03-11', 'dose', 4)];
    expect(standing({ supplies: [supply('2026-03-01')], phases }, '2026-03-01').runOutOn).toBe('2026-03-21');
    expect(standing({ supplies: [supply('2026-03-01')], phases }, '2026-03-16').onHandThousandths).toBe(20_000);
  });

  it('count a weekly pen by its week', () => {
    const supplies = [supply('2026-03-01', 28, 4)];
    expect(standing({ supplies }, '2026-03-15')).toMatchObject({ onHandThousandths: 2_000, runOutOn: '2026-03-29' });
  });

  it('of two entries from one day the later counts', () => {
    const phases = [phase('2026-03-11', 'held'), phase('2026-03-11', 'dose', 4)];
    expect(standing({ supplies: [supply('2026-03-01')], phases }, '2026-03-11').dose?.isHeld).toBe(false);
  });

  it('end on the same day whenever one looks, as long as nothing new is known', () => {
    const offset = fc.integer({ min: 0, max: 80 });
    const supplies = fc.array(fc.record({ at: offset, days: fc.integer({ min: 1, max: 40 }) }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(supplies, fc.integer({ min: 0, max: 20 }), (drawn, wait) => {
        const all = drawn.map(({ at, days }, index) => ({
          ...{ supplyId: `${index}`, on: addDays(day('2026-01-01'), at), daysSupply: days },
          quantityThousandths: days * 2_000,
        }));
        const last =
          all
            .map(({ on }) => on)
            .sort()
            .at(-1) ?? day('2026-01-01');
        const first = computeDoseStanding(ledger({ supplies: all }), last);
        const looked = addDays(last, wait);
        const runOutOn = first.runOutOn ?? last;
        if (looked > runOutOn) return;
        expect(computeDoseStanding(ledger({ supplies: all }), looked).runOutOn).toBe(runOutOn);
      }),
    );
  });
});
