import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ClinicalRiskRow } from '../domain/clinical-risk.ts';
import type { DatedThresholds, MatchKind } from '../domain/match-threshold.ts';
import type { Holiday } from '../domain/state-policy.ts';

/** The thresholds with which a health system starts; it may date new ones at any time. */
export const startThresholds: readonly DatedThresholds[] = [
  threshold('patient', 90, 45, 'Tuned so that name, birth date and one more element agree before a record is joined'),
  threshold('drug', 90, 40, 'A code, or name and strength together'),
  threshold('prescriber', 90, 50, 'An NPI, a DEA number, or name with state and phone'),
  threshold('plan', 90, 50, 'BIN, processor control number and group'),
  {
    kind: 'duplicate-referral',
    matchAt: 85,
    reviewAt: 50,
    withinDays: 30,
    source:
      'A month’s supply: patient and ingredient are looked at, the same prescriber and drug as well are the same order',
    validFrom: '2020-01-01' as CalendarDay,
  },
];

/**
 * How much waiting endangers patients. No published table gives this by programme and stage: it is a starting assessment that a
 * health system's own pharmacists have to check [K].
 */
export const startRisks: readonly ClinicalRiskRow[] = [
  ...risks('high', ['oncology', 'transplant', 'pulmonary-hypertension', 'hiv']),
  ...risks('moderate', ['neurology', 'cystic-fibrosis', 'hepatitis', 'gastroenterology', 'cardiology']),
  ...risks('low', ['asthma-allergy', 'dermatology', 'endocrinology', 'osteoporosis', 'rheumatology']),
  ...risks('high', ['neurology'], 'refill'),
  ...risks('moderate', ['rheumatology', 'asthma-allergy'], 'refill'),
];

const federal = '5 U.S.C. 6103(a)';

/** The federal holidays of 2025 to 2027, on the days on which they are observed. */
export const federalHolidays: readonly Holiday[] = [
  ...holidays('New Year’s Day', ['2025-01-01', '2026-01-01', '2027-01-01', '2027-12-31']),
  ...holidays('Birthday of Martin Luther King, Jr.', ['2025-01-20', '2026-01-19', '2027-01-18']),
  ...holidays('Washington’s Birthday', ['2025-02-17', '2026-02-16', '2027-02-15']),
  ...holidays('Memorial Day', ['2025-05-26', '2026-05-25', '2027-05-31']),
  ...holidays('Juneteenth National Independence Day', ['2025-06-19', '2026-06-19', '2027-06-18']),
  ...holidays('Independence Day', ['2025-07-04', '2026-07-03', '2027-07-05']),
  ...holidays('Labor Day', ['2025-09-01', '2026-09-07', '2027-09-06']),
  ...holidays('Columbus Day', ['2025-10-13', '2026-10-12', '2027-10-11']),
  ...holidays('Veterans Day', ['2025-11-11', '2026-11-11', '2027-11-11']),
  ...holidays('Thanksgiving Day', ['2025-11-27', '2026-11-26', '2027-11-25']),
  ...holidays('Christmas Day', ['2025-12-25', '2026-12-25', '2027-12-24']),
];

function risks(
  risk: ClinicalRiskRow['risk'],
  programmes: readonly string[],
  stage = 'any',
): readonly ClinicalRiskRow[] {
  const source = 'Starting assessment of the program, not checked against a published source';
  const validFrom = '2020-01-01' as CalendarDay;
  return programmes.map((programme) => ({ programme, stage, risk, validFrom, source, isVerified: false }));
}

function threshold(kind: MatchKind, matchAt: number, reviewAt: number, source: string): DatedThresholds {
  return { kind, matchAt, reviewAt, source, validFrom: '2020-01-01' as CalendarDay };
}

function holidays(name: string, days: readonly string[]): readonly Holiday[] {
  return days.map((day) => ({ calendarCode: 'us-federal', day: day as CalendarDay, name, source: federal }));
}
