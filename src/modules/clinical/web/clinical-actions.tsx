import { type ReactNode, useState } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import { ActionBar } from '../../../ui/action-bar.tsx';
import { useSession } from '../../../ui/session.ts';
import { clinicalPermissions } from '../permissions.ts';
import { useClinical } from './clinical-reader.tsx';
import type { ClinicalDialogProps, ClinicalView } from './clinical-words.ts';
import { StartReviewDialog } from './start-review-dialog.tsx';
import { VerificationDialog } from './verification-dialog.tsx';

interface Work {
  readonly label: string;
  readonly keys: string;
  readonly permission: string;
  readonly dialog: (props: ClinicalDialogProps) => ReactNode;
  readonly isOpen: (clinical: ClinicalView) => boolean;
}

const works: readonly Work[] = [
  {
    label: 'Review the start',
    keys: 'r c',
    permission: clinicalPermissions.reviewStart.code,
    dialog: StartReviewDialog,
    isOpen: ({ reviews }) => reviews[0]?.outcome !== 'cleared',
  },
  {
    label: 'Verify the prescription',
    keys: 'r v',
    permission: clinicalPermissions.verifyPrescriptions.code,
    dialog: VerificationDialog,
    isOpen: ({ isAccepted, verification }) => isAccepted && verification.state === 'unverified',
  },
];

/** The clinical work before the fill that is ready for this person; nothing when all is done. */
export function ClinicalActions(props: { readonly therapyId: TherapyId }): ReactNode {
  const { permissions } = useSession();
  const query = useClinical(props.therapyId);
  const [current, setCurrent] = useState<Work | null>(null);
  const { data: clinical } = query;
  if (clinical === undefined) return null;
  const open = works.filter((work) => permissions.includes(work.permission) && work.isOpen(clinical));
  const [primary, ...secondary] = open.map((work) => ({
    label: work.label,
    keys: work.keys,
    onPress: () => setCurrent(work),
  }));
  const OpenDialog = current?.dialog ?? null;
  return (
    <>
      {primary !== undefined && <ActionBar primary={primary} secondary={secondary} />}
      {OpenDialog !== null && (
        <OpenDialog therapyId={props.therapyId} clinical={clinical} onClose={() => setCurrent(null)} />
      )}
    </>
  );
}
