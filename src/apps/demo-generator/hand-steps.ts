import { dayIn } from '../../kernel/instant.ts';
import { type RefillCallEntry, recordRefillCall } from '../../modules/clinical/index.ts';
import { getJourney, listOpenHandOutcomes, recordOutcome } from '../../modules/therapies/index.ts';
import { type DemoJourney, must } from './demo-journey.ts';

/**
 * Records what the pathway waits for and leaves to people. Returns false where the journey rests: what a clinic bills goes no further
 * than its appointment.
 */
export async function takeByHand(journey: DemoJourney): Promise<boolean> {
  const { stage, crew, chance, therapyId } = journey;
  const shown = must(await stage.act(crew.pharmacist, (tx) => getJourney(tx, therapyId)));
  for (const { lane, outcome, asks } of listOpenHandOutcomes(shown.handOutcomes)) {
    const number = asks === null ? null : `N${chance.between(100_000, 999_999)}`;
    must(await stage.act(crew.pharmacist, (tx) => recordOutcome(tx, { therapyId, lane, outcome, number })));
  }
  const { programme } = shown.pathway;
  if (programme === 'refill-only' && shown.summary.isRefillToConfirm && shown.summary.cycle === 1)
    await callFirst(journey);
  return programme !== 'buy-and-bill' || !['scheduling', 'delivery'].includes(shown.summary.stage);
}

/** The first fill is called like a refill where the first doses were given elsewhere. */
async function callFirst({ stage, crew, site, therapyId }: DemoJourney): Promise<void> {
  const deliveryOn = dayIn(stage.clock.now(), site.timeZone);
  const answers: RefillCallEntry['answers'] = {
    ...{ onHandThousandths: null, dosesMissed: 0, missedReason: null, dosesLost: 0, sideEffects: 'none' },
    ...{ hasNewMedicine: false, hasNewAllergy: false, visit: 'none', procedureOn: null, address: 'same' },
    ...{ deliveryOn, copayConsent: true, words: '' },
  };
  const call = { therapyId, channel: 'phone', outcome: 'confirmed', answers } as const;
  must(await stage.act(crew.intake, (tx) => recordRefillCall(tx, call)));
}
