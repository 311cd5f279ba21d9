import { addDays } from '../../kernel/calendar-day.ts';
import { cents } from '../../kernel/money.ts';
import {
  assistanceRecorded,
  authorizationRecorded,
  benefitsRecorded,
  enrolmentRecorded,
} from '../../modules/access/events.ts';
import type { AccessHistory } from '../../modules/access/index.ts';
import type { PastTeller, Telling } from './past-teller.ts';

type AuthorizationDraft = AccessHistory['authorizations'][number];
type Step = AuthorizationDraft['steps'][number];

/** The welcome call: reached at once, or after attempts. */
export function* tellEnrolment(teller: PastTeller): Telling {
  const { records, place, chance } = teller.parts;
  const actor = place.crew.intake;
  const attempts = chance.pick([0, 0, 0, 1, 2]);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    records.access.contacts.push({
      ...{
        contactId: teller.newId<'enrolment-contact'>(),
        outcome: 'attempted',
        channel: attempt === 0 ? 'phone' : 'text',
      },
      ...{ reasonCode: 'voicemail-left', note: '', at: teller.now, actor },
    });
    teller.hear(enrolmentRecorded, { outcome: 'attempted' });
    yield { hours: [20, 40] };
  }
  records.access.contacts.push({
    ...{
      contactId: teller.newId<'enrolment-contact'>(),
      outcome: 'enrolled',
      channel: 'phone',
      reasonCode: null,
      note: '',
    },
    ...{ at: teller.now, actor },
  });
  const consent = { decision: 'given', wordingVersion: '2025-1', channel: 'phone', expiresOn: null } as const;
  for (const use of ['treatment', 'calls', 'text-messages'] as const)
    records.patient.consents.push({
      ...{ ...consent, use, consentId: teller.newId(), documentId: null },
      ...{ decidedAt: teller.now, recordedBy: actor },
    });
  teller.hear(enrolmentRecorded, { outcome: 'enrolled' });
}

/** The benefits check; returns whether the plan asks for prior authorization. */
export function* tellBenefits(
  teller: PastTeller,
  needed = teller.parts.plan.kind !== 'cash' && teller.happens(0.72),
): Generator<{ readonly hours: readonly [number, number] }, boolean, void> {
  const { records, place, plan, chance } = teller.parts;
  const coverageId = records.patient.coverages[0]?.coverageId ?? null;
  const authorizationNeed: 'needed' | 'not-needed' = needed ? 'needed' : 'not-needed';
  const checks = teller.happens(0.12) ? (['unknown', 'active'] as const) : (['active'] as const);
  for (const coverageState of checks) {
    if (coverageState === 'active' && checks.length > 1) yield { hours: [4, 20] };
    const patientPayCents = cents(chance.pick([0, 1000, 3500, 12_000, 45_000]));
    const check = {
      ...{ benefitsCheckId: teller.newId<'benefits-check'>(), coverageId, planId: plan.planId, planKind: plan.kind },
      ...{ benefit: benefitOf(plan.kind), coverageState, patientPayCents },
      ...{ authorizationNeed, mandatedPharmacy: 'none' as const, baggingModel: null },
      ...{
        callReference: `CALL-${chance.between(10_000, 99_999)}`,
        note: '',
        at: teller.now,
        actor: place.crew.access,
      },
    } as const;
    records.access.benefits.push({ ...records.access.subject, ...check });
    const outcome = coverageState === 'active' ? 'complete' : 'incomplete';
    const { benefitsCheckId } = check;
    teller.hear(benefitsRecorded, { benefitsCheckId, outcome, authorizationNeeded: needed, patientPayCents });
  }
  return needed;
}

const blank = {
  ...{ authorizationNumber: null, validFrom: null, validTo: null, quantityThousandths: null },
  ...{ denialReasonCode: null, reasonCode: null, deadlineOn: null, note: '' },
} as const;

const denials = ['step-therapy', 'criteria-not-met', 'missing-information', 'non-formulary', 'quantity'] as const;

/** A prior authorization from the requirement to the decision; returns whether the payer agreed in the end. */
export function* tellAuthorization(
  teller: PastTeller,
): Generator<{ readonly hours: readonly [number, number] }, boolean, void> {
  const { records, chance } = teller.parts;
  const steps: Step[] = [];
  records.access.authorizations.push({ authorizationId: teller.newId<'prior-authorization'>(), steps });
  take(teller, { ...blank, state: 'required' });
  take(teller, { ...blank, state: 'preparing' });
  if (teller.happens(0.3)) {
    take(teller, { ...blank, state: 'awaiting-provider' });
    teller.plant('waited for prescriber');
    yield { hours: [20, 70] };
    take(teller, { ...blank, state: 'preparing' });
  }
  yield { hours: [1, 8] };
  take(teller, { ...blank, state: 'ready-for-review' });
  take(teller, { ...blank, state: 'submitted' });
  yield { hours: [20, 90] };
  if (!teller.happens(0.2)) {
    take(teller, approve(teller));
    return true;
  }
  const denialReasonCode = chance.pick(denials);
  teller.plant(`denied: ${denialReasonCode}`);
  take(teller, { ...blank, state: 'denied', denialReasonCode, deadlineOn: addDays(teller.today, 60) });
  yield { hours: [20, 60] };
  take(teller, { ...blank, state: 'appeal-draft' });
  yield { hours: [8, 40] };
  take(teller, { ...blank, state: 'appeal-submitted' });
  yield { hours: [70, 170] };
  if (teller.happens(0.75)) {
    take(teller, { ...approve(teller), state: 'appeal-approved' });
    return true;
  }
  take(teller, { ...blank, state: 'appeal-denied', denialReasonCode, deadlineOn: addDays(teller.today, 60) });
  yield { hours: [20, 60] };
  take(teller, { ...blank, state: 'exhausted' });
  return false;
}

/** The renewal of an authorization that ends soon. */
export function* tellRenewal(teller: PastTeller): Telling {
  take(teller, { ...blank, state: 'expiring-soon' });
  yield { hours: [2, 20] };
  take(teller, { ...blank, state: 'renewal-preparing' });
  yield { hours: [2, 20] };
  take(teller, { ...blank, state: 'ready-for-review' });
  take(teller, { ...blank, state: 'submitted' });
  yield { hours: [20, 60] };
  take(teller, approve(teller));
  teller.plant('authorization renewed');
}

/** What the patient can pay, with the help that their payer allows. */
export function* tellAssistance(teller: PastTeller): Telling {
  const { records, place, plan } = teller.parts;
  const isCommercial = plan.kind === 'commercial';
  const isHelped = teller.happens(0.55) && plan.kind !== 'cash';
  const programme = isHelped ? (isCommercial ? 'manufacturer-card' : 'foundation') : 'none';
  const before = cents(12_000);
  const record = (outcome: 'pending' | 'affordable' | 'not-needed', after: number | null): void => {
    const assistanceId = teller.newId<'assistance'>();
    records.access.assistance.push({
      ...records.access.subject,
      ...{ assistanceId, programme, outcome, patientPayBeforeCents: before },
      ...{ patientPayAfterCents: after === null ? null : cents(after), expiresOn: null, memberNumber: '', note: '' },
      ...{ payerKinds: [plan.kind], at: teller.now, actor: place.crew.access },
    });
    teller.hear(assistanceRecorded, { assistanceId, outcome });
  };
  if (programme === 'foundation') {
    record('pending', null);
    yield { hours: [20, 100] };
  }
  record(programme === 'none' ? 'not-needed' : 'affordable', programme === 'none' ? 12_000 : 500);
}

function benefitOf(kind: string): 'medical' | 'pharmacy' {
  return kind === 'medicare-part-b' ? 'medical' : 'pharmacy';
}

function approve(teller: PastTeller): Omit<Step, 'at' | 'actor'> {
  const { chance, regimen } = teller.parts;
  return {
    ...blank,
    state: 'approved',
    authorizationNumber: `PA${chance.between(100_000, 999_999)}`,
    validFrom: teller.today,
    validTo: addDays(teller.today, 365),
    quantityThousandths: regimen.quantityThousandths,
  };
}

function take(teller: PastTeller, step: Omit<Step, 'at' | 'actor'>): void {
  const { records, place } = teller.parts;
  const draft = records.access.authorizations.at(-1);
  if (draft === undefined) throw new Error('there is no authorization to go on with');
  teller.minutes(3);
  (draft.steps as Step[]).push({ ...step, at: teller.now, actor: place.crew.access });
  const { authorizationId } = draft;
  teller.hear(authorizationRecorded, { authorizationId, state: step.state, validTo: step.validTo });
}
