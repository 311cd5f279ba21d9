import type { Id, PatientId, PrescriptionId, TherapyId } from '../../../kernel/ids.ts';
import { dayIn, type Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../platform/transaction/actor.ts';
import { inBulk, type RandomBytes } from '../../../platform/transaction/bulk.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { Drug } from '../../reference/index.ts';
import { decideAcceptance } from '../domain/acceptance.ts';
import { findShipToState, type IncomingPrescription } from '../domain/incoming-prescription.ts';
import type { Prescription, PrescriptionMatches } from '../domain/prescription.ts';
import { insertAcceptance, insertPrescription } from '../prescription-store.ts';
import { insertRxNumber } from '../rx-number-store.ts';
import { withDecision } from './decide-prescription.ts';
import { getLicensedSite, listValidityRules } from './site-rules.ts';

/** An accepted prescription of the past: what came in, whom and what it meant, and what a person let pass. */
export interface PrescriptionHistory {
  readonly prescriptionId: PrescriptionId;
  readonly incoming: IncomingPrescription;
  readonly decidedAt: Instant;
  readonly decidedBy: Actor;
  readonly patientId: PatientId;
  readonly prescriberId: Id<'prescriber'>;
  readonly drug: Drug;
  readonly therapyId: TherapyId;
  readonly clinicId: Id<'clinic'> | null;
  readonly overridden: readonly string[];
}

const takenOver = {
  decision: 'matched',
  score: 100,
  reasons: ['Taken over with its record'],
  candidateIds: [],
} as const;
const matches: PrescriptionMatches = { patient: takenOver, prescriber: takenOver, drug: takenOver };

/** Takes over many accepted prescriptions of known patients and therapies, with an Rx number each; the rules decide each as when it came. */
export async function importPrescriptions(
  tx: TenantTransaction,
  histories: readonly PrescriptionHistory[],
  random?: RandomBytes,
): Promise<void> {
  await inBulk(
    tx,
    async (bulk) => {
      for (const history of histories) {
        const view = bulk.at(history.decidedAt, history.decidedBy);
        const decision = await decide(tx, history);
        const prescription = withDecision(view, toCandidate(history), decision);
        if (prescription.status !== 'accepted')
          throw new Error(`an imported prescription was not accepted: ${prescription.statusReasons.join(' ')}`);
        await insertPrescription(view, prescription);
        const { prescriptionId } = history;
        await insertAcceptance(view, { prescriptionId, decision: 'accepted', findings: decision.findings });
        await insertRxNumber(view, prescriptionId);
      }
    },
    random,
  );
}

async function decide(tx: TenantTransaction, history: PrescriptionHistory) {
  const { incoming, drug, patientId, decidedAt, overridden } = history;
  const { site, licences } = await getLicensedSite(tx, incoming.siteId);
  const shipToState = findShipToState(incoming.patient);
  const { deaSchedule, limitedDistribution, ingredientRxcui } = drug;
  return decideAcceptance({
    today: dayIn(decidedAt, site.timeZone),
    patient: { patientId, isDeceased: incoming.patient.deceasedOn !== null },
    hasPrescriber: true,
    prescriberStanding: null,
    validUntil: incoming.validUntil ?? null,
    drug: { deaSchedule, limitedDistribution, ingredientRxcui },
    statedSchedule: incoming.drug.deaSchedule,
    writtenOn: incoming.writtenOn,
    quantityThousandths: incoming.quantity?.quantityThousandths ?? null,
    daysSupply: incoming.daysSupply,
    refills: incoming.refills,
    hasDirections: (incoming.directions ?? '').trim() !== '',
    shipToState,
    licences,
    validity: await listValidityRules(tx, { site, shipToState }),
    duplicate: null,
    limits: { network: null, plan: null },
    isCancelledAlready: false,
    overridden,
  });
}

function toCandidate(history: PrescriptionHistory): Prescription {
  const { prescriptionId, incoming, patientId, prescriberId, drug, therapyId, clinicId, decidedAt } = history;
  const { siteId, channel, rawMessageId, partnerId, orderNumber, receivedAt, isUrgent } = incoming;
  return {
    ...{ prescriptionId, siteId, channel, rawMessageId, partnerId, orderNumber, receivedAt, isUrgent },
    ...{ patientId, prescriberId, therapyId, clinicId, incoming, matches, decidedAt },
    drugId: drug.drugId,
    ingredientRxcui: drug.ingredientRxcui,
    ...{ status: 'accepted', statusReasons: [], clinicalFactsRecorded: true, version: 1 },
    ...{ writtenOn: null, expiresOn: null, quantityThousandths: null, quantityUnit: null, daysSupply: null },
    ...{ refillsAuthorized: null, substitutionAllowed: null, indicationCode: null, shipToState: null },
  };
}
