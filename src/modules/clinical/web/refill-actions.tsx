import { type ReactNode, useState } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import { ActionBar } from '../../../ui/action-bar.tsx';
import { useSession } from '../../../ui/session.ts';
import { clinicalPermissions } from '../permissions.ts';
import {
  RefillAttemptDialog,
  RefillCallDialog,
  type RefillDialogProps,
  RefillReviewDialog,
} from './refill-dialogs.tsx';
import { useRefill } from './refill-reader.ts';
import { describeContact, type RefillView } from './refill-words.ts';

interface Work {
  readonly label: string;
  readonly keys: string;
  readonly dialog: (props: RefillDialogProps) => ReactNode;
}

/** The refill call while one is due, and its review while a pharmacist has to look; nothing otherwise. */
export function RefillActions(props: { readonly therapyId: TherapyId }): ReactNode {
  const { permissions } = useSession();
  const { data: refill } = useRefill(props.therapyId);
  const [current, setCurrent] = useState<Work | null>(null);
  if (refill === undefined) return null;
  const [primary, ...secondary] = listWork(refill, permissions).map((work) => ({
    label: work.label,
    keys: work.keys,
    onPress: () => setCurrent(work),
  }));
  const OpenDialog = current?.dialog ?? null;
  return (
    <>
      {primary !== undefined && (
        <ActionBar primary={primary} secondary={secondary} note={describeContact(refill).join(' · ')} />
      )}
      {OpenDialog !== null && (
        <OpenDialog therapyId={props.therapyId} refill={refill} onClose={() => setCurrent(null)} />
      )}
    </>
  );
}

function listWork({ isDue, calls, contact }: RefillView, permissions: readonly string[]): readonly Work[] {
  const mayReview = permissions.includes(clinicalPermissions.reviewRefills.code) && calls[0]?.needsReview === true;
  const mayCall = permissions.includes(clinicalPermissions.recordRefillCalls.code) && isDue;
  const attempt = contact.isExhausted ? 'Prescriber told' : 'Not reached';
  return [
    ...(mayReview ? [{ label: 'Review the refill call', keys: 'r w', dialog: RefillReviewDialog }] : []),
    ...(mayCall
      ? [
          { label: 'Record the refill call', keys: 'r r', dialog: RefillCallDialog },
          { label: attempt, keys: 'r n', dialog: RefillAttemptDialog },
        ]
      : []),
  ];
}
