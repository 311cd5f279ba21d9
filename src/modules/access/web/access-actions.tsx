import { type ReactNode, useState } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import { ActionBar } from '../../../ui/action-bar.tsx';
import { useSession } from '../../../ui/session.ts';
import { isApproval } from '../domain/authorization.ts';
import { accessPermissions } from '../permissions.ts';
import { useAccess } from './access-reader.tsx';
import type { AccessDialogProps, AccessView } from './access-words.ts';
import { AssistanceDialog } from './assistance-dialog.tsx';
import { AuthorizationDialog } from './authorization-dialog.tsx';
import { BenefitsDialog } from './benefits-dialog.tsx';
import { EnrolmentDialog } from './enrolment-dialog.tsx';

interface Work {
  readonly label: string;
  readonly keys: string;
  readonly permission: string;
  readonly dialog: (props: AccessDialogProps) => ReactNode;
  readonly isOpen: (access: AccessView) => boolean;
}

const works: readonly Work[] = [
  {
    label: 'Record the welcome call',
    keys: 'r e',
    permission: accessPermissions.recordEnrolment.code,
    dialog: EnrolmentDialog,
    isOpen: ({ contacts }) => contacts[0]?.outcome !== 'enrolled',
  },
  {
    label: 'Record the benefits check',
    keys: 'r b',
    permission: accessPermissions.recordBenefits.code,
    dialog: BenefitsDialog,
    isOpen: ({ benefits }) => benefits[0]?.outcome !== 'complete',
  },
  {
    label: 'Carry the authorization on',
    keys: 'r a',
    permission: accessPermissions.recordAuthorization.code,
    dialog: AuthorizationDialog,
    isOpen: ({ benefits, authorizations }) =>
      benefits[0]?.authorizationNeed === 'needed' && !isSettled(authorizations[0]?.state ?? 'required'),
  },
  {
    label: 'Record assistance',
    keys: 'r f',
    permission: accessPermissions.recordAssistance.code,
    dialog: AssistanceDialog,
    isOpen: ({ benefits, assistance }) =>
      benefits[0]?.outcome === 'complete' &&
      assistance[0]?.outcome !== 'affordable' &&
      assistance[0]?.outcome !== 'not-needed',
  },
];

/** The work on access that is ready for this person: the first in order, the others beside it; nothing when all is done. */
export function AccessActions(props: { readonly therapyId: TherapyId }): ReactNode {
  const { permissions } = useSession();
  const query = useAccess(props.therapyId);
  const [current, setCurrent] = useState<Work | null>(null);
  const { data: access } = query;
  if (access === undefined) return null;
  const open = works.filter((work) => permissions.includes(work.permission) && work.isOpen(access));
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
        <OpenDialog therapyId={props.therapyId} access={access} onClose={() => setCurrent(null)} />
      )}
    </>
  );
}

function isSettled(state: AccessView['authorizations'][number]['state']): boolean {
  return isApproval(state) || state === 'not-required' || state === 'expiring-soon' || state === 'renewal-preparing';
}
