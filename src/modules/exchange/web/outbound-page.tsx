import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { isUuid } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField } from '../../../ui/fields.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useAddressFilter, useGoTo } from '../../../ui/page-link.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { exchangePermissions } from '../permissions.ts';
import { outboundWords } from './message-words.ts';
import { ReplayDialog } from './replay-dialog.tsx';

type Outbound = ResponseOf<typeof api.listOutbound>['outbound'][number];

const columns: readonly TableColumn<Outbound>[] = [
  { id: 'since', header: 'Since', width: 130, cell: ({ enqueuedAt }) => <Moment at={enqueuedAt as Instant} /> },
  {
    id: 'partner',
    header: 'Partner',
    width: { grow: 2, least: 160 },
    cell: ({ partnerName }) => partnerName ?? 'None',
  },
  {
    id: 'kind',
    header: 'What it says',
    width: { grow: 1, least: 140 },
    cell: ({ kind }) => outboundWords[kind] ?? kind,
  },
  { id: 'attempts', header: 'Attempts', width: 80, align: 'end', cell: ({ attempts }) => attempts },
  {
    id: 'why',
    header: 'Why',
    width: 180,
    cell: ({ state, outcome }) =>
      state === 'waiting' ? '' : outcome === 'refused' ? 'Partner refused it' : 'Partner silent',
  },
];

/** Messages that wait to be sent, and those that nobody sends until a person says so. */
export function OutboundPage(): ReactNode {
  const [shown] = useAddressFilter('state');
  const [partner] = useAddressFilter('partner');
  const state = shown === 'dead' ? 'dead' : 'waiting';
  const goTo = useGoTo();
  const [marked, setMarked] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const mayAct = useHasPermission(exchangePermissions.replayMessages.code);
  const partnerId = partner !== null && isUuid(partner) ? { partnerId: partner } : {};
  const query = useEndpointQuery(api.listOutbound, { state, ...partnerId });
  const again = useEndpointCommand(api.sendDeadAgain, {
    invalidates: [api.listOutbound, api.listPartners],
    onDone: () => setAsking(false),
  });
  const rows = query.data?.outbound ?? [];
  const chosen = rows.find(({ outboundId }) => outboundId === marked) ?? null;
  return (
    <PageFrame
      title={state === 'dead' ? 'Dead letters' : 'Waiting to be sent'}
      breadcrumbs={[{ label: 'Messages', path: '/messages' }]}
      fill
      actions={
        mayAct &&
        state === 'dead' && (
          <ReasonedButton
            label="Send again"
            kind="secondary"
            refusal={chosen === null ? { sentence: 'Mark a message first.' } : null}
            onPress={() => setAsking(true)}
          />
        )
      }
    >
      <StateFilter state={state} />
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      <DataTable
        label={state === 'dead' ? 'Dead letters' : 'Messages that wait to be sent'}
        columns={columns}
        rows={rows}
        rowId={({ outboundId }) => outboundId}
        isLoading={query.isPending}
        onOpen={({ lastMessageId }) => lastMessageId !== null && goTo(`/messages/${lastMessageId}`)}
        {...(mayAct && state === 'dead'
          ? {
              selection: {
                selected: new Set(marked === null ? [] : [marked]),
                onToggle: (outboundId: string) => setMarked(outboundId === marked ? null : outboundId),
              },
            }
          : {})}
        empty={<EmptyState title={state === 'dead' ? 'No dead letters' : 'Nothing waits to be sent'} />}
        claimsFocus
      />
      {isAsking && chosen !== null && (
        <ReplayDialog
          title="Send this message again"
          submitLabel="Send again"
          isRunning={again.isRunning}
          failure={again.failure}
          onSubmit={(reasonCode) => again.run({ outboundId: chosen.outboundId, reasonCode })}
          onClose={() => setAsking(false)}
        />
      )}
    </PageFrame>
  );
}

function StateFilter(props: { readonly state: 'waiting' | 'dead' }): ReactNode {
  const [, setShown] = useAddressFilter('state');
  return (
    <ChoiceField
      label="Show"
      layout="row"
      value={props.state}
      options={[
        { value: 'waiting', label: 'Waiting' },
        { value: 'dead', label: 'Dead letters' },
      ]}
      onChange={(value) => setShown(value === 'dead' ? value : null)}
    />
  );
}
