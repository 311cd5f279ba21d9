import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResultStatus } from './clinical-record.ts';
import { decideResultArrival, type ResultFacts } from './laboratory-result.ts';

const result = (status: ResultStatus, value: string): ResultFacts => ({
  loincCode: '2160-0',
  value,
  ucumUnit: 'mg/dL',
  observedOn: '2026-03-02' as CalendarDay,
  text: 'Creatinine',
  result: { status, observedAt: null, flag: null, referenceRange: '0.6-1.2', resultNumber: 'L1 2160-0 ' },
});

describe('an arriving result', () => {
  const [early, final, corrected] = [result('preliminary', '1.0'), result('final', '1.1'), result('corrected', '1.2')];

  it('stands by itself where nothing is known under its number', () => {
    expect(decideResultArrival([], final)).toEqual({ kind: 'record', replaced: [] });
  });

  it('that says the same again changes nothing', () => {
    expect(decideResultArrival([final], { ...final })).toEqual({ kind: 'known', same: final });
  });

  it('that is final replaces preliminary ones, and never another final one', () => {
    expect(decideResultArrival([early], final)).toEqual({ kind: 'record', replaced: [early] });
    expect(decideResultArrival([final], result('final', '9'))).toEqual({ kind: 'record', replaced: [] });
  });

  it('that corrects replaces all that is known', () => {
    expect(decideResultArrival([final, early], corrected)).toEqual({ kind: 'record', replaced: [final, early] });
  });

  it('that is preliminary and late changes nothing', () => {
    expect(decideResultArrival([corrected], early)).toEqual({ kind: 'known', same: corrected });
  });
});
