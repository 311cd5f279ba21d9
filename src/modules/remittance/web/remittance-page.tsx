import { type ReactNode, useState } from 'react';
import type { RequestOf } from '../../../kernel/endpoint.ts';
import type { Problem } from '../../../kernel/problem.ts';
import { ActionBar } from '../../../ui/action-bar.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { usePathParameter } from '../../../ui/page-link.tsx';
import { ProblemList } from '../../../ui/problem-list.tsx';
import { RecordFailure } from '../../../ui/record-failure.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { type DismissalReason, dismissalReasons } from '../domain/remittance-file.ts';
import { remittancePermissions } from '../permissions.ts';
import { PaymentList } from './payment-list.tsx';
import { PaymentView } from './payment-view.tsx';
import { describeFile } from './remittance-words.ts';

const fields = {
  reasonCode: {
    kind: 'choice',
    label: 'Reason',
    isRequired: true,
    options: (Object.keys(dismissalReasons) as DismissalReason[]).map((value) => ({
      value,
      label: dismissalReasons[value],
    })),
  },
} as const;

/** A remittance file: what became of it, how its payments add up, and the lines behind each number. */
export function RemittancePage(): ReactNode {
  const remittanceFileId = usePathParameter('remittanceFileId');
  const [pickedId, setPickedId] = useState<string | null>(null);
  const query = useEndpointQuery(
    api.getRemittance,
    { remittanceFileId },
    { topics: [`remittance:${remittanceFileId}`] },
  );
  const { file, payments = [], problems = [] } = query.data ?? {};
  const picked = payments.find(({ paymentId }) => paymentId === pickedId) ?? payments[0];
  const standing = file === undefined ? null : describeFile(file);
  return (
    <PageFrame
      title={file?.fileName ?? 'Remittance'}
      breadcrumbs={[{ label: 'Remittances', path: '/remittances' }]}
      beside={standing !== null && <StatusBadge tone={standing.tone}>{standing.label}</StatusBadge>}
      hints={[
        { keys: 'j', label: 'next line' },
        { keys: 'k', label: 'line before' },
        { keys: 'Enter', label: 'the line and its claim' },
      ]}
      fill
    >
      {query.error !== null && <RecordFailure failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={8} />}
      {file !== undefined && problems.length > 0 && <Problems file={file} problems={problems as readonly Problem[]} />}
      {payments.length > 1 && picked !== undefined && (
        <PaymentList payments={payments} pickedId={picked.paymentId} onPick={setPickedId} />
      )}
      {picked !== undefined && <PaymentView key={picked.paymentId} payment={picked} />}
    </PageFrame>
  );
}

function Problems(props: {
  readonly file: {
    readonly remittanceFileId: string;
    readonly outcome: string | null;
    readonly dismissedFor: string | null;
  };
  readonly problems: readonly Problem[];
}): ReactNode {
  const { file, problems } = props;
  const [isDismissing, setDismissing] = useState(false);
  const mayWork = useHasPermission(remittancePermissions.workRemittances.code);
  const isHeld = file.outcome !== 'posted' && file.outcome !== null;
  return (
    <>
      <Notice
        tone={isHeld ? 'blocked' : 'due'}
        sentence={
          isHeld
            ? 'This file is held whole: nothing of it was posted. Ask the payer for a correct one.'
            : 'The file was posted, with remarks.'
        }
      >
        <ProblemList problems={problems} />
      </Notice>
      {isHeld && mayWork && file.dismissedFor === null && (
        <ActionBar primary={{ label: 'Set aside', keys: 'x', onPress: () => setDismissing(true) }} />
      )}
      {isDismissing && <DismissDialog remittanceFileId={file.remittanceFileId} onClose={() => setDismissing(false)} />}
    </>
  );
}

function DismissDialog(props: { readonly remittanceFileId: string; readonly onClose: () => void }): ReactNode {
  const invalidates = [api.getRemittance, api.listRemittances];
  const dismiss = useEndpointCommand(api.dismissRemittance, { invalidates, onDone: props.onClose });
  const { remittanceFileId } = props;
  return (
    <Dialog opened title="Set this file aside" onClose={props.onClose}>
      <StructuredForm
        fields={fields}
        submitLabel="Set aside"
        onSubmit={(values: Pick<RequestOf<typeof api.dismissRemittance>, 'reasonCode'>) =>
          dismiss.run({ remittanceFileId, reasonCode: values.reasonCode })
        }
        onCancel={props.onClose}
        isRunning={dismiss.isRunning}
        failure={dismiss.failure}
      />
    </Dialog>
  );
}
