import { dayIn } from '../../kernel/instant.ts';
import { recordStartReview, screenPrescription, verifyPrescription } from '../../modules/clinical/index.ts';
import { getPrescription } from '../../modules/prescriptions/index.ts';
import { type DemoJourney, must } from './demo-journey.ts';

/** The pharmacist's check of the prescription, with a coded answer to every alert that interrupts. */
export async function takePrescriptionCheck(journey: DemoJourney): Promise<void> {
  const { prescriptionId } = journey;
  must(
    await journey.stage.act(journey.crew.pharmacist, async (tx) => {
      const screened = must(await screenPrescription(tx, { prescriptionId }));
      const answers = screened.alerts.map((alert) => ({
        alertKey: alert.alertKey,
        reasonCode: 'monitoring-arranged' as const,
      }));
      return verifyPrescription(tx, { prescriptionId, answers, reviewedManually: true });
    }),
  );
}

/** The clinical start review. */
export async function takeStartReview(journey: DemoJourney): Promise<void> {
  const { therapyId, drug, stage, site } = journey;
  const today = dayIn(stage.clock.now(), site.timeZone);
  must(
    await stage.act(journey.crew.pharmacist, async (tx) => {
      const { indicationCode } = await getPrescription(tx, journey.prescriptionId);
      return recordStartReview(tx, {
        therapyId,
        outcome: 'cleared',
        diagnosisCode: indicationCode ?? 'Z79.899',
        remsStatus: drug.remsProgram === null ? 'not-required' : 'met',
        educationGiven: true,
        labs: [{ loincCode: '58410-2' as never, isPresent: true, observedOn: today }],
        goals: '',
        note: '',
      });
    }),
  );
}
