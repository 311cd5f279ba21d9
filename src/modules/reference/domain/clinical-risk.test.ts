import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { type ClinicalRiskRow, findClinicalRisk } from './clinical-risk.ts';

const row = (programme: string, stage: string, risk: ClinicalRiskRow['risk'], validFrom = '2026-01-01') =>
  ({ programme, stage, risk, validFrom: validFrom as CalendarDay, source: 'test', isVerified: false }) as const;
const rows = [
  row('oncology', 'any', 'high'),
  row('neurology', 'any', 'moderate'),
  row('neurology', 'refill', 'high'),
  row('neurology', 'refill', 'low', '2026-07-01'),
];
const find = (programme: string, stage: string, on = '2026-03-01') =>
  findClinicalRisk(rows, { programme, stage, on: on as CalendarDay })?.risk ?? null;

describe('the clinical risk of waiting', () => {
  it('is that of the stage, else that of any stage of the programme', () => {
    expect([find('oncology', 'refill'), find('neurology', 'refill'), find('neurology', 'benefits')]).toEqual([
      'high',
      'high',
      'moderate',
    ]);
  });
  it('is the newest that has begun', () => {
    expect([find('neurology', 'refill', '2026-06-30'), find('neurology', 'refill', '2026-07-01')]).toEqual([
      'high',
      'low',
    ]);
  });
  it('is not said of a programme that was not assessed, nor before the assessment', () => {
    expect([find('hiv', 'any'), find('oncology', 'any', '2025-12-31')]).toEqual([null, null]);
  });
});
