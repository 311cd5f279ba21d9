import type { ReactNode } from 'react';
import { useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { type Cents, formatCentsAsDecimal, parseCents } from '../../../kernel/money.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField, TextField } from '../../../ui/fields.tsx';
import { formatCents } from '../../../ui/format-money.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import * as api from '../api.ts';
import { decideDispute } from '../domain/dispute.ts';
import { decideProposal, type WriteOffReason, writeOffReasons } from '../domain/write-off.ts';
import { receivablesPermissions } from '../permissions.ts';
import { DisputeLine, WriteOffLine } from './deed-lines.tsx';
import classes from './receivables-page.module.css';
import { namePayer } from './receivables-words.ts';

type Receivable = ResponseOf<typeof api.getClaimReceivable>;
type Open = Receivable['open'][number];

/** What payers have open on a claim, and what is done about it: disputes and write-offs. */
export function ClaimReceivablePanel({ claimId }: { readonly claimId: string }): ReactNode {
  const query = useEndpointQuery(api.getClaimReceivable, { claimId }, { topics: ['receivables', 'revenue-risk'] });
  const mayWork = useHasPermission(receivablesPermissions.workReceivables.code);
  const shown = query.data;
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (shown === undefined) return <LoadingRows rows={2} />;
  return (
    <div className={classes['stack']}>
      {shown.open.length === 0 && <p className={classes['quiet']}>No payer has anything open on this claim.</p>}
      {shown.open.map((open) => (
        <div key={open.payerId ?? ''}>
          <p className={classes['line']}>
            <strong>{formatCents(open.cents)}</strong>
            <span>
              open with {namePayer(open.payerName)}: {formatCents(open.agreedCents)} agreed,{' '}
              {formatCents(open.remittedCents)} remitted
            </span>
          </p>
          {mayWork && open.cents > 0 && <OpenDeeds claimId={claimId} open={open} shown={shown} />}
        </div>
      ))}
      {shown.disputes.map((dispute) => (
        <DisputeLine key={dispute.disputeId} dispute={dispute} />
      ))}
      {shown.writeOffs.map((writeOff) => (
        <WriteOffLine key={writeOff.writeOffId} writeOff={writeOff} />
      ))}
    </div>
  );
}

function OpenDeeds(props: { readonly claimId: string; readonly open: Open; readonly shown: Receivable }): ReactNode {
  const { claimId, open, shown } = props;
  const { payerId, payerName } = open;
  const [isProposing, setProposing] = useState(false);
  const dispute = useEndpointCommand(api.openDispute, { invalidates: [api.getClaimReceivable] });
  const isDisputed = shown.disputes.some((one) => one.state === 'open' && one.payerName === payerName);
  const waitsForDecision = shown.writeOffs.some((one) => one.state === 'proposed' && one.payerName === payerName);
  const disputable = decideDispute({ openCents: open.cents, isDisputed });
  const proposable = decideProposal({ cents: 1 }, { openCents: open.cents, waitsForDecision });
  return (
    <>
      <p className={classes['line']}>
        <ReasonedButton
          label="Dispute it"
          kind="secondary"
          isSmall
          isRunning={dispute.isRunning}
          refusal={disputable.ok ? null : disputable.refusal}
          onPress={() => dispute.run({ claimId, payerId })}
        />
        <ReasonedButton
          label="Propose to write it off"
          kind="secondary"
          isSmall
          refusal={proposable.ok ? null : proposable.refusal}
          onPress={() => setProposing(true)}
        />
      </p>
      {dispute.failure !== null && <FailureNotice failure={dispute.failure} />}
      {isProposing && <ProposeDialog claimId={claimId} open={open} onClose={() => setProposing(false)} />}
    </>
  );
}

function ProposeDialog(props: {
  readonly claimId: string;
  readonly open: Open;
  readonly onClose: () => void;
}): ReactNode {
  const { claimId, open, onClose } = props;
  const [amount, setAmount] = useState(formatCentsAsDecimal(open.cents as Cents));
  const [reason, setReason] = useState<WriteOffReason>('small-balance');
  const propose = useEndpointCommand(api.proposeWriteOff, { invalidates: [api.getClaimReceivable], onDone: onClose });
  const cents = parseCents(amount);
  const decided = decideProposal({ cents: cents ?? 0 }, { openCents: open.cents, waitsForDecision: false });
  const message =
    cents === null || cents < 1 ? 'Write an amount such as 12.50.' : decided.ok ? null : decided.refusal.sentence;
  return (
    <ConfirmDialog
      opened
      title="Propose to write off"
      sentence={`${formatCents(open.cents)} is open with ${namePayer(open.payerName)}. A second person decides; nothing is posted before.`}
      confirmLabel="Propose"
      isRunning={propose.isRunning}
      failure={propose.failure}
      onCancel={onClose}
      onConfirm={() => {
        if (cents !== null && message === null)
          propose.run({ claimId, payerId: open.payerId, cents, reasonCode: reason });
      }}
    >
      <TextField label="Amount in dollars" value={amount} message={message} onChange={setAmount} required />
      <ChoiceField
        label="Reason"
        value={reason}
        message={null}
        options={Object.entries(writeOffReasons).map(([value, label]) => ({ value, label }))}
        onChange={(value) => setReason(value as WriteOffReason)}
      />
    </ConfirmDialog>
  );
}
