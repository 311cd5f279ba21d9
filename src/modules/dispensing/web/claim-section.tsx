import { type ReactNode, useState } from 'react';
import type { Cents } from '../../../kernel/money.ts';
import { type Action, ActionBar } from '../../../ui/action-bar.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatMoney } from '../../../ui/format-money.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { type ClaimState, listAskedParts } from '../../claims/language.ts';
import { claimStates } from '../../claims/web/index.tsx';
import * as api from '../api.ts';
import type { FillPayment } from '../domain/fill.ts';
import type { FillState } from '../domain/fill-lifecycle.ts';
import { decideBillAgain, decideTakeClaimBack } from '../domain/fill-payment.ts';
import { dispensingPermissions } from '../permissions.ts';
import { CorrectionDialog } from './correction-dialog.tsx';
import type { FillAtBench } from './fill-words.ts';
import { LeaveDialog } from './leave-dialog.tsx';

/** What the payer said to the claim of a fill, and what can be done about it. */
export function ClaimSection(props: { readonly bench: FillAtBench; readonly isReadOnly?: boolean }): ReactNode {
  const { claim, fill } = props.bench;
  if (claim === null && fill.payment !== 'claim')
    return <Panel title="Claim">{fill.payment === 'cash' ? 'Paid by the patient, no claim.' : 'No claim.'}</Panel>;
  return (
    <Panel title="Claim">
      {claim === null ? 'Not billed yet.' : <ClaimFacts claim={claim} />}
      {props.isReadOnly !== true && <ClaimActions bench={props.bench} />}
    </Panel>
  );
}

function ClaimFacts(props: { readonly claim: NonNullable<FillAtBench['claim']> }): ReactNode {
  const { claim } = props;
  const money = (amount: number | null): string => (amount === null ? 'Not known' : formatMoney(amount as Cents));
  return (
    <>
      <KeyValueList
        columns={2}
        items={[
          { label: 'State', value: claimStates[claim.state as ClaimState].label },
          { label: 'Authorization', value: claim.authorizationNumber ?? 'None' },
          { label: 'Patient pays', value: money(claim.patientPayCents) },
          { label: 'Payer pays', value: money(claim.totalPaidCents) },
        ]}
      />
      <PanelSlotView slot="expected-payment" claimId={claim.claimId} />
      <p>
        <PanelSlotView slot="claim-money" claimId={claim.claimId} />
      </p>
    </>
  );
}

/** Bills again or takes the claim back, whichever the decision that the server asks allows now. */
function ClaimActions(props: { readonly bench: FillAtBench }): ReactNode {
  const { fill, claim } = props.bench;
  const [takesBack, setTakesBack] = useState(false);
  const [isReviewing, setReviewing] = useState(false);
  const [corrects, setCorrects] = useState(false);
  const toReview = claim?.toReview ?? [];
  const again = useEndpointCommand(api.billAgain, {
    invalidates: [api.getFill, api.listFills],
    onDone: () => setReviewing(false),
  });
  const next = useEndpointCommand(api.billNextPayer, { invalidates: [api.getFill, api.listFills] });
  const mayBill = useHasPermission(dispensingPermissions.bill.code);
  if (!mayBill) return null;
  const standing = {
    state: fill.state as FillState,
    payment: fill.payment as FillPayment,
    claimState: (claim?.state ?? null) as ClaimState | null,
  };
  const asksForMore = listAskedParts(claim?.rejectCodes ?? []).length > 0;
  const billAgain: Action = {
    label: asksForMore ? 'Bill again as it is' : 'Bill again',
    ...(asksForMore ? {} : { keys: 'b' }),
    onPress: () => (toReview.length > 0 ? setReviewing(true) : again.run({ fillId: fill.fillId })),
    isRunning: again.isRunning,
  };
  const correct: Action = {
    label: 'Correct and bill again',
    keys: asksForMore ? 'b' : 'c',
    onPress: () => setCorrects(true),
  };
  const [first, second] = asksForMore ? [correct, billAgain] : [billAgain, correct];
  const takeBack: Action = { label: 'Take the claim back', onPress: () => setTakesBack(true), isDangerous: true };
  const billNext: Action = {
    label: 'Bill the next payer',
    onPress: () => next.run({ fillId: fill.fillId }),
    isRunning: next.isRunning,
  };
  return (
    <>
      {decideBillAgain(standing).ok && <ActionBar primary={first} secondary={[second]} />}
      {decideTakeClaimBack(standing).ok && (
        <ActionBar secondary={[...(claim?.hasNextPayer === true ? [billNext] : []), takeBack]} />
      )}
      {next.failure !== null && <FailureNotice failure={next.failure} />}
      {again.failure !== null && !isReviewing && <FailureNotice failure={again.failure} />}
      <ConfirmDialog
        opened={isReviewing}
        title="Bill again although a rule stopped the claim"
        sentence="The claim was kept back before it was sent. It goes to the payer once you have looked at this:"
        confirmLabel="I looked at it: bill again"
        isRunning={again.isRunning}
        failure={again.failure}
        onConfirm={() => again.run({ fillId: fill.fillId, reviewedRules: toReview.map(({ rule }) => rule) })}
        onCancel={() => setReviewing(false)}
      >
        <ul>
          {toReview.map(({ rule, sentence }) => (
            <li key={rule}>{sentence}</li>
          ))}
        </ul>
      </ConfirmDialog>
      <CorrectionDialog bench={props.bench} opened={corrects} onClose={() => setCorrects(false)} />
      <LeaveDialog kind={takesBack ? 'claim' : null} fillId={fill.fillId} onClose={() => setTakesBack(false)} />
    </>
  );
}
