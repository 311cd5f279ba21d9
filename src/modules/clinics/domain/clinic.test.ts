import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id, SiteId } from '../../../kernel/ids.ts';
import { type Clinic, decideClinic, findClinic } from './clinic.ts';

const day = (text: string): CalendarDay => text as CalendarDay;
const okafor = 'p1' as Id<'prescriber'>;
const rheumatology: Clinic = {
  clinicId: 'c1' as Id<'clinic'>,
  version: 1,
  name: 'Harbor Rheumatology',
  siteId: 's1' as SiteId,
  diseaseStates: ['rheumatology'],
  locationCodes: ['HRHEUM', 'RIVERSIDE/RHEUM'],
  prescriberIds: [okafor],
  ...{ address: null, receiving: null },
  validFrom: day('2026-01-01'),
  validTo: null,
};
const dermatology: Clinic = {
  ...rheumatology,
  clinicId: 'c2' as Id<'clinic'>,
  name: 'Harbor Dermatology',
  diseaseStates: ['dermatology'],
  locationCodes: ['HDERM'],
};
const clues = { locationCodes: [], prescriberId: null, diseaseState: null, on: day('2026-03-02') };
const find = (change: object) => findClinic([dermatology, rheumatology], { ...clues, ...change })?.name ?? null;

describe('where something came from', () => {
  test('is what its message says, however it is written, before who prescribed it', () => {
    expect(find({ locationCodes: [' hrheum '], prescriberId: okafor, diseaseState: 'dermatology' })).toBe(
      'Harbor Rheumatology',
    );
    expect(find({ locationCodes: ['UNKNOWN', 'RIVERSIDE/RHEUM'] })).toBe('Harbor Rheumatology');
  });

  test('is the clinic of the prescriber that treats the disease, and is not guessed when two do or none does', () => {
    expect(find({ prescriberId: okafor, diseaseState: 'dermatology' })).toBe('Harbor Dermatology');
    expect(find({ prescriberId: okafor })).toBeNull();
    expect(find({ prescriberId: okafor, diseaseState: 'oncology' })).toBeNull();
    expect(find({ prescriberId: 'p2' as Id<'prescriber'> })).toBeNull();
    expect(find({ prescriberId: okafor, on: day('2025-12-31') })).toBeNull();
  });

  test('is the only clinic of a prescriber, whatever is treated', () => {
    expect(findClinic([rheumatology], { ...clues, prescriberId: okafor })?.name).toBe('Harbor Rheumatology');
  });
});

describe('a clinic', () => {
  const codeOf = (change: object, others = [rheumatology]) => {
    const decided = decideClinic({ ...dermatology, ...change }, others);
    return decided.ok ? null : decided.refusal.code;
  };

  test('has a name and codes of its own in its time', () => {
    expect(codeOf({})).toBeNull();
    expect(codeOf({ name: 'harbor rheumatology ' })).toBe('clinics.name-taken');
    expect(codeOf({ locationCodes: ['hrheum'] })).toBe('clinics.code-taken');
    expect(codeOf({ locationCodes: ['HRHEUM'], validTo: day('2026-01-01') })).toBe('clinics.code-taken');
    expect(codeOf({ locationCodes: ['HRHEUM'], validFrom: day('2025-01-01'), validTo: day('2025-12-31') })).toBeNull();
  });

  test('does not end before it begins, and its codes stand in capitals, once each', () => {
    expect(codeOf({ validTo: day('2025-12-31') })).toBe('clinics.days-reversed');
    const decided = decideClinic({ ...dermatology, locationCodes: ['hd', 'HD ', ''] }, []);
    expect(decided.ok && decided.value.locationCodes).toEqual(['HD']);
  });
});
