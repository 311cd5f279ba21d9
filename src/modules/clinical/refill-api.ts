import { type TLiteral, type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { contactChannels } from './domain/contact-cadence.ts';
import { doseChangeReasons } from './domain/dose-change.ts';
import {
  addressAnswers,
  missedDoseReasons,
  reachedOutcomes,
  refillOutcomes,
  refillReviewDecisions,
  sideEffectAnswers,
  visitAnswers,
} from './domain/refill-call.ts';
import { clinicalPermissions } from './permissions.ts';
import { clinicalRefusals } from './refusals.ts';

const Uuid = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Text = Type.String();
const Note = Type.String({ maxLength: 4_000 });
const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const codeOf = <Code extends string>(table: Readonly<Record<Code, unknown>>) =>
  Type.Union((Object.keys(table) as Code[]).map((code) => Type.Literal(code)) as unknown as [TLiteral<Code>]);
const doses = Type.Integer({ minimum: 0, maximum: 999 });
const Thousandths = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });

const Answers = Type.Object({
  onHandThousandths: orNull(Thousandths),
  dosesMissed: doses,
  missedReason: orNull(codeOf(missedDoseReasons)),
  dosesLost: doses,
  sideEffects: codeOf(sideEffectAnswers),
  hasNewMedicine: Type.Boolean(),
  hasNewAllergy: Type.Boolean(),
  visit: codeOf(visitAnswers),
  procedureOn: orNull(Day),
  address: codeOf(addressAnswers),
  deliveryOn: orNull(Day),
  copayConsent: Type.Boolean(),
  words: Note,
});

const Dose = Type.Object({
  amountThousandths: Type.Integer(),
  everyDays: Type.Integer(),
  isHeld: Type.Boolean(),
});

/** Reads the refill of a therapy. */
export const getRefill = endpoint({
  module: 'clinical',
  name: 'get-refill',
  kind: 'query',
  summary:
    'Reads the refill of a therapy: who is to be reached how, past calls with their answers, and the doses on hand.',
  permission: clinicalPermissions.seeClinical,
  request: Type.Object({ therapyId: Uuid }),
  response: Type.Object({
    today: Text,
    cycle: Type.Integer(),
    isDue: Type.Boolean(),
    unit: orNull(Text),
    contact: Type.Object({
      number: Type.Integer(),
      attempts: Type.Integer(),
      channel: orNull(codeOf(contactChannels)),
      barred: Type.Array(codeOf(contactChannels)),
      bestTime: orNull(Text),
      notBefore: orNull(Text),
      isExhausted: Type.Boolean(),
      cadenceSource: Text,
    }),
    calls: Type.Array(
      Type.Object({
        callId: Text,
        cycle: Type.Integer(),
        channel: codeOf(contactChannels),
        outcome: codeOf(refillOutcomes),
        needsReview: Type.Boolean(),
        calledOn: Text,
        answers: orNull(Answers),
        rules: Type.Array(Type.Object({ code: Text, explanation: Text })),
        recordedAt: Text,
        recordedByName: orNull(Text),
        review: orNull(
          Type.Object({
            decision: codeOf(refillReviewDecisions),
            note: Text,
            recordedAt: Text,
            recordedByName: orNull(Text),
          }),
        ),
      }),
    ),
    doses: orNull(
      Type.Object({
        onHandThousandths: Type.Integer(),
        runOutOn: orNull(Text),
        dose: orNull(Dose),
        countedThousandths: orNull(Type.Integer()),
        countedOn: orNull(Text),
        counts: Type.Object({
          dispensed: Type.Integer(),
          dueSinceStart: Type.Integer(),
          missed: Type.Integer(),
          held: Type.Integer(),
          lost: Type.Integer(),
        }),
        supplies: Type.Array(
          Type.Object({ supplyId: Text, on: Text, quantityThousandths: Type.Integer(), daysSupply: Type.Integer() }),
        ),
        phases: Type.Array(
          Type.Object({
            phaseId: Text,
            fromOn: Text,
            kind: codeOf({ dose: null, held: null, 'as-dispensed': null }),
            amountThousandths: Type.Integer(),
            everyDays: Type.Integer(),
            reasonCode: codeOf(doseChangeReasons),
          }),
        ),
      }),
    ),
  }),
  refusals: [clinicalRefusals.unknownTherapy],
});

/** Records a refill call with what the patient answered. */
export const recordRefillCall = endpoint({
  module: 'clinical',
  name: 'record-refill-call',
  kind: 'command',
  summary: 'Records a refill call with what the patient answered; some answers go to a pharmacist before the fill.',
  permission: clinicalPermissions.recordRefillCalls,
  request: Type.Object({
    therapyId: Uuid,
    channel: codeOf(contactChannels),
    outcome: codeOf(reachedOutcomes),
    answers: Answers,
  }),
  response: Type.Object({ callId: Text }),
  refusals: [
    clinicalRefusals.unknownTherapy,
    clinicalRefusals.refillNotDue,
    clinicalRefusals.missedReasonMissing,
    clinicalRefusals.deliveryDayMissing,
    clinicalRefusals.dayInPast,
  ],
});

/** Records an attempt that reached nobody, or that the prescriber was told. */
export const recordRefillAttempt = endpoint({
  module: 'clinical',
  name: 'record-refill-attempt',
  kind: 'command',
  summary:
    'Records an attempt at a refill call that reached nobody, or that the prescriber was told after the last one.',
  permission: clinicalPermissions.recordRefillCalls,
  request: Type.Object({
    therapyId: Uuid,
    channel: codeOf(contactChannels),
    outcome: codeOf({ 'not-reached': null, 'prescriber-told': null }),
  }),
  response: Type.Object({ callId: Text }),
  refusals: [
    clinicalRefusals.unknownTherapy,
    clinicalRefusals.refillNotDue,
    clinicalRefusals.attemptsLeft,
    clinicalRefusals.channelBarred,
  ],
});

/** Records a pharmacist's review of a refill call. */
export const reviewRefill = endpoint({
  module: 'clinical',
  name: 'review-refill',
  kind: 'command',
  summary: 'Records what a pharmacist decided upon the answers of a refill call; the hold on the fill ends with it.',
  permission: clinicalPermissions.reviewRefills,
  request: Type.Object({
    callId: Uuid,
    decision: codeOf(refillReviewDecisions),
    note: Type.String({ minLength: 3, maxLength: 4_000 }),
  }),
  response: Type.Object({}),
  refusals: [clinicalRefusals.unknownRefillCall, clinicalRefusals.noReviewNeeded],
});

/** Records how a dose changes. */
export const changeDose = endpoint({
  module: 'clinical',
  name: 'change-dose',
  kind: 'command',
  summary: 'Records from which day a patient takes how much, pauses, or takes again what is dispensed.',
  permission: clinicalPermissions.reviewRefills,
  request: Type.Object({
    therapyId: Uuid,
    fromOn: Day,
    kind: codeOf({ dose: null, held: null, 'as-dispensed': null }),
    amountThousandths: Thousandths,
    everyDays: Type.Integer({ minimum: 1, maximum: 366 }),
    reasonCode: codeOf(doseChangeReasons),
  }),
  response: Type.Object({}),
  refusals: [clinicalRefusals.unknownTherapy, clinicalRefusals.nothingToMeasure, clinicalRefusals.doseMissing],
});

/** Reads how a patient keeps to a therapy. */
export const getAdherence = endpoint({
  module: 'clinical',
  name: 'get-adherence',
  kind: 'query',
  summary: 'Reads how a patient keeps to a therapy in this measurement year, with the fills that it is computed from.',
  permission: clinicalPermissions.seeClinical,
  request: Type.Object({ therapyId: Uuid }),
  response: Type.Object({
    asOf: Text,
    measure: orNull(
      Type.Object({
        indexOn: Text,
        percentCovered: orNull(Text),
        isBelow: Type.Boolean(),
        threshold: Text,
        coveredDays: Type.Integer(),
        treatmentDays: Type.Integer(),
        gapDays: Type.Integer(),
        possessionRatio: orNull(Text),
        persistenceDays: orNull(Type.Integer()),
        allowableGapDaysLeft: orNull(Type.Integer()),
        fallsBelowOn: orNull(Text),
        leftOut: orNull(Text),
        ruleSource: Text,
        months: Type.Array(Type.Object({ month: Text, days: Type.Array(orNull(Type.Boolean())) })),
      }),
    ),
    fills: Type.Array(
      Type.Object({
        supplyId: Text,
        deliveredOn: Text,
        daysSupply: Type.Integer(),
        daysLate: orNull(Type.Integer()),
      }),
    ),
  }),
  refusals: [clinicalRefusals.unknownTherapy],
});
