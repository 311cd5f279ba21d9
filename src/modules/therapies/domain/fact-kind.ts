import { getPathway, type HoldCode, holdKinds, type StageCode, type TaskCode } from '../../pathways/language.ts';
import { handFactCode } from './hand-outcome.ts';
import type { NewTherapyEvent, TherapyEvent } from './therapy-event.ts';

/** The five threads of a therapy by which its timeline is read, with what each is called on screen. */
export const factKinds = {
  clinical: 'Clinical',
  access: 'Access',
  money: 'Money',
  logistics: 'Logistics',
  conversation: 'Conversation',
} as const;

export type FactKind = keyof typeof factKinds;

export const factKindCodes = Object.keys(factKinds) as readonly FactKind[];

type HappeningType = Exclude<NewTherapyEvent['type'], 'fact-recorded'>;

/** The thread of each happening of the therapy itself; a hold and a level of used time belong to the thread of what they concern. */
const happenings: Readonly<Record<HappeningType, FactKind | 'of-its-stage'>> = {
  'therapy-opened': 'clinical',
  'prescription-joined': 'clinical',
  'therapy-reopened': 'clinical',
  'therapy-ended': 'clinical',
  'pathway-moved': 'clinical',
  'patient-corrected': 'clinical',
  'hold-placed': 'of-its-stage',
  'hold-released': 'of-its-stage',
  'hold-overridden': 'of-its-stage',
  'escalation-reached': 'of-its-stage',
  'wait-started': 'conversation',
  'wait-ended': 'conversation',
  'released-to-fill': 'logistics',
  'refill-cycle-opened': 'logistics',
};

/** The thread of each fact that a module or a person tells, by its code. */
export const factCodes: Readonly<Record<string, FactKind>> = {
  'prescriptions.prescription-accepted': 'clinical',
  'prescriptions.prescription-cancelled': 'clinical',
  'access.enrolment-recorded': 'conversation',
  'access.benefits-recorded': 'access',
  'access.authorization-recorded': 'access',
  'access.assistance-recorded': 'money',
  'clinical.start-review-recorded': 'clinical',
  'clinical.prescription-verified': 'clinical',
  'clinical.prescription-unverified': 'clinical',
  'clinical.start-confirmed': 'clinical',
  'clinical.monitoring-recorded': 'clinical',
  'clinical.refill-call-recorded': 'conversation',
  'clinical.refill-reviewed': 'clinical',
  'clinical.run-out-moved': 'clinical',
  'claims.claim-paid': 'money',
  'claims.claim-rejected': 'money',
  'claims.claim-reversed': 'money',
  'dispensing.fill-claim-lost': 'money',
  'dispensing.prescription-used-up': 'logistics',
  'dispensing.fill-opened': 'logistics',
  'dispensing.fill-filled': 'logistics',
  'dispensing.fill-verified': 'logistics',
  'dispensing.fill-unverified': 'logistics',
  'dispensing.fill-cancelled': 'logistics',
  'dispensing.fill-returned-to-stock': 'logistics',
  'delivery.delivery-scheduled': 'logistics',
  'delivery.delivery-cancelled': 'logistics',
  'delivery.delivery-shipped': 'logistics',
  'delivery.delivery-delivered': 'logistics',
  'delivery.delivery-exception': 'logistics',
  'delivery.delivery-returned': 'logistics',
  'delivery.appointment-booked': 'logistics',
  'delivery.appointment-moved': 'logistics',
  'delivery.appointment-cancelled': 'logistics',
  'delivery.appointment-missed': 'logistics',
  'delivery.left-at-the-clinic': 'logistics',
  'delivery.handed-over-to-the-clinic': 'logistics',
  'delivery.not-accepted-by-the-clinic': 'logistics',
  'documents.letter-filed': 'conversation',
  'charts.note-sent-to-chart': 'conversation',
  'charts.note-filed-in-chart': 'conversation',
  'charts.note-refused-by-chart': 'conversation',
  'charts.note-not-answered-by-chart': 'conversation',
  'therapies.authorization-expired': 'access',
  'therapies.note-written': 'conversation',
  'therapies.outcome-recorded': 'clinical',
};

const stageKinds: Readonly<Record<StageCode, FactKind>> = {
  referral: 'clinical',
  onboarding: 'conversation',
  benefits: 'access',
  authorization: 'access',
  assistance: 'money',
  'clinical-review': 'clinical',
  scheduling: 'logistics',
  dispensing: 'logistics',
  delivery: 'logistics',
  monitoring: 'clinical',
  refill: 'conversation',
  ended: 'clinical',
};

const moneyHolds: ReadonlySet<HoldCode> = new Set(['MarginReview', 'PaymentMethod', 'CreditHold', 'RefillTooSoon']);
/** Returns to which thread a fact belongs: exactly one. A code that no table names yet is told with the conversation. */
export function findFactKind(event: TherapyEvent, pathway: Parameters<typeof getPathway>[0]): FactKind {
  if (event.type === 'fact-recorded') {
    const { code, entries } = event.facts;
    const lane = code === handFactCode ? getPathway(pathway).lanes[entries[0]?.lane ?? 'acceptance'] : undefined;
    return lane === undefined ? (factCodes[code] ?? 'conversation') : stageKinds[lane.stage];
  }
  const kind = happenings[event.type];
  if (kind !== 'of-its-stage') return kind;
  if (event.type === 'escalation-reached') return stageKinds[findTaskStage(event.facts.task, pathway)];
  return 'hold' in event.facts ? kindOfHold(event.facts.hold) : 'conversation';
}

/** A rejected claim and a margin are money, whatever stage they stop. */
function kindOfHold(hold: HoldCode): FactKind {
  return moneyHolds.has(hold) ? 'money' : stageKinds[holdKinds[hold].stage];
}

function findTaskStage(task: TaskCode, reference: Parameters<typeof getPathway>[0]): StageCode {
  const { milestones, lanes } = getPathway(reference);
  const first = Object.values(milestones).find((milestone) => milestone?.firstTask === task);
  if (first !== undefined) return first.stage;
  const lane = Object.values(lanes).find((each) =>
    Object.values(each?.outcomes ?? {}).some((outcome) => outcome.task === task),
  );
  return lane?.stage ?? 'refill';
}
