import { type ReactNode, useState } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { useNow } from '../../../ui/now.ts';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink, useGoTo } from '../../../ui/page-link.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { SparkBar } from '../../../ui/spark-bar.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import type { MessageFormat } from '../domain/partner.ts';
import { exchangePermissions } from '../permissions.ts';
import { describeMinutes, formatWords } from './message-words.ts';
import { describeHealth, describeSilence, type ShownPartner } from './partner-words.ts';
import classes from './partners-page.module.css';
import { listStatusFormats, StatusesDialog } from './statuses-dialog.tsx';

const columns: readonly TableColumn<ShownPartner>[] = [
  {
    id: 'name',
    header: 'Partner',
    width: { grow: 3, least: 170 },
    cell: ({ name, formats }) => (
      <>
        {name}{' '}
        <span className={classes['formats']}>
          {formats.map((format) => formatWords[format as MessageFormat]).join(', ')}
        </span>
      </>
    ),
  },
  { id: 'in', header: 'Last in', width: 94, cell: ({ lastInAt }) => <Since at={lastInAt as Instant | null} /> },
  { id: 'out', header: 'Last out', width: 94, cell: ({ lastOutAt }) => <Since at={lastOutAt as Instant | null} /> },
  {
    id: 'count',
    header: 'Messages, 24 h',
    width: 168,
    align: 'end',
    cell: ({ partnerId, messageCount }) => (
      <>
        <DayOfPartner partnerId={partnerId} /> <Opened to={`/messages?partner=${partnerId}`}>{messageCount}</Opened>
      </>
    ),
  },
  {
    id: 'problems',
    header: 'Errors',
    width: 84,
    align: 'end',
    cell: ({ partnerId, problemCount, errorPermille }) => (
      <Opened to={`/messages?partner=${partnerId}&show=with-problems`}>
        {errorPermille === null || problemCount === 0
          ? problemCount
          : `${problemCount} (${(errorPermille / 10).toFixed(1)} %)`}
      </Opened>
    ),
  },
  {
    id: 'depth',
    header: 'Waits in, out',
    width: 116,
    align: 'end',
    cell: ({ partnerId, unsettledCount, waitingOutboundCount, oldestAt }) => (
      <>
        <Opened to={`/messages?partner=${partnerId}&show=unsettled`}>{unsettledCount}</Opened>
        {', '}
        <Opened to={`/outbound?partner=${partnerId}`}>{waitingOutboundCount}</Opened>
        {oldestAt !== null && (
          <>
            {' ('}
            <Since at={oldestAt as Instant} />)
          </>
        )}
      </>
    ),
  },
  {
    id: 'dead',
    header: 'Dead',
    width: 52,
    align: 'end',
    cell: ({ partnerId, deadOutboundCount }) => (
      <Opened to={`/outbound?partner=${partnerId}&state=dead`}>{deadOutboundCount}</Opened>
    ),
  },
  {
    id: 'latency',
    header: 'p50, p95 ms',
    width: 108,
    align: 'end',
    cell: ({ medianMilliseconds, slowMilliseconds }) =>
      medianMilliseconds === null || slowMilliseconds === null ? '' : `${medianMilliseconds}, ${slowMilliseconds}`,
  },
  {
    id: 'status',
    header: 'Connection',
    width: 118,
    cell: (partner) => {
      const { tone, label } = describeHealth(partner);
      return (
        <span title={describeSilence(partner)}>
          <StatusBadge tone={tone}>{label}</StatusBadge>
        </span>
      );
    },
  },
];

/** Why it cannot be set what a partner is told; null when it can. */
function refuseTelling(partner: ShownPartner | null): { readonly sentence: string } | null {
  if (partner === null) return { sentence: 'Mark a partner first.' };
  return listStatusFormats(partner).length === 0 ? { sentence: 'This partner sends no orders.' } : null;
}

/** How long ago something was; hovering names the moment. */
function Since(props: { readonly at: Instant | null }): ReactNode {
  const now = useNow();
  if (props.at === null) return 'Never';
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(props.at)) / 60_000));
  return (
    <time dateTime={props.at} title={props.at} className="moment">
      {describeMinutes(minutes)} ago
    </time>
  );
}

/** A number that opens what it counts, for those who may read messages. */
function Opened(props: { readonly to: string; readonly children: ReactNode }): ReactNode {
  const mayRead = useHasPermission(exchangePermissions.readMessages.code);
  return mayRead ? <PageLink to={props.to}>{props.children}</PageLink> : props.children;
}

/** How the connections to the outside partners did in the last 24 hours. */
export function PartnersPage(): ReactNode {
  const goTo = useGoTo();
  const [changing, setChanging] = useState<ShownPartner | null>(null);
  const [telling, setTelling] = useState<ShownPartner | null>(null);
  const [marked, setMarked] = useState<string | null>(null);
  const mayChange = useHasPermission(exchangePermissions.changePartners.code);
  const query = useEndpointQuery(api.listPartners, {});
  const partners = query.data?.partners ?? [];
  const chosen = partners.find(({ partnerId }) => partnerId === marked) ?? null;
  return (
    <PageFrame
      title="Partners"
      fill
      actions={
        mayChange && (
          <>
            <ReasonedButton
              label="What it is told"
              kind="secondary"
              refusal={refuseTelling(chosen)}
              onPress={() => setTelling(chosen)}
            />
            <ReasonedButton
              label={chosen?.status === 'stopped' ? 'Let the connection run' : 'Stop the connection'}
              kind="secondary"
              refusal={chosen === null ? { sentence: 'Mark a partner first.' } : null}
              onPress={() => setChanging(chosen)}
            />
          </>
        )
      }
      hints={[
        { keys: 'Enter', label: 'messages of this partner' },
        ...(mayChange ? [{ keys: ' ', label: 'mark' }] : []),
      ]}
    >
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      <DataTable
        label="Partners, counts of the last 24 hours"
        columns={columns}
        rows={partners}
        rowId={(partner) => partner.partnerId}
        isLoading={query.isPending}
        onOpen={(partner) => goTo(`/messages?partner=${partner.partnerId}`)}
        {...(mayChange
          ? {
              selection: {
                selected: new Set(marked === null ? [] : [marked]),
                onToggle: (partnerId: string) => setMarked(partnerId === marked ? null : partnerId),
              },
            }
          : {})}
        empty={<EmptyState title="No partners" sentence="No outside system is connected yet." />}
        claimsFocus
      />
      {telling !== null && <StatusesDialog partner={telling} onClose={() => setTelling(null)} />}
      {changing !== null && <StatusDialog partner={changing} onClose={() => setChanging(null)} />}
    </PageFrame>
  );
}

function StatusDialog(props: { readonly partner: ShownPartner; readonly onClose: () => void }): ReactNode {
  const { partner, onClose } = props;
  const change = useEndpointCommand(api.setPartnerStatus, { invalidates: [api.listPartners], onDone: onClose });
  const isStopping = partner.status === 'active';
  return (
    <ConfirmDialog
      opened
      title={isStopping ? 'Stop the connection' : 'Let the connection run'}
      sentence={
        isStopping
          ? `Nothing more is taken from or sent to ${partner.name} until the connection runs again.`
          : `Messages are taken from and sent to ${partner.name} again.`
      }
      confirmLabel={isStopping ? 'Stop' : 'Let it run'}
      isDangerous={isStopping}
      isRunning={change.isRunning}
      failure={change.failure}
      onConfirm={() => change.run({ partnerId: partner.partnerId, status: isStopping ? 'stopped' : 'active' })}
      onCancel={onClose}
    />
  );
}

/** A day of the interface in bars: one for each hour. */
function DayOfPartner(props: { readonly partnerId: string }): ReactNode {
  const query = useEndpointQuery(api.listPartnerHours, { partnerId: props.partnerId });
  const hours = query.data?.hours ?? [];
  if (hours.length === 0) return null;
  const slowest = Math.max(0, ...hours.map(({ slowMilliseconds }) => slowMilliseconds ?? 0));
  const errors = hours.reduce((sum, { errorCount }) => sum + errorCount, 0);
  const words = `Messages by hour over the last 24 hours, ${errors} with errors; the slowest hour answered in ${slowest} ms (p95).`;
  return (
    <SparkBar
      values={hours.map(({ messageCount }) => messageCount)}
      label={words}
      {...(errors > 0 ? { tone: 'due' } : {})}
    />
  );
}
