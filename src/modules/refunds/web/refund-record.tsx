import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { type Action, ActionBar } from '../../../ui/action-bar.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCents, formatUnitPrice } from '../../../ui/format-money.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../api.ts';
import { eligibilityReasons } from '../domain/eligibility.ts';
import { determinationEvidence, inquiryKinds, inquiryOutcomes, inquiryReasons } from '../domain/inquiry.ts';
import { expectationReasons, refundStates } from '../domain/refund.ts';
import { refundPermissions } from '../permissions.ts';
import classes from './refund.module.css';
import { AnswerForm, DeterminationForm, InquiryForm } from './refund-forms.tsx';
import { benefitWords, describeSource, type ShownClaimRefund, stateTones } from './refund-words.ts';

type Doing = 'inquiry' | 'answer' | 'determination';

/** Everything about the refund of a claim: whether it is owed and why, what came, what was asked and determined, and what can be done. */
export function RefundRecord(props: { readonly claimId: string; readonly isOnClaim?: boolean }): ReactNode {
  const { claimId, isOnClaim = false } = props;
  const query = useEndpointQuery(api.getClaimRefund, { claimId }, { topics: ['refunds'] });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={4} />;
  return <Shown claimId={claimId} shown={query.data} isOnClaim={isOnClaim} />;
}

interface ShownProps {
  readonly claimId: string;
  readonly shown: ShownClaimRefund;
  /** Whether it stands on the page of its claim, which needs no way there. */
  readonly isOnClaim: boolean;
}

function Shown(props: ShownProps): ReactNode {
  const { claimId, shown, isOnClaim } = props;
  const [doing, setDoing] = useState<Doing | null>(null);
  const mayWork = useHasPermission(refundPermissions.workRefunds.code);
  const waiting = shown.inquiries.find(({ outcome }) => outcome === null);
  const stop = (): void => setDoing(null);
  // Single keys do nothing inside a dialog, so that none is shown there.
  const keyed = (keys: string) => (isOnClaim ? { keys } : {});
  const inquiry: Action =
    waiting === undefined
      ? { label: 'Record an inquiry', ...keyed('i'), onPress: () => setDoing('inquiry') }
      : { label: 'Record the answer', ...keyed('a'), onPress: () => setDoing('answer') };
  const determination: Action = { label: '340B or not', ...keyed('b'), onPress: () => setDoing('determination') };
  return (
    <div className={classes['record']}>
      <Facts {...props} />
      <Reasons shown={shown} />
      <Receipts shown={shown} />
      <History shown={shown} />
      {doing !== null && (
        <FocusedForm key={doing}>
          {doing === 'inquiry' && <InquiryForm claimId={claimId} onDone={stop} />}
          {doing === 'answer' && waiting !== undefined && <AnswerForm inquiryId={waiting.inquiryId} onDone={stop} />}
          {doing === 'determination' && <DeterminationForm claimId={claimId} shown={shown} onDone={stop} />}
        </FocusedForm>
      )}
      {mayWork && doing === null && (
        <ActionBar secondary={shown.refund === null ? [determination] : [inquiry, determination]} />
      )}
    </div>
  );
}

/** A form that takes the place of the button that opened it, and the focus with it. */
function FocusedForm(props: { readonly children: ReactNode }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector<HTMLElement>('select, input')?.focus(), []);
  return <div ref={place}>{props.children}</div>;
}

function Facts({ claimId, shown, isOnClaim }: ShownProps): ReactNode {
  const { refund, fairPrice, wac, fault } = shown;
  return (
    <KeyValueList
      columns={2}
      items={[
        {
          label: 'Stands',
          value:
            refund === null ? (
              'No refund is owed'
            ) : (
              <StatusBadge tone={stateTones[refund.state]}>{refundStates[refund.state]}</StatusBadge>
            ),
        },
        ...(isOnClaim
          ? []
          : [{ label: 'Claim', value: <PageLink to={`/claims/${claimId}`}>Money of this claim</PageLink> }]),
        ...(refund === null
          ? []
          : [
              { label: 'Expected', value: formatCents(refund.expectedCents) },
              { label: 'Received', value: formatCents(refund.receivedCents) },
              { label: 'Days since service', value: String(refund.ageDays) },
              { label: 'Benefit', value: benefitWords[refund.benefit] },
            ]),
        { label: 'WAC per unit', value: wac === null ? null : formatUnitPrice(wac) },
        {
          label: 'MFP per unit',
          value: fairPrice === null ? null : `${formatUnitPrice(fairPrice.mfp)} (${describeSource(fairPrice)})`,
        },
        ...(fault === null
          ? []
          : [{ label: 'Look at this', value: fault === 'double' ? 'Both benefits came' : 'Neither benefit came' }]),
      ]}
    />
  );
}

function Reasons({ shown }: { readonly shown: ShownClaimRefund }): ReactNode {
  return (
    <ul className={classes['reasons']} aria-label="Whether a refund is owed">
      {shown.reasons.map(({ reason, isMet }) => (
        <li key={reason}>
          <StatusBadge tone={isMet ? 'done' : 'neutral'}>{isMet ? 'Yes' : 'No'}</StatusBadge>{' '}
          {eligibilityReasons[reason]}
        </li>
      ))}
    </ul>
  );
}

function Receipts({ shown }: { readonly shown: ShownClaimRefund }): ReactNode {
  if (shown.receipts.length === 0) return null;
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th>Came</th>
          <th>Transaction</th>
          <th>Reasons</th>
          <th className={classes['amount']}>Amount</th>
        </tr>
      </thead>
      <tbody>
        {shown.receipts.map((receipt) => (
          <tr key={`${receipt.paymentId} ${receipt.position}`}>
            <td>
              <Moment at={receipt.receivedAt as Instant} />
            </td>
            <td>
              {receipt.remittanceFileId === null ? (
                describeCode(receipt)
              ) : (
                <PageLink to={`/remittances/${receipt.remittanceFileId}`}>{describeCode(receipt)}</PageLink>
              )}
              <div className={classes['soft']}>{receipt.payerClaimNumber}</div>
            </td>
            <td>{[...receipt.reasonCodes, ...receipt.remarkCodes].join(', ')}</td>
            <td className={classes['amount']}>{formatCents(receipt.paidCents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function describeCode(receipt: ShownClaimRefund['receipts'][number]): string {
  const { transactionCode, codeSentence, position } = receipt;
  if (transactionCode === null) return `Line ${position}`;
  return codeSentence === null ? `${transactionCode}, not known` : `${transactionCode} ${codeSentence}`;
}

interface Event {
  readonly key: string;
  readonly at: string;
  readonly words: string;
}

/** What was expected, determined, asked and answered, in its order. */
function History({ shown }: { readonly shown: ShownClaimRefund }): ReactNode {
  const events: readonly Event[] = [
    ...shown.steps.map((step) => ({
      ...{ key: `step ${step.sequence}`, at: step.occurredAt },
      words: `${expectationReasons[step.reason]}: ${formatCents(step.expectedCents)} expected`,
    })),
    ...shown.determinations.map((one) => ({
      ...{ key: `determination ${one.sequence}`, at: one.determinedAt },
      words: `${determinationEvidence[one.evidence]}${one.ceiling === null ? '' : `, ceiling ${formatUnitPrice(one.ceiling)}`}: ${benefitWords[one.benefit]} counts`,
    })),
    ...shown.inquiries.flatMap((one) => [
      {
        ...{ key: `asked ${one.inquiryId}`, at: one.askedAt },
        words: `${inquiryKinds[one.kind]}: ${inquiryReasons[one.reason]}`,
      },
      ...(one.outcome === null || one.answeredAt === null
        ? []
        : [
            {
              ...{ key: `answered ${one.inquiryId}`, at: one.answeredAt },
              words: `Answer: ${inquiryOutcomes[one.outcome]}`,
            },
          ]),
    ]),
  ].toSorted((left, right) => left.at.localeCompare(right.at));
  if (events.length === 0) return null;
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th>When</th>
          <th>What happened</th>
        </tr>
      </thead>
      <tbody>
        {events.map(({ key, at, words }) => (
          <tr key={key}>
            <td>
              <Moment at={at as Instant} />
            </td>
            <td>{words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
