import { addDays } from '../../kernel/calendar-day.ts';
import type { Id } from '../../kernel/ids.ts';
import { addMinutes, dayIn } from '../../kernel/instant.ts';
import { cents } from '../../kernel/money.ts';
import {
  listBenefits,
  type NewAuthorizationStep,
  recordAssistance,
  recordAuthorization,
  recordBenefits,
  recordEnrolment,
} from '../../modules/access/index.ts';
import { listCoverages } from '../../modules/patients/index.ts';
import { getPrescription } from '../../modules/prescriptions/index.ts';
import { type DemoJourney, must } from './demo-journey.ts';

/** The welcome call, with the consents that the therapy needs. */
export async function takeEnrolment(journey: DemoJourney): Promise<void> {
  const { therapyId } = journey;
  const consent = { decision: 'given', wordingVersion: '2026-1', channel: 'phone' } as const;
  must(
    await journey.stage.act(journey.crew.intake, (tx) =>
      recordEnrolment(tx, {
        therapyId,
        outcome: 'enrolled',
        channel: 'phone',
        reasonCode: null,
        consents: [
          { ...consent, use: 'treatment' },
          { ...consent, use: 'calls' },
        ],
        preference: null,
        note: '',
      }),
    ),
  );
}

/** The benefits check. */
export async function takeBenefits(journey: DemoJourney): Promise<void> {
  const { therapyId, chance } = journey;
  const needed = chance.next() < 0.7;
  must(
    await journey.stage.act(journey.crew.access, async (tx) => {
      const prescription = await getPrescription(tx, journey.prescriptionId);
      const [coverage] = prescription.patientId === null ? [] : await listCoverages(tx, prescription.patientId);
      return recordBenefits(tx, {
        therapyId,
        coverageId: (coverage?.coverageId ?? null) as Id<'coverage'> | null,
        planKind: null,
        benefit: 'pharmacy',
        coverageState: 'active',
        authorizationNeed: needed ? 'needed' : 'not-needed',
        patientPayCents: cents(chance.pick([0, 1000, 3500, 12_000, 45_000])),
        mandatedPharmacy: 'none',
        baggingModel: null,
        callReference: `CALL-${chance.between(10_000, 99_999)}`,
        note: '',
      });
    }),
  );
}

/** The prior authorization, carried through its states to the payer's decision; nothing where the plan asks for none. */
export async function takeAuthorization(journey: DemoJourney): Promise<void> {
  const [benefits] = await journey.stage.act('', (tx) => listBenefits(tx, journey.therapyId));
  if (benefits?.authorizationNeed !== 'needed') return;
  const { therapyId, chance, stage, crew, site } = journey;
  const today = dayIn(stage.clock.now(), site.timeZone);
  const nothing = {
    authorizationNumber: null,
    validFrom: null,
    validTo: null,
    quantityThousandths: null,
    denialReasonCode: null,
    reasonCode: null,
    deadlineOn: null,
    note: '',
  } as const;
  const steps: readonly Omit<NewAuthorizationStep, 'therapyId' | 'authorizationId'>[] = [
    { ...nothing, state: 'required' },
    { ...nothing, state: 'preparing' },
    { ...nothing, state: 'ready-for-review' },
    { ...nothing, state: 'submitted' },
    {
      ...nothing,
      state: 'approved',
      authorizationNumber: `PA${chance.between(100_000, 999_999)}`,
      validFrom: today,
      validTo: addDays(today, 365),
    },
  ];
  let authorizationId: NewAuthorizationStep['authorizationId'] = null;
  for (const step of steps) {
    stage.clock.moveTo(addMinutes(stage.clock.now(), 5));
    authorizationId = must(
      await stage.act(crew.access, (tx) => recordAuthorization(tx, { ...step, therapyId, authorizationId })),
    );
  }
}

/** What the patient can pay, with a card where one may be used. */
export async function takeAssistance(journey: DemoJourney): Promise<void> {
  const { therapyId, chance, isGovernment } = journey;
  const help =
    isGovernment || chance.next() < 0.4
      ? ({ programme: 'none', outcome: 'not-needed' } as const)
      : ({ programme: 'manufacturer-card', outcome: 'affordable' } as const);
  must(
    await journey.stage.act(journey.crew.access, (tx) =>
      recordAssistance(tx, {
        ...help,
        therapyId,
        patientPayBeforeCents: cents(12_000),
        patientPayAfterCents: cents(help.programme === 'none' ? 12_000 : 500),
        expiresOn: null,
        memberNumber: '',
        note: '',
      }),
    ),
  );
}
