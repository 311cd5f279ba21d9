import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Ndc11 } from '../../../kernel/ndc.ts';
import { formatNdc } from '../../../kernel/ndc.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField, TextField } from '../../../ui/fields.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import { useHasPermission, useSession } from '../../../ui/session.ts';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import type { LotStanding } from '../domain/lot-standing.ts';
import { type StockOwner, stockOwners } from '../domain/stock-owner.ts';
import { inventoryPermissions } from '../permissions.ts';
import { ReceiveDialog } from './receive-dialog.tsx';
import classes from './stock.module.css';
import { type StandingLot, standingLots, standingWords, writeAmount } from './stock-words.ts';

const spans = { '30': '30 days', '90': '90 days', '180': '180 days' } as const;

/** What narrows the list: typed words, one standing or `all`, and the days within which a lot is short-dated. */
interface StockFilters {
  readonly text: string;
  readonly show: string;
  readonly span: string;
}

const noFilters: StockFilters = { text: '', show: 'all', span: '90' };

const columns: readonly TableColumn<StandingLot>[] = [
  { id: 'product', header: 'Product', width: { grow: 3, least: 160 }, cell: (lot) => lot.productName },
  { id: 'ndc', header: 'NDC', width: 120, cell: (lot) => formatNdc(lot.ndc11 as Ndc11) },
  { id: 'owner', header: 'Owner', width: { grow: 1, least: 120 }, cell: (lot) => stockOwners[lot.owner as StockOwner] },
  { id: 'lot', header: 'Lot', width: 90, cell: (lot) => lot.lotNumber },
  { id: 'expires', header: 'Expires', width: 110, cell: (lot) => formatCalendarDay(lot.expiresOn as CalendarDay) },
  { id: 'standing', header: 'State', width: 120, cell: (lot) => <Standing lot={lot} /> },
  { id: 'hand', header: 'On hand', width: 110, align: 'end', cell: (lot) => writeAmount(lot.onHandThousandths, lot) },
  {
    id: 'res',
    header: 'Reserved',
    width: 100,
    align: 'end',
    cell: (lot) => (lot.reservedThousandths === 0 ? '' : writeAmount(lot.reservedThousandths, lot)),
  },
  {
    id: 'free',
    header: 'Available',
    width: 110,
    align: 'end',
    cell: (lot) => writeAmount(lot.availableThousandths, lot),
  },
];

/** What is on the shelves of the site, by product, lot and owner; each line opens its ledger. */
export function StockPage(): ReactNode {
  const { currentSite } = useSession();
  const goTo = useGoTo();
  const [filters, setFilters] = useState(noFilters);
  const [receives, setReceives] = useState(false);
  const mayReceive = useHasPermission(inventoryPermissions.receiveStock.code);
  const query = useEndpointQuery(api.listStock, { siteId: currentSite.siteId });
  useShortcuts(
    mayReceive ? [{ keys: 'n', label: 'Take stock in', group: 'This page', run: () => setReceives(true) }] : [],
  );
  const lots = standingLots(query.data, Number(filters.span));
  const shown = lots.filter((lot) => isLet(lot, filters));
  return (
    <PageFrame
      title="Stock"
      fill
      actions={
        mayReceive && (
          <Button onClick={() => setReceives(true)} rightSection={<Kbd keys="n" />}>
            Take stock in
          </Button>
        )
      }
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'Enter', label: 'ledger of the lot' },
      ]}
    >
      <Filters
        filters={filters}
        lots={lots}
        shownCount={query.data === undefined ? null : shown.length}
        onChange={setFilters}
      />
      {query.error !== null ? (
        <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label={`Stock of ${currentSite.name}`}
          columns={columns}
          rows={shown}
          rowId={(lot) => lot.lotId}
          rowTone={(lot) => standingWords[lot.standing]?.tone ?? null}
          isLoading={query.isPending}
          onOpen={(lot) => goTo(`/stock/${lot.lotId}`)}
          empty={
            lots.length === 0 ? (
              <EmptyState title="The shelves are empty" sentence="No lot was taken in at this site yet." />
            ) : (
              <EmptyState title="No such lot" sentence="No lot is like what was typed and chosen." />
            )
          }
          claimsFocus
        />
      )}
      {receives && <ReceiveDialog onClose={() => setReceives(false)} />}
    </PageFrame>
  );
}

function Filters(props: {
  readonly filters: StockFilters;
  readonly lots: readonly StandingLot[];
  /** Null while the lots are read. */
  readonly shownCount: number | null;
  readonly onChange: (filters: StockFilters) => void;
}): ReactNode {
  const { filters, lots, shownCount, onChange } = props;
  return (
    <div className={classes['filters']}>
      <TextField
        label="Product, NDC, lot or owner"
        type="search"
        value={filters.text}
        onChange={(text) => onChange({ ...filters, text })}
        hint={shownCount === null ? ' ' : `${shownCount} of ${lots.length} lots`}
      />
      <ChoiceField
        label="Show"
        value={filters.show}
        layout="row"
        options={[
          { value: 'all', label: 'All' },
          { value: 'short-dated', label: `Short-dated (${countOf(lots, 'short-dated')})` },
          { value: 'expired', label: `Expired (${countOf(lots, 'expired')})` },
        ]}
        onChange={(show) => onChange({ ...filters, show })}
      />
      <ChoiceField
        label="Short-dated within"
        value={filters.span}
        layout="row"
        options={Object.entries(spans).map(([value, label]) => ({ value, label }))}
        onChange={(span) => onChange({ ...filters, span })}
      />
    </div>
  );
}

function Standing(props: { readonly lot: StandingLot }): ReactNode {
  const { lot } = props;
  if (lot.quarantinedReason !== null) return <StatusBadge tone="blocked">Quarantined</StatusBadge>;
  const words = standingWords[lot.standing];
  return words === null ? null : <StatusBadge tone={words.tone}>{words.label}</StatusBadge>;
}

function countOf(lots: readonly StandingLot[], standing: LotStanding): number {
  return lots.filter((lot) => lot.standing === standing).length;
}

function isLet(lot: StandingLot, { text, show }: StockFilters): boolean {
  if (show !== 'all' && lot.standing !== show) return false;
  const all = `${lot.productName} ${lot.ndc11} ${formatNdc(lot.ndc11 as Ndc11)} ${lot.lotNumber} ${stockOwners[lot.owner as StockOwner]}`;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => all.toLowerCase().includes(word));
}
