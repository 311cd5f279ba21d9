import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { cents } from '../../../kernel/money.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { useEndpointPages } from '../../../ui/endpoint-pages.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FilterToggles } from '../../../ui/filter-toggles.tsx';
import { formatCents } from '../../../ui/format-money.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { remittancePermissions } from '../permissions.ts';
import { LineDialog } from './line-dialog.tsx';
import {
  countOf,
  day,
  describeReason,
  describeStatus,
  lineStates,
  type ShownLine,
  type ShownPayment,
} from './remittance-words.ts';

const pageSize = 50;

const columns: readonly TableColumn<ShownLine>[] = [
  {
    id: 'state',
    header: 'Stands',
    width: 150,
    cell: ({ state }) => <StatusBadge tone={lineStates[state].tone}>{lineStates[state].label}</StatusBadge>,
  },
  { id: 'number', header: 'Rx or claim', width: { grow: 1, least: 110 }, cell: (line) => line.controlNumber },
  { id: 'payer', header: 'Payer no.', width: { grow: 1, least: 120 }, cell: (line) => line.payerClaimNumber },
  { id: 'day', header: 'Service', width: 112, cell: ({ serviceOn }) => day(serviceOn) },
  { id: 'status', header: 'Payer says', width: 130, cell: ({ statusCode }) => describeStatus(statusCode) },
  {
    id: 'expected',
    header: 'Agreed',
    width: 110,
    align: 'end',
    cell: ({ expectedCents }) => (expectedCents === null ? '' : formatCents(expectedCents)),
  },
  { id: 'paid', header: 'Paid', width: 110, align: 'end', cell: ({ paidCents }) => formatCents(paidCents) },
  {
    id: 'short',
    header: 'Short',
    width: 96,
    align: 'end',
    cell: ({ shortCents }) => (shortCents === 0 ? '' : formatCents(shortCents)),
  },
  {
    id: 'why',
    header: 'Why',
    width: { grow: 1, least: 120 },
    cell: ({ adjustments }) =>
      adjustments.map((one) => `${one.groupCode} ${one.reasonCode}: ${formatCents(one.cents)}`).join(', '),
  },
];

type State = ShownLine['state'];

/** One payment: how it adds up, what belongs to no claim, and its lines by how they stand. */
export function PaymentView(props: { readonly payment: ShownPayment }): ReactNode {
  const { payment } = props;
  const [pressed, setPressed] = useState<readonly State[]>([]);
  const [opened, setOpened] = useState<ShownLine | null>(null);
  const state: State | 'all' = pressed[0] ?? 'all';
  const { paymentId, unmatchedCount, shortCount, takenBackCount } = payment;
  const lines = useEndpointPages<typeof api.listRemittanceLines, ShownLine>(api.listRemittanceLines, {
    request: (after) => ({ paymentId, state, after: Number(after ?? 0) }),
    next: (page) => (page.lines.length < pageSize ? null : String(page.lines.at(-1)?.position ?? 0)),
    rows: (page) => page.lines,
  });
  const counts = { unmatched: unmatchedCount, short: shortCount, 'taken-back': takenBackCount };
  return (
    <>
      <Balance payment={payment} onShow={(code) => setPressed(code === null ? [] : [code])} />
      {payment.state === 'posted' && (
        <FilterToggles<State>
          label="Lines"
          toggles={(['unmatched', 'short', 'taken-back'] as const).map((code) => ({
            ...{ code, label: lineStates[code].label, count: counts[code] },
          }))}
          pressed={pressed}
          onChange={(next) => setPressed(next.filter((code) => !pressed.includes(code)))}
        />
      )}
      {lines.failure !== null && <FailureNotice failure={lines.failure} onRetry={lines.retry} />}
      <DataTable
        label="Lines of this payment"
        columns={columns}
        rows={lines.rows}
        rowId={({ position }) => String(position)}
        rowTone={(line) => (line.state === 'paid' ? null : lineStates[line.state].tone)}
        isLoading={lines.isLoading}
        onOpen={setOpened}
        onNearEnd={lines.loadMore}
        empty={
          payment.state === 'held' ? (
            <EmptyState title="Nothing was posted" sentence="The file is held whole; its lines stay in the file." />
          ) : (
            <EmptyState title="No such line" sentence="No line of this payment stands like that." />
          )
        }
        claimsFocus
      />
      {opened !== null && <LineDialog paymentId={paymentId} line={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function Balance(props: {
  readonly payment: ShownPayment;
  /** Shows the lines that a number counts. */
  readonly onShow: (state: State | null) => void;
}): ReactNode {
  const { payment } = props;
  const [isEntering, setEntering] = useState(false);
  const [showsAdjustments, setShowsAdjustments] = useState(false);
  const mayWork = useHasPermission(remittancePermissions.workRemittances.code);
  const { providerAdjustments, depositedOn, bankReference } = payment;
  const difference = payment.claimPaidCents - payment.providerAdjustmentCents - payment.paymentCents;
  const adjusted =
    providerAdjustments.length === 0 ? (
      formatCents(0)
    ) : (
      <Button variant="subtle" size="compact-sm" onClick={() => setShowsAdjustments(true)}>
        {formatCents(payment.providerAdjustmentCents)}, {countOf(providerAdjustments.length, 'adjustment')}
      </Button>
    );
  const deposit =
    depositedOn !== null ? (
      `${day(depositedOn)}, ${bankReference}`
    ) : mayWork && payment.state === 'posted' ? (
      <Button variant="default" size="compact-sm" onClick={() => setEntering(true)}>
        Enter the deposit
      </Button>
    ) : (
      'Not entered'
    );
  const opens = (words: string, state: State | null): ReactNode =>
    payment.state === 'held' ? (
      words
    ) : (
      <Button variant="subtle" size="compact-sm" onClick={() => props.onShow(state)}>
        {words}
      </Button>
    );
  const claims = `${formatCents(payment.claimPaidCents)}, ${countOf(payment.lineCount, 'line')}`;
  return (
    <>
      <KeyValueList
        columns={3}
        items={[
          { label: 'Payer', value: `${payment.payerName} (${payment.payerId})` },
          { label: 'Trace', value: payment.traceNumber },
          { label: 'Paid on', value: day(payment.paidOn) },
          { label: 'Claims paid', value: opens(claims, null) },
          { label: 'Less provider adjustments', value: adjusted },
          {
            label: 'Payment',
            value:
              difference === 0
                ? `${formatCents(payment.paymentCents)}, balances`
                : `${formatCents(payment.paymentCents)}, off by ${formatCents(difference)}`,
          },
          { label: 'Paid short', value: opens(formatCents(payment.shortCents), 'short') },
          { label: 'Taken back', value: opens(formatCents(payment.takenBackCents), 'taken-back') },
          { label: 'Deposit', value: deposit },
        ]}
      />
      {isEntering && <DepositDialog payment={payment} onClose={() => setEntering(false)} />}
      {showsAdjustments && <AdjustmentsDialog payment={payment} onClose={() => setShowsAdjustments(false)} />}
    </>
  );
}

function AdjustmentsDialog(props: { readonly payment: ShownPayment; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog opened title="Provider adjustments (PLB)" onClose={props.onClose}>
      <KeyValueList
        items={props.payment.providerAdjustments.map(({ reasonCode, reference, cents: amount }) => ({
          label: [describeReason(reasonCode), reference].filter((word) => word !== '').join(' '),
          value: amount > 0 ? `${formatCents(amount)} deducted` : `${formatCents(-amount)} added`,
        }))}
      />
    </Dialog>
  );
}

const depositFields = {
  depositedOn: { kind: 'date', label: 'Deposited on', isRequired: true },
  cents: { kind: 'money', label: 'Amount', isRequired: true },
  bankReference: { kind: 'text', label: 'Bank reference', isRequired: true, longest: 60 },
} as const;

function DepositDialog(props: { readonly payment: ShownPayment; readonly onClose: () => void }): ReactNode {
  const { paymentId } = props.payment;
  const enter = useEndpointCommand(api.enterDeposit, { invalidates: [api.getRemittance], onDone: props.onClose });
  return (
    <Dialog opened title="Enter the deposit" onClose={props.onClose}>
      <StructuredForm
        fields={depositFields}
        submitLabel="Enter"
        onSubmit={({ depositedOn, cents: amount, bankReference }) =>
          enter.run({ paymentId, depositedOn, cents: cents(amount), bankReference })
        }
        onCancel={props.onClose}
        isRunning={enter.isRunning}
        failure={enter.failure}
      />
    </Dialog>
  );
}
