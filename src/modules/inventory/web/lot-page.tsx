import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { formatNdc, type Ndc11 } from '../../../kernel/ndc.ts';
import { ActionBar } from '../../../ui/action-bar.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { useEndpointPages } from '../../../ui/endpoint-pages.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink, usePathParameter } from '../../../ui/page-link.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { computeLotStanding } from '../domain/lot-standing.ts';
import type { MovementKind } from '../domain/stock-balance.ts';
import { type StockOwner, stockOwners } from '../domain/stock-owner.ts';
import { inventoryPermissions } from '../permissions.ts';
import { LotChangeDialog, type LotChangeKind } from './lot-changes.tsx';
import {
  movementWords,
  nameStockReason,
  type ShownLot,
  standingWords,
  writeAmount,
  writeChange,
} from './stock-words.ts';

type Entry = ResponseOf<typeof api.getLot>['entries'][number];

const shortDays = 90;

/** A lot: what it holds, and every movement that made it so, each with where it came from. */
export function LotPage(): ReactNode {
  const lotId = usePathParameter('lotId');
  const query = useEndpointQuery(api.getLot, { lotId, before: null });
  if (query.data === undefined) {
    return (
      <PageFrame title="Lot" breadcrumbs={[{ label: 'Stock', path: '/stock' }]}>
        {query.error === null ? (
          <LoadingRows rows={8} />
        ) : (
          <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />
        )}
      </PageFrame>
    );
  }
  return <LotView lot={query.data.lot} today={query.data.today as CalendarDay} />;
}

function LotView(props: { readonly lot: ShownLot; readonly today: CalendarDay }): ReactNode {
  const { lot, today } = props;
  const [change, setChange] = useState<LotChangeKind | null>(null);
  const mayChange = useHasPermission(inventoryPermissions.adjustStock.code);
  const standing = standingWords[computeLotStanding(lot, { today, shortDays })];
  const nothing = lot.availableThousandths > 0 ? null : { sentence: 'Nothing is available in this lot.' };
  return (
    <PageFrame
      title={`${lot.productName}, lot ${lot.lotNumber}`}
      fill
      breadcrumbs={[{ label: 'Stock', path: '/stock' }]}
      beside={standing !== null && <StatusBadge tone={standing.tone}>{standing.label}</StatusBadge>}
      hints={[
        { keys: 'j', label: 'next entry' },
        { keys: 'k', label: 'entry before' },
      ]}
    >
      <KeyValueList
        columns={3}
        items={[
          { label: 'NDC', value: formatNdc(lot.ndc11 as Ndc11) },
          { label: 'Owner', value: stockOwners[lot.owner as StockOwner] },
          { label: 'Expires', value: formatCalendarDay(lot.expiresOn as CalendarDay) },
          { label: 'On hand', value: writeAmount(lot.onHandThousandths, lot) },
          { label: 'Reserved', value: writeAmount(lot.reservedThousandths, lot) },
          { label: 'Available', value: writeAmount(lot.availableThousandths, lot) },
          { label: 'GTIN', value: lot.gtin14 },
        ]}
      />
      {mayChange && (
        <ActionBar
          primary={{ label: 'Correct the count', onPress: () => setChange('adjust') }}
          secondary={[{ label: 'Waste', onPress: () => setChange('waste'), isDangerous: true, refusal: nothing }]}
        />
      )}
      <Ledger lot={lot} />
      {change !== null && <LotChangeDialog kind={change} lot={lot} onClose={() => setChange(null)} />}
    </PageFrame>
  );
}

function Ledger(props: { readonly lot: ShownLot }): ReactNode {
  const { lot } = props;
  const pages = useEndpointPages(api.getLot, {
    request: (before) => ({ lotId: lot.lotId, before: before === null ? null : Number(before) }),
    next: (page) => (page.next === null ? null : String(page.next)),
    rows: (page) => page.entries,
  });
  return (
    <>
      {pages.failure !== null && <FailureNotice failure={pages.failure} onRetry={pages.retry} />}
      <DataTable
        label="Ledger of the lot"
        columns={columnsOf(lot)}
        rows={pages.rows}
        rowId={(entry) => String(entry.sequence)}
        isLoading={pages.isLoading}
        onNearEnd={pages.loadMore}
        empty={<EmptyState title="No movement" sentence="Nothing was taken in under this lot yet." />}
        claimsFocus
      />
    </>
  );
}

function columnsOf(lot: ShownLot): readonly TableColumn<Entry>[] {
  return [
    { id: 'no', header: 'No.', width: 60, align: 'end', cell: (entry) => entry.sequence },
    { id: 'when', header: 'When', width: 130, cell: (entry) => <Moment at={entry.occurredAt as Instant} /> },
    {
      id: 'what',
      header: 'What',
      width: { grow: 1, least: 130 },
      cell: (entry) => movementWords[entry.kind as MovementKind],
    },
    {
      id: 'why',
      header: 'Reason',
      width: { grow: 2, least: 150 },
      cell: (entry) => (entry.reasonCode === null ? '' : nameStockReason(entry.reasonCode)),
    },
    {
      id: 'source',
      header: 'Source',
      width: 80,
      cell: ({ fillId }) => (fillId === null ? '' : <PageLink to={`/fills/${fillId}`}>Fill</PageLink>),
    },
    { id: 'who', header: 'Who', width: { grow: 2, least: 150 }, cell: (entry) => entry.actorName ?? 'Theriac' },
    {
      id: 'hand',
      header: 'On hand',
      width: 95,
      align: 'end',
      cell: (entry) => writeChange(entry.onHandThousandths, lot),
    },
    {
      id: 'res',
      header: 'Reserved',
      width: 95,
      align: 'end',
      cell: (entry) => writeChange(entry.reservedThousandths, lot),
    },
    {
      id: 'after',
      header: 'On hand after',
      width: 115,
      align: 'end',
      cell: (entry) => writeAmount(entry.onHandAfterThousandths, lot),
    },
  ];
}
