import type { ReactNode } from 'react';
import { formatCents } from '../../../ui/format-money.ts';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import { day, type ShownPayment } from './remittance-words.ts';

const columns: readonly TableColumn<ShownPayment>[] = [
  { id: 'payer', header: 'Payer', width: { grow: 2, least: 180 }, cell: ({ payerName }) => payerName },
  { id: 'trace', header: 'Trace', width: { grow: 1, least: 130 }, cell: ({ traceNumber }) => traceNumber },
  { id: 'paid', header: 'Paid on', width: 100, cell: ({ paidOn }) => day(paidOn) },
  { id: 'amount', header: 'Payment', width: 130, align: 'end', cell: ({ paymentCents }) => formatCents(paymentCents) },
  { id: 'lines', header: 'Lines', width: 80, align: 'end', cell: ({ lineCount }) => lineCount.toLocaleString('en-US') },
  {
    id: 'exceptions',
    header: 'Stand out',
    width: 90,
    align: 'end',
    cell: ({ unmatchedCount, shortCount, takenBackCount }) => unmatchedCount + shortCount + takenBackCount,
  },
  { id: 'deposit', header: 'Deposit', width: 110, cell: ({ depositedOn }) => day(depositedOn) || 'Not entered' },
];

const mostVisible = 5;

/** The payments of a file; the one that is opened shows its lines below. */
export function PaymentList(props: {
  readonly payments: readonly ShownPayment[];
  readonly pickedId: string;
  readonly onPick: (paymentId: string) => void;
}): ReactNode {
  return (
    <DataTable
      label="Payments of this file"
      columns={columns}
      rows={props.payments}
      rowId={({ paymentId }) => paymentId}
      rowTone={({ paymentId }) => (paymentId === props.pickedId ? 'current' : null)}
      visibleRows={Math.min(props.payments.length, mostVisible)}
      onOpen={({ paymentId }) => props.onPick(paymentId)}
    />
  );
}
