import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { RequestOf, ResponseOf } from '../../../kernel/endpoint.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../api.ts';
import { prescriptionStatuses } from '../domain/prescription.ts';
import { describeQuantity, statusTones } from './intake-words.ts';
import classes from './prescription-list.module.css';

type ListedPrescription = ResponseOf<typeof api.listPrescriptions>['prescriptions'][number];

/** Lists prescriptions, the newest first; each opens beside its original. */
export function PrescriptionList(props: {
  readonly of: RequestOf<typeof api.listPrescriptions>;
  readonly topic: string;
}): ReactNode {
  const query = useEndpointQuery(api.listPrescriptions, props.of, { topics: [props.topic] });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={2} />;
  if (query.data.prescriptions.length === 0) return <EmptyState title="No prescriptions" />;
  return (
    <ul className={classes['list']}>
      {query.data.prescriptions.map((prescription) => (
        <PrescriptionLine key={prescription.prescriptionId} prescription={prescription} />
      ))}
    </ul>
  );
}

function PrescriptionLine(props: { readonly prescription: ListedPrescription }): ReactNode {
  const { prescription } = props;
  const { status, daysSupply, refillsAuthorized } = prescription;
  const order = [
    describeQuantity(prescription),
    daysSupply === null ? null : `${daysSupply} days`,
    refillsAuthorized === null ? null : `${refillsAuthorized} refills`,
    describeDay('written', prescription.writtenOn),
    describeDay('valid until', prescription.expiresOn),
  ];
  return (
    <li className={classes['line']}>
      <PageLink to={`/intake/${prescription.prescriptionId}`}>{prescription.drugName}</PageLink>
      <StatusBadge tone={statusTones[status]}>{prescriptionStatuses[status]}</StatusBadge>
      <span className={classes['order']}>{order.filter((part) => part !== null).join(' · ')}</span>
      <span className={classes['order']}>{prescription.prescriberName}</span>
    </li>
  );
}

function describeDay(word: string, day: string | null): string | null {
  return day === null ? null : `${word} ${formatCalendarDay(day as CalendarDay)}`;
}
