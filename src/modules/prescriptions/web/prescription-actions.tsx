import { type ReactNode, useState } from 'react';
import { type Action, ActionBar } from '../../../ui/action-bar.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import * as api from '../api.ts';
import { prescriptionPermissions } from '../permissions.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import { ClarifyDialog } from './clarify-dialog.tsx';
import { CorrectPatientDialog } from './correct-patient-dialog.tsx';
import type { ShownPrescription } from './intake-words.ts';
import { failedRules, refuseAcceptance, seenOf } from './prescription-decision.ts';
import { CancelDialog, RefuseDialog } from './reason-dialogs.tsx';

type Step = 'accept' | 'clarify' | 'refuse' | 'cancel' | 'correct';

/** What can be done with a prescription as it stands, the next step first. */
export function PrescriptionActions(props: { readonly prescription: ShownPrescription }): ReactNode {
  const { prescription } = props;
  const [step, setStep] = useState<Step | null>(null);
  const accept = useEndpointCommand(api.acceptPrescription, { invalidates: [api.getPrescription, api.listIntake] });
  const goTo = useGoTo();
  const mayDecide = useHasPermission(prescriptionPermissions.decidePrescriptions.code);
  const mayCorrect = useHasPermission(prescriptionPermissions.correctPatient.code);
  const { therapyId, status } = prescription;
  if (status === 'refused' || status === 'cancelled') return null;
  const close = (): void => setStep(null);
  const needsDecision = failedRules(prescription).length > 0;
  const acceptance: Action = {
    label: needsDecision ? 'Accept all the same' : 'Accept',
    keys: 'n',
    refusal: mayDecide ? refuseAcceptance(prescription) : { sentence: 'Your roles do not include deciding this.' },
    isRunning: accept.isRunning,
    onPress: () =>
      needsDecision ? setStep('accept') : accept.run({ ...seenOf(prescription), clarification: {}, overrides: [] }),
  };
  const secondary = listSecondary(prescription, { mayDecide, mayCorrect, choose: setStep });
  const primary =
    status === 'accepted' && therapyId !== null
      ? { label: 'Open the therapy', keys: 'n', onPress: () => goTo(`/therapies/${therapyId}`) }
      : acceptance;
  return (
    <>
      <ActionBar primary={primary} secondary={secondary} />
      {accept.failure !== null && <FailureNotice failure={accept.failure} />}
      {step === 'accept' && <AcceptDialog prescription={prescription} onClose={close} />}
      {step === 'clarify' && <ClarifyDialog prescription={prescription} onClose={close} />}
      {step === 'refuse' && <RefuseDialog prescription={prescription} onClose={close} />}
      {step === 'cancel' && <CancelDialog prescription={prescription} onClose={close} />}
      {step === 'correct' && <CorrectPatientDialog prescription={prescription} onClose={close} />}
    </>
  );
}

function listSecondary(
  { status, patientId }: ShownPrescription,
  may: { readonly mayDecide: boolean; readonly mayCorrect: boolean; readonly choose: (step: Step) => void },
): readonly Action[] {
  const isUndecided = status === 'needs-person' || status === 'parked';
  const toDecide: readonly Action[] = [
    { label: 'Clarify', keys: 'c', onPress: () => may.choose('clarify') },
    { label: 'Refuse', keys: 'r', isDangerous: true, onPress: () => may.choose('refuse') },
  ];
  const toCorrect: readonly Action[] = [
    { label: 'Correct the patient', keys: 'p', onPress: () => may.choose('correct') },
  ];
  const toCancel: readonly Action[] = [
    { label: 'Cancel', keys: 'x', isDangerous: true, onPress: () => may.choose('cancel') },
  ];
  return [
    ...(may.mayDecide && isUndecided ? toDecide : []),
    ...(may.mayCorrect && patientId !== null ? toCorrect : []),
    ...(may.mayDecide ? toCancel : []),
  ];
}
