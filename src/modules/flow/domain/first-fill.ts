import { dayIn, type Instant, type TimeZone } from '../../../kernel/instant.ts';
import type { FirstFillFacts } from '../../quality/index.ts';
import type { TherapyStanding } from '../../therapies/index.ts';
import type { WorkRequest } from '../../work/index.ts';

/** The ways by which a prescription comes electronically. */
const electronic: ReadonlySet<string> = new Set(['hl7v2', 'ncpdp-script', 'fhir']);

/** States of a delivery whose goods did not stay with the patient. */
const cameToNothing: ReadonlySet<string> = new Set(['returned', 'lost', 'cancelled']);

/** Says what is known of the first fill of a therapy; null for a therapy that is past its first cycle. */
export function toFirstFillFacts(known: {
  readonly standing: Pick<TherapyStanding, 'cycleKind' | 'receivedAt' | 'channel' | 'isEnded'>;
  readonly delivery: { readonly state: string; readonly handedOverAt: Instant | null } | null;
  readonly timeZone: TimeZone;
}): FirstFillFacts | null {
  const { standing, delivery, timeZone } = known;
  if (standing.cycleKind !== 'start') return null;
  const handedOverAt = delivery === null || cameToNothing.has(delivery.state) ? null : delivery.handedOverAt;
  return {
    receivedOn: dayIn(standing.receivedAt, timeZone),
    isElectronic: electronic.has(standing.channel),
    filledBeforeOn: null,
    handedOverOn: handedOverAt === null ? null : dayIn(handedOverAt, timeZone),
    isEnded: standing.isEnded,
  };
}

/** Composes the work that an overdue first fill is, with the last barrier and whose move it is. */
export function composeFirstFillWork(standing: TherapyStanding, overdueAt: Instant): Omit<WorkRequest, 'queue'> {
  const { therapyId, patientId, siteId, stage, barrier, receivedAt } = standing;
  return {
    ...{ subjectKind: 'therapy', subjectId: therapyId, therapyId, patientId, siteId, stage },
    reasonCode: 'first-fill-overdue',
    dueAt: overdueAt,
    facts: {
      receivedAt,
      barrier: barrier?.code ?? null,
      barrierClause: barrier?.clause ?? null,
      barrierParty: barrier?.party ?? null,
    },
  };
}
