import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PatientId, PrescriptionId } from '../../../kernel/ids.ts';
import {
  type AcceptanceRule,
  acceptanceRules,
  computeExpiry,
  decideAcceptance,
  mayOverride,
  tellFinding,
} from './acceptance.ts';
import type { AcceptanceFacts } from './acceptance-facts.ts';
import type { DuplicateReferral } from './duplicate-referral.ts';
import type { NetworkLimit } from './pharmacy-limit.ts';
import { customaryValidity, toValidityRule } from './prescription-validity.ts';

const day = (text: string): CalendarDay => text as CalendarDay;

const licence = { state: 'NY', validFrom: day('2020-01-01'), validTo: null };

const elsewhere: NetworkLimit = {
  includesUs: false,
  pharmacies: ['North Pharmacy', 'South Pharmacy', 'East Pharmacy', 'West Pharmacy'].map((pharmacyName) => ({
    pharmacyName,
    pharmacyNpi: '1999990009',
    phone: null,
    fax: null,
    source: 'Letter of the manufacturer',
    isVerified: true,
  })),
};

const duplicate: DuplicateReferral = {
  duplicateOf: '01890000-0000-7000-8000-000000000002' as PrescriptionId,
  score: 70,
  likenesses: ['prescriber'],
  decision: 'review',
  daysApart: 3,
  withinDays: 30,
  settled: null,
};

const clean: AcceptanceFacts = {
  today: day('2026-03-02'),
  patient: { patientId: '01890000-0000-7000-8000-000000000001' as PatientId, isDeceased: false },
  hasPrescriber: true,
  prescriberStanding: { status: 'active', from: day('2020-01-01'), source: 'Directory' },
  drug: { deaSchedule: null, limitedDistribution: false, ingredientRxcui: '327361' },
  limits: { network: null, plan: null },
  statedSchedule: null,
  writtenOn: day('2026-03-01'),
  validUntil: null,
  quantityThousandths: 2000,
  daysSupply: 28,
  refills: 5,
  hasDirections: true,
  shipToState: 'NY',
  licences: [
    { ...licence, kind: 'pharmacy' },
    { ...licence, kind: 'pharmacist' },
  ],
  validity: [customaryValidity],
  duplicate: null,
  isCancelledAlready: false,
  overridden: [],
};

function decide(changes: Partial<AcceptanceFacts>) {
  return decideAcceptance({ ...clean, ...changes });
}

describe('a clean prescription', () => {
  it('is accepted, with every rule as evidence', () => {
    const decision = decide({});
    expect(decision.decision).toBe('accepted');
    expect(decision.findings.map(({ rule }) => rule)).toEqual(Object.keys(acceptanceRules));
    expect(decision.findings.every(({ outcome }) => outcome === 'pass')).toBe(true);
    expect(decision.expiresOn).toBe('2027-03-01');
  });
});

describe('a prescription is for a person', () => {
  const cases: readonly [AcceptanceRule, Partial<AcceptanceFacts>][] = [
    ['patient-known', { patient: null }],
    [
      'patient-living',
      { patient: { patientId: '01890000-0000-7000-8000-000000000001' as PatientId, isDeceased: true } },
    ],
    ['prescriber-known', { hasPrescriber: false }],
    ...(['inactive', 'deceased', 'sanctioned'] as const).map((status): [AcceptanceRule, Partial<AcceptanceFacts>] => [
      'prescriber-in-standing',
      { prescriberStanding: { status, from: day('2026-01-01'), source: 'Board' } },
    ]),
    ['drug-known', { drug: null }],
    ['drug-known', { drug: { deaSchedule: null, limitedDistribution: false, ingredientRxcui: null } }],
    ['drug-dispensable', { drug: { deaSchedule: null, limitedDistribution: true, ingredientRxcui: '1' } }],
    ['written-date-given', { writtenOn: null }],
    ['written-date-given', { writtenOn: day('2026-03-04') }],
    ['not-expired', { writtenOn: day('2025-03-01') }],
    ['quantity-given', { quantityThousandths: null }],
    ['quantity-given', { quantityThousandths: 0 }],
    ['directions-given', { hasDirections: false }],
    ['refills-plausible', { refills: 100 }],
    ['ship-to-state-known', { shipToState: null }],
    ['pharmacy-licensed', { licences: [{ ...licence, kind: 'pharmacist' }] }],
    ['pharmacist-licensed', { licences: [{ ...licence, kind: 'pharmacy' }] }],
    ['pharmacy-licensed', { shipToState: 'NJ' }],
    ['plan-pays-here', { limits: { network: null, plan: { ...elsewhere, planName: 'Choice PPO' } } }],
    ['no-duplicate', { duplicate }],
  ];

  it.each(cases)('because of %s', (rule, changes) => {
    const decision = decide(changes);
    expect(decision.decision).toBe('needs-person');
    expect(decision.reasons).toContain(rule);
    expect(acceptanceRules[rule].sentence).toMatch(/\.$/);
  });

  it('with the root cause alone, not with what follows from it', () => {
    expect(decide({ drug: null }).reasons).toEqual(['drug-known']);
    expect(decide({ writtenOn: null }).reasons).toEqual(['written-date-given']);
    expect(decide({ shipToState: null }).reasons).toEqual(['ship-to-state-known']);
  });
});

describe('the standing of the prescriber', () => {
  it('is said with its source when it stands against the prescription, and is let pass by nobody', () => {
    const prescriberStanding = { status: 'sanctioned', from: day('2026-01-01'), source: 'Exclusions' } as const;
    const decision = decide({ prescriberStanding, overridden: ['prescriber-in-standing'] });
    expect(decision.decision).toBe('needs-person');
    expect(decision.findings.find(({ rule }) => rule === 'prescriber-in-standing')).toMatchObject({
      outcome: 'fail',
      evidence: { status: 'sanctioned', from: '2026-01-01', source: 'Exclusions', writtenOn: '2026-03-01' },
    });
  });

  it('that nobody knows is said and stops nothing', () => {
    const decision = decide({ prescriberStanding: null });
    expect(decision.decision).toBe('accepted');
    expect(decision.findings.find(({ rule }) => rule === 'prescriber-in-standing')?.outcome).toBe('indeterminate');
  });
});

describe('time', () => {
  it('allows the last day and refuses the next', () => {
    const validity = [{ ...customaryValidity, validDays: 30 }];
    expect(decide({ validity, writtenOn: day('2026-01-31') }).decision).toBe('accepted');
    expect(decide({ validity, writtenOn: day('2026-01-30') }).reasons).toEqual(['not-expired']);
  });

  it('goes by the stricter of two states', () => {
    const rules = [customaryValidity, { ...customaryValidity, state: 'ID', validDays: 450 }];
    expect(computeExpiry({ writtenOn: day('2026-01-01'), validUntil: null, validity: rules })).toBe('2027-01-01');
  });

  it('ends with the last day that the sender allows, and never later than the rules do', () => {
    expect(decide({ validUntil: day('2026-06-30') }).expiresOn).toBe('2026-06-30');
    expect(decide({ validUntil: day('2029-06-30') }).expiresOn).toBe('2027-03-01');
    expect(decide({ validUntil: day('2026-03-02') }).decision).toBe('accepted');
    expect(decide({ validUntil: day('2026-03-01') }).reasons).toEqual(['not-expired']);
  });

  it('counts a license on its first and its last day', () => {
    const on = (validFrom: string, validTo: string) =>
      decide({
        licences: (['pharmacy', 'pharmacist'] as const).map((kind) => ({
          kind,
          state: 'NY',
          validFrom: day(validFrom),
          validTo: day(validTo),
        })),
      }).decision;
    expect(on('2026-03-02', '2026-03-02')).toBe('accepted');
    expect(on('2026-03-03', '2026-12-31')).toBe('needs-person');
    expect(on('2025-01-01', '2026-03-01')).toBe('needs-person');
  });
});

describe('a controlled substance', () => {
  it('is parked, whoever says that it is one and whatever else is known', () => {
    const controlled = { deaSchedule: '2', limitedDistribution: false, ingredientRxcui: '1' };
    expect(decide({ drug: controlled }).decision).toBe('parked');
    expect(decide({ drug: null, statedSchedule: '4', patient: null }).decision).toBe('parked');
  });

  it('is not let through by an override', () => {
    const controlled = { deaSchedule: '5', limitedDistribution: false, ingredientRxcui: '1' };
    expect(decide({ drug: controlled, overridden: ['not-controlled'] }).decision).toBe('parked');
  });
});

describe('a drug of limited distribution', () => {
  const drug = { deaSchedule: null, limitedDistribution: true, ingredientRxcui: '327361' };
  const findingOf = (network: NetworkLimit | null) =>
    decide({ drug, limits: { network, plan: null } }).findings.find(({ rule }) => rule === 'drug-dispensable');

  it('passes where this pharmacy is in its network, with who says so', () => {
    const finding = findingOf({ ...elsewhere, includesUs: true });
    expect(finding).toMatchObject({ outcome: 'pass', evidence: { source: 'Letter of the manufacturer' } });
  });

  it('stands against it where this pharmacy is not, and names those that are', () => {
    const finding = findingOf(elsewhere);
    expect(finding?.outcome).toBe('fail');
    expect(finding === undefined ? '' : tellFinding(finding)).toBe(
      'This pharmacy is not in the network of this drug, but North Pharmacy, South Pharmacy, East Pharmacy and 1 more.',
    );
  });

  it('is for a person while nobody has recorded its network', () => {
    const finding = findingOf(null);
    expect(finding?.outcome).toBe('fail');
    expect(finding === undefined ? '' : tellFinding(finding)).toMatch(/^The drug is of limited distribution: confirm/);
  });
});

describe('an override', () => {
  it('lets through what may be overridden, and says so', () => {
    const drug = { deaSchedule: null, limitedDistribution: true, ingredientRxcui: '327361' };
    const decision = decide({ drug, overridden: ['drug-dispensable'] });
    expect(decision.decision).toBe('accepted');
    expect(decision.findings.find(({ rule }) => rule === 'drug-dispensable')?.outcome).toBe('overridden');
  });

  it('does not settle a possible duplicate: only a decision about the two does, and is kept with the rule', () => {
    expect(decide({ duplicate, overridden: ['no-duplicate'] }).reasons).toEqual(['no-duplicate']);
    const settled = { resolution: 'second', reasonCode: 'two-strengths' } as const;
    const decision = decide({ duplicate: { ...duplicate, settled } });
    expect(decision.decision).toBe('accepted');
    const finding = decision.findings.find(({ rule }) => rule === 'no-duplicate');
    expect(finding).toMatchObject({ outcome: 'pass', evidence: { score: 70, withinDays: 30, ...settled } });
  });

  it('never lets a missing license, quantity or patient through', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Partial<AcceptanceFacts>>(
          { licences: [] },
          { patient: null },
          { quantityThousandths: null },
          { writtenOn: day('2020-01-01') },
        ),
        (changes) => {
          const decision = decide({ ...changes, overridden: Object.keys(acceptanceRules) });
          expect(decision.decision).toBe('needs-person');
        },
      ),
    );
  });

  it('is known by name', () => {
    expect(mayOverride('drug-dispensable')).toBe(true);
    expect(mayOverride('no-duplicate')).toBe(false);
    expect(mayOverride('pharmacy-licensed')).toBe(false);
    expect(mayOverride('toString')).toBe(false);
  });
});

it('cancels on arrival what was cancelled before', () => {
  expect(decide({ isCancelledAlready: true, patient: null }).decision).toBe('cancelled');
});

it('reads a state rule only when it names a whole number of days', () => {
  const policy = { state: 'ID', source: 'IDAPA', isVerified: false };
  expect(toValidityRule({ ...policy, rule: { validDays: 450 } })?.validDays).toBe(450);
  for (const rule of [{ validDays: -1 }, { validDays: 1.5 }, { months: 15 }, null, 365]) {
    expect(toValidityRule({ ...policy, rule })).toBeNull();
  }
});
