import type { ReactNode } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { Moment } from '../../../ui/moment.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { clinicalPermissions } from '../permissions.ts';
import { AlertList, FailedChecks } from './alert-list.tsx';
import { ClinicalPanel, type PanelForm } from './clinical-reader.tsx';
import type { ClinicalView } from './clinical-words.ts';
import { UnverifyDialog } from './unverify-dialog.tsx';
import { VerificationDialog } from './verification-dialog.tsx';

const permission = clinicalPermissions.verifyPrescriptions.code;
const verifyForm: PanelForm = { label: 'Verify the prescription', permission, dialog: VerificationDialog };
const unverifyForm: PanelForm = { label: 'Take the verification back', permission, dialog: UnverifyDialog };

/** Whether a pharmacist verified the prescription, and what was found when it was screened. */
export function VerificationPanel(props: { readonly therapyId: TherapyId }): ReactNode {
  return (
    <ClinicalPanel
      therapyId={props.therapyId}
      forms={({ verification }) => [verification.state === 'verified' ? unverifyForm : verifyForm]}
    >
      {(clinical) => (
        <>
          <VerificationState verification={clinical.verification} />
          <FailedChecks failed={clinical.failed} />
          {clinical.alerts.length === 0 ? <p>No alerts were found.</p> : <AlertList alerts={clinical.alerts} />}
        </>
      )}
    </ClinicalPanel>
  );
}

function VerificationState(props: { readonly verification: ClinicalView['verification'] }): ReactNode {
  const { state, verifiedAt, verifiedByName } = props.verification;
  if (state === 'unverified' || verifiedAt === null) return <StatusBadge tone="due">Not verified</StatusBadge>;
  return (
    <p>
      <StatusBadge tone="done">Verified</StatusBadge> {verifiedByName ?? 'Pharmacist'},{' '}
      <Moment at={verifiedAt as Instant} />
    </p>
  );
}
