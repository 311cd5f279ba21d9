import {
  takeAssistance,
  takeAuthorization,
  takeBenefits,
  takeEnrolment,
} from '../../src/apps/demo-generator/access-steps.ts';
import { takePrescriptionCheck, takeStartReview } from '../../src/apps/demo-generator/clinical-steps.ts';
import type { DemoJourney } from '../../src/apps/demo-generator/demo-journey.ts';
import {
  takeMonitoring,
  takeScheduling,
  takeStartConfirmation,
} from '../../src/apps/demo-generator/dispensing-steps.ts';
import { dayIn } from '../../src/kernel/instant.ts';
import type { Result } from '../../src/kernel/result.ts';
import { type RefillCallEntry, recordRefillCall, unverifyPrescription } from '../../src/modules/clinical/index.ts';
import { cancelDelivery, rescheduleDelivery } from '../../src/modules/delivery/actions/change-schedule.ts';
import { settleReturn } from '../../src/modules/delivery/actions/settle-return.ts';
import {
  type Delivery,
  handOverDelivery,
  listDeliveries,
  listPackOuts,
  packDelivery,
} from '../../src/modules/delivery/index.ts';
import { cancelFill } from '../../src/modules/dispensing/actions/leave-fill.ts';
import { putBackFill } from '../../src/modules/dispensing/actions/pick-fill.ts';
import { unverifyFill } from '../../src/modules/dispensing/actions/verify-fill.ts';
import {
  completeFilling,
  type Fill,
  listFills,
  openFill,
  pickForFill,
  printLabel,
  recordPaper,
  releaseFill,
  returnFillToStock,
  scanPackage,
  verifyFill,
} from '../../src/modules/dispensing/index.ts';
import { endWait, overrideHold, placeHold, releaseHold, startWait } from '../../src/modules/therapies/index.ts';
import type { TenantTransaction } from '../../src/platform/transaction/tenant-transaction.ts';

/** A therapy as somebody finds it who looks at it now. */
export interface Situation {
  readonly journey: DemoJourney;
  /** The newest fill and delivery; null before there is one. */
  readonly fill: Fill | null;
  readonly delivery: Delivery | null;
  readonly deliveries: readonly Delivery[];
}

/** Something that a person does about a therapy. What the rules refuse changes nothing and is tried another time. */
export type Act = (situation: Situation) => Promise<unknown>;

const reasonCode = 'simulated';
const holds = ['Recall', 'PatientRequestedDelay', 'WeatherHold', 'DURSevere', 'IdentityMismatch'] as const;

function byPerson(
  role: keyof DemoJourney['crew'],
  work: (tx: TenantTransaction, situation: Situation) => Promise<Result<unknown>>,
): Act {
  return (situation) => situation.journey.stage.act(situation.journey.crew[role], (tx) => work(tx, situation));
}

function withFill(
  role: keyof DemoJourney['crew'],
  work: (tx: TenantTransaction, fill: Fill) => Promise<Result<unknown>>,
): Act {
  return async (situation) => {
    const { fill, journey } = situation;
    return fill === null ? null : journey.stage.act(journey.crew[role], (tx) => work(tx, fill));
  };
}

function withDelivery(work: (tx: TenantTransaction, delivery: Delivery) => Promise<Result<unknown>>): Act {
  return async ({ delivery, journey }) =>
    delivery === null ? null : journey.stage.act(journey.crew.shipping, (tx) => work(tx, delivery));
}

const ofJourney =
  (take: (journey: DemoJourney) => Promise<unknown>): Act =>
  ({ journey }) =>
    take(journey);

const scan: Act = withFill('technician', (tx, fill) =>
  scanPackage(tx, {
    fillId: fill.fillId,
    gtin14: null,
    ndcCandidates: [fill.ndc11],
    lotNumber: fill.lotNumber,
    expiresOn: fill.lotExpiresOn,
    serial: `SIM-${fill.fillNumber}-${fill.lotNumber ?? ''}`,
    quantityThousandths: fill.quantityThousandths,
    method: 'scanner',
  }),
);

const paper = (kind: 'leaflet' | 'medication-guide' | 'counselling-offer'): Act =>
  withFill('technician', (tx, { fillId }) =>
    recordPaper(tx, { fillId, kind, outcome: kind === 'counselling-offer' ? 'offered' : 'enclosed' }),
  );

/** Everything that people do, by name. */
export const acts = {
  enrol: ofJourney(takeEnrolment),
  benefits: ofJourney(takeBenefits),
  authorize: ofJourney(takeAuthorization),
  assist: ofJourney(takeAssistance),
  check: ofJourney(takePrescriptionCheck),
  review: ofJourney(takeStartReview),
  schedule: ofJourney(takeScheduling),
  'open fill': byPerson('technician', (tx, { journey }) =>
    openFill(tx, {
      prescriptionId: journey.prescriptionId,
      owner: 'wac',
      payment: journey.chance.next() < 0.8 ? 'claim' : 'cash',
    }),
  ),
  release: withFill('technician', (tx, { fillId }) => releaseFill(tx, fillId)),
  pick: withFill('technician', (tx, { fillId }) => pickForFill(tx, fillId)),
  scan,
  label: withFill('technician', (tx, { fillId }) => printLabel(tx, fillId)),
  leaflet: paper('leaflet'),
  guide: paper('medication-guide'),
  counsel: paper('counselling-offer'),
  complete: withFill('technician', (tx, { fillId }) => completeFilling(tx, fillId)),
  verify: withFill('verifier', (tx, { fillId }) => verifyFill(tx, fillId)),
  'verify own': withFill('technician', (tx, { fillId }) => verifyFill(tx, fillId)),
  pack: withDelivery((tx, delivery) => {
    const packOut = listPackOuts(delivery).find((one) => one.hours === null || one.hours >= 72)?.code ?? 'carton';
    return packDelivery(tx, { deliveryId: delivery.deliveryId, packOut });
  }),
  'hand over': withDelivery((tx, { deliveryId }) => handOverDelivery(tx, deliveryId)),
  'confirm start': ofJourney(takeStartConfirmation),
  monitor: ofJourney(takeMonitoring),
  'refill call': byPerson('intake', (tx, { journey }) => recordRefillCall(tx, refillCallOf(journey))),
} as const satisfies Record<string, Act>;

/** What people do against the usual order: holds, waits and steps back. */
export const detours = {
  'place hold': byPerson('pharmacist', (tx, { journey }) =>
    placeHold(tx, { therapyId: journey.therapyId, hold: journey.chance.pick(holds), reasonCode }),
  ),
  'release hold': byPerson('pharmacist', async (tx, { journey }) => {
    const { therapyId } = journey;
    for (const hold of holds.slice(1)) {
      const released = await releaseHold(tx, { therapyId, hold, reasonCode });
      if (released.ok) return released;
    }
    return releaseHold(tx, { therapyId, hold: holds[0], reasonCode });
  }),
  'override hold': byPerson('pharmacist', (tx, { journey }) =>
    overrideHold(tx, { therapyId: journey.therapyId, hold: journey.chance.pick(holds), reasonCode }),
  ),
  wait: byPerson('intake', (tx, { journey }) =>
    startWait(tx, { therapyId: journey.therapyId, reason: 'awaiting_patient' }),
  ),
  'end wait': byPerson('intake', (tx, { journey }) =>
    endWait(tx, { therapyId: journey.therapyId, reason: 'awaiting_patient' }),
  ),
  'take check back': byPerson('pharmacist', (tx, { journey }) =>
    unverifyPrescription(tx, { prescriptionId: journey.prescriptionId, reasonCode: 'new-clinical-facts' }),
  ),
  'take verification back': withFill('verifier', (tx, { fillId }) => unverifyFill(tx, { fillId, reasonCode })),
  'put back': withFill('technician', (tx, { fillId }) => putBackFill(tx, { fillId, reasonCode })),
  'give up': withFill('technician', (tx, { fillId }) => cancelFill(tx, { fillId, reasonCode })),
  'return to stock': withFill('technician', (tx, { fillId }) => returnFillToStock(tx, { fillId, reasonCode })),
  'cancel delivery': withDelivery((tx, { deliveryId }) => cancelDelivery(tx, { deliveryId, reasonCode })),
  'move delivery': withDelivery((tx, { deliveryId }) =>
    rescheduleDelivery(tx, { deliveryId, needBy: null, shipOn: null, reasonCode }),
  ),
  'settle return': withDelivery((tx, { deliveryId }) =>
    settleReturn(tx, { deliveryId, outcome: 'returned-to-stock', reasonCode }),
  ),
} as const satisfies Record<string, Act>;

export type ActName = keyof typeof acts | keyof typeof detours;

const access: readonly ActName[] = ['enrol', 'benefits', 'authorize', 'assist', 'check', 'review', 'schedule'];
const papers: readonly ActName[] = ['label', 'leaflet', 'guide', 'counsel'];
const bench: readonly ActName[] = ['scan', ...papers, 'complete'];

/** Finds how a therapy stands. */
export async function findSituation(journey: DemoJourney): Promise<Situation> {
  const [fills, deliveries] = [
    await journey.stage.act('', (tx) => listFills(tx, journey)),
    await journey.stage.act('', (tx) => listDeliveries(tx, journey)),
  ];
  return { journey, deliveries, fill: fills[0] ?? null, delivery: deliveries[0] ?? null };
}

/** Lists what would carry a therapy on from where it stands; some of it may be refused. */
export function listUsefulActs(situation: Situation): readonly ActName[] {
  const { fill, delivery } = situation;
  switch (fill?.state) {
    case undefined:
      return [...access, 'open fill'];
    case 'awaiting-claim':
      return access;
    case 'awaiting-release':
      return [...access, 'release', 'release hold'];
    case 'ready-to-fill':
      return ['pick'];
    case 'picked':
      return bench;
    case 'filled':
      return [...papers, 'verify'];
    case 'verified':
      return delivery?.state === 'packed'
        ? ['hand over', 'hand over', 'release hold']
        : delivery?.state === 'scheduled'
          ? ['pack']
          : ['schedule'];
    case 'handed-over':
      return delivery?.state === 'delivered'
        ? ['confirm start', 'monitor', 'refill call', 'schedule', 'open fill']
        : ['settle return', 'return to stock'];
    default:
      return [...access, 'open fill', 'refill call'];
  }
}

/** A patient who is reached and wants the refill; some count their doses, some have missed a few, which a pharmacist then reviews. */
function refillCallOf({ therapyId, chance, stage, site }: DemoJourney): RefillCallEntry {
  const dosesMissed = chance.pick([0, 0, 0, 1, 3]);
  return {
    therapyId,
    channel: 'phone',
    outcome: 'confirmed',
    answers: {
      onHandThousandths: chance.pick([null, 0, 5_000, 12_000]),
      dosesMissed,
      missedReason: dosesMissed > 0 ? 'forgot' : null,
      dosesLost: 0,
      sideEffects: 'none',
      ...{ hasNewMedicine: false, hasNewAllergy: false, visit: 'none', procedureOn: null },
      ...{ address: 'same', deliveryOn: dayIn(stage.clock.now(), site.timeZone), copayConsent: true, words: '' },
    },
  };
}
