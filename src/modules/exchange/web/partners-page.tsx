import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import type { Tone } from '../../../ui/tone.tsx';
import * as api from '../api.ts';
import type { MessageFormat, PartnerKind } from '../domain/partner.ts';
import { exchangePermissions } from '../permissions.ts';
import { formatWords, partnerKindWords } from './message-words.ts';

type ShownPartner = ResponseOf<typeof api.listPartners>['partners'][number];

const columns: readonly TableColumn<ShownPartner>[] = [
  { id: 'name', header: 'Partner', width: { grow: 3, least: 160 }, cell: (partner) => partner.name },
  {
    id: 'kind',
    header: 'Kind',
    width: { grow: 2, least: 140 },
    cell: ({ kind }) => partnerKindWords[kind as PartnerKind],
  },
  {
    id: 'formats',
    header: 'Formats',
    width: { grow: 2, least: 140 },
    cell: ({ formats }) => formats.map((format) => formatWords[format as MessageFormat]).join(', '),
  },
  {
    id: 'last',
    header: 'Last message',
    width: 115,
    cell: ({ lastMessageAt }) => (lastMessageAt === null ? 'None today' : <Moment at={lastMessageAt as Instant} />),
  },
  { id: 'count', header: 'Messages', width: 76, align: 'end', cell: (partner) => partner.messageCount },
  { id: 'problems', header: 'Problems', width: 76, align: 'end', cell: (partner) => partner.problemCount },
  { id: 'unsettled', header: 'To apply', width: 76, align: 'end', cell: (partner) => partner.unsettledCount },
  { id: 'waiting', header: 'To send', width: 76, align: 'end', cell: (partner) => partner.waitingOutboundCount },
  {
    id: 'status',
    header: 'Connection',
    width: 120,
    cell: (partner) => {
      const { tone, label } = describeHealth(partner);
      return <StatusBadge tone={tone}>{label}</StatusBadge>;
    },
  },
];

/** How the connections to the outside partners did in the last 24 hours. */
export function PartnersPage(): ReactNode {
  const goTo = useGoTo();
  const [changing, setChanging] = useState<ShownPartner | null>(null);
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
          <ReasonedButton
            label={chosen?.status === 'stopped' ? 'Let the connection run' : 'Stop the connection'}
            kind="secondary"
            refusal={chosen === null ? { sentence: 'Mark a partner first.' } : null}
            onPress={() => setChanging(chosen)}
          />
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

function describeHealth(partner: ShownPartner): { readonly tone: Tone; readonly label: string } {
  if (partner.status === 'stopped') return { tone: 'blocked', label: 'Stopped' };
  if (partner.unsettledCount > 0 || partner.waitingOutboundCount > 0) return { tone: 'waiting', label: 'Behind' };
  return partner.lastMessageAt === null ? { tone: 'neutral', label: 'Silent' } : { tone: 'done', label: 'Running' };
}
