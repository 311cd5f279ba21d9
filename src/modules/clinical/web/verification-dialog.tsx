import { type ReactNode, useState } from 'react';
import type { PrescriptionId } from '../../../kernel/ids.ts';
import { ActionBar } from '../../../ui/action-bar.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { CheckField, ChoiceField } from '../../../ui/fields.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { useSession } from '../../../ui/session.ts';
import * as api from '../api.ts';
import {
  type AnswerReason,
  answerReasons,
  decideVerification,
  isPharmacist,
} from '../domain/prescription-verification.ts';
import { AlertList, FailedChecks } from './alert-list.tsx';
import { type ClinicalDialogProps, type ClinicalView, toOptions } from './clinical-words.ts';

type Answers = Readonly<Record<string, AnswerReason>>;

/** Shows every alert with its source, takes the answers, and verifies once nothing stands against it. */
export function VerificationDialog(props: ClinicalDialogProps): ReactNode {
  const { clinical, onClose } = props;
  const { roles } = useSession();
  const [answers, setAnswers] = useState<Answers>({});
  const [reviewedManually, setReviewed] = useState(false);
  const verify = useEndpointCommand(api.verifyPrescription, {
    invalidates: [api.getTherapyClinical],
    onDone: onClose,
  });
  const refusal = refuseVerification(clinical, { answers, reviewedManually, isPharmacist: isPharmacist(roles) });
  return (
    <Dialog opened title="Verify the prescription" width="wide" onClose={onClose}>
      <FailedChecks failed={clinical.failed} />
      {clinical.failed.length > 0 && (
        <CheckField label="I made these checks myself" isChecked={reviewedManually} onChange={setReviewed} />
      )}
      {clinical.alerts.length === 0 && <p>No alerts were found.</p>}
      <AlertList alerts={clinical.alerts}>
        {({ alertKey, tier, answer }) =>
          tier === 'interruptive' &&
          answer === null && (
            <ChoiceField
              label="Why go on"
              required
              value={answers[alertKey] ?? ''}
              options={toOptions(answerReasons)}
              onChange={(reason) => setAnswers((earlier) => ({ ...earlier, [alertKey]: reason as AnswerReason }))}
            />
          )
        }
      </AlertList>
      <PanelSlotView
        slot="ask-prescriber"
        prescriptionId={clinical.prescriptionId as PrescriptionId}
        onAsked={onClose}
      />
      {verify.failure !== null && <FailureNotice failure={verify.failure} />}
      <ActionBar
        primary={{
          label: 'Verify',
          refusal,
          isRunning: verify.isRunning,
          onPress: () =>
            verify.run({
              prescriptionId: clinical.prescriptionId,
              answers: Object.entries(answers).map(([alertKey, reasonCode]) => ({ alertKey, reasonCode })),
              reviewedManually,
            }),
        }}
        secondary={[{ label: 'Cancel', onPress: onClose }]}
      />
    </Dialog>
  );
}

function refuseVerification(
  clinical: ClinicalView,
  given: { readonly answers: Answers; readonly reviewedManually: boolean; readonly isPharmacist: boolean },
) {
  const answered = clinical.alerts.flatMap(({ alertKey, answer }) => (answer === null ? [] : [alertKey]));
  const decided = decideVerification({
    isPharmacist: given.isPharmacist,
    isAccepted: clinical.isAccepted,
    isVerified: clinical.verification.state === 'verified',
    alerts: clinical.alerts,
    answeredKeys: [...answered, ...Object.keys(given.answers)],
    failed: clinical.failed,
    reviewedManually: given.reviewedManually,
  });
  return decided.ok ? null : decided.refusal;
}
