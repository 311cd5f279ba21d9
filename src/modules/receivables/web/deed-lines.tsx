import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField, TextField } from '../../../ui/fields.tsx';
import { formatCents } from '../../../ui/format-money.ts';
import { Moment } from '../../../ui/moment.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission, useSession } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../api.ts';
import { type DisputeAnswer, disputeStates } from '../domain/dispute.ts';
import { decideSecondPerson, writeOffReasons, writeOffStates } from '../domain/write-off.ts';
import { receivablesPermissions } from '../permissions.ts';
import classes from './receivables-page.module.css';
import { day, deedTones, namePayer, type ShownDispute, type ShownWriteOff } from './receivables-words.ts';

const changed = [api.getClaimReceivable, api.listDisputes, api.listWriteOffs, api.getReceivables];

/** The claim of a deed, where the line stands outside the page of the claim. */
function WhoseClaim(props: { readonly claimId: string; readonly patientId: string | null }): ReactNode {
  return (
    <>
      {props.patientId !== null && <PanelSlotView slot="patient-name" patientId={props.patientId as PatientId} />}
      <PageLink to={`/claims/${props.claimId}`}>Open the claim</PageLink>
    </>
  );
}

/** A dispute with its evidence, its deadline and its age, and the way to keep the payer’s answer. */
export function DisputeLine(props: { readonly dispute: ShownDispute; readonly namesClaim?: boolean }): ReactNode {
  const { dispute } = props;
  const [isAnswering, setAnswering] = useState(false);
  const mayWork = useHasPermission(receivablesPermissions.workReceivables.code);
  const { state, dueOn, remittanceFileId, answerReference } = dispute;
  return (
    <p className={classes['line']}>
      <StatusBadge tone={deedTones[state]}>{disputeStates[state]}</StatusBadge>
      <span>
        {formatCents(dispute.shortCents)} disputed with {namePayer(dispute.payerName)}:{' '}
        {formatCents(dispute.agreedCents)} agreed, {formatCents(dispute.remittedCents)} remitted
        {dispute.position === null ? ', no remittance line' : `, line ${dispute.position}`}
      </span>
      {remittanceFileId !== null && <PageLink to={`/remittances/${remittanceFileId}`}>Open the remittance</PageLink>}
      <span className={classes['quiet']}>
        {dispute.ageDays === 1 ? '1 day' : `${dispute.ageDays} days`} old,{' '}
        {dueOn === null ? 'no deadline on file' : `to be sent by ${day(dueOn)} (${dispute.dueSource})`}
        {answerReference === null ? '' : `, payer’s number ${answerReference}`}
      </span>
      {props.namesClaim === true && <WhoseClaim claimId={dispute.claimId} patientId={dispute.patientId} />}
      {state === 'open' && mayWork && (
        <Button variant="default" size="compact-sm" onClick={() => setAnswering(true)}>
          Keep the answer
        </Button>
      )}
      {isAnswering && <AnswerDialog dispute={dispute} onClose={() => setAnswering(false)} />}
    </p>
  );
}

function AnswerDialog(props: { readonly dispute: ShownDispute; readonly onClose: () => void }): ReactNode {
  const [answer, setAnswer] = useState<DisputeAnswer>('paid');
  const [reference, setReference] = useState('');
  const command = useEndpointCommand(api.answerDispute, { invalidates: changed, onDone: props.onClose });
  const { disputeId } = props.dispute;
  return (
    <ConfirmDialog
      opened
      title="What the dispute came to"
      sentence="The dispute closes with this answer. Money is posted by its remittance, never by this."
      confirmLabel="Keep it"
      isRunning={command.isRunning}
      failure={command.failure}
      onCancel={props.onClose}
      onConfirm={() => command.run({ disputeId, answer, reference: reference.trim() === '' ? null : reference.trim() })}
    >
      <ChoiceField
        label="Answer"
        value={answer}
        message={null}
        options={(['paid', 'denied', 'withdrawn'] as const).map((value) => ({ value, label: disputeStates[value] }))}
        onChange={(value) => setAnswer(value as DisputeAnswer)}
      />
      <TextField label="Payer’s number" value={reference} message={null} onChange={setReference} />
    </ConfirmDialog>
  );
}

/** A write-off with who proposed and decided it, and what the second person can do. */
export function WriteOffLine(props: { readonly writeOff: ShownWriteOff; readonly namesClaim?: boolean }): ReactNode {
  const { writeOff } = props;
  const { writeOffId, state, proposedBy } = writeOff;
  const { staffId } = useSession();
  const mayDecide = useHasPermission(receivablesPermissions.approveWriteOffs.code);
  const decide = useEndpointCommand(api.decideWriteOff, { invalidates: changed });
  const takeBack = useEndpointCommand(api.takeWriteOffBack, { invalidates: changed });
  const allowed = decideSecondPerson({ state, proposedBy }, staffId);
  const failure = decide.failure ?? takeBack.failure;
  return (
    <div>
      <p className={classes['line']}>
        <StatusBadge tone={deedTones[state]}>{writeOffStates[state]}</StatusBadge>
        <span>
          {formatCents(writeOff.cents)} of {namePayer(writeOff.payerName)}: {writeOffReasons[writeOff.reasonCode]}
        </span>
        <span className={classes['quiet']}>
          proposed by {writeOff.proposerName}, <Moment at={writeOff.proposedAt as Instant} />
          {writeOff.deciderName === null ? '' : `, decided by ${writeOff.deciderName}`}
        </span>
        {props.namesClaim === true && <WhoseClaim claimId={writeOff.claimId} patientId={writeOff.patientId} />}
        {state === 'proposed' && mayDecide && (
          <>
            <ReasonedButton
              label="Approve"
              isSmall
              isRunning={decide.isRunning}
              refusal={allowed.ok ? null : allowed.refusal}
              onPress={() => decide.run({ writeOffId, approves: true })}
            />
            {allowed.ok && (
              <Button variant="default" size="compact-sm" onClick={() => decide.run({ writeOffId, approves: false })}>
                Decline
              </Button>
            )}
          </>
        )}
        {state === 'approved' && mayDecide && (
          <Button variant="subtle" size="compact-sm" onClick={() => takeBack.run({ writeOffId })}>
            Take it back
          </Button>
        )}
      </p>
      {failure !== null && <FailureNotice failure={failure} />}
    </div>
  );
}
