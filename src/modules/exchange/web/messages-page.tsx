import type { ReactNode } from 'react';
import type { RequestOf, ResponseOf } from '../../../kernel/endpoint.ts';
import { isUuid } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { useEndpointPages } from '../../../ui/endpoint-pages.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField } from '../../../ui/fields.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useAddressFilter, useGoTo } from '../../../ui/page-link.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { exchangePermissions } from '../permissions.ts';
import { describeOutcome, formatWords } from './message-words.ts';
import classes from './messages-page.module.css';

type ListedMessage = ResponseOf<typeof api.listMessages>['messages'][number];
type State = RequestOf<typeof api.listMessages>['state'];

const pageSize = 50;

const states: Readonly<Record<State, string>> = {
  all: 'All',
  'with-problems': 'With problems',
  unsettled: 'Not yet applied',
};

const columns: readonly TableColumn<ListedMessage>[] = [
  { id: 'when', header: 'When', width: 130, cell: (message) => <Moment at={message.receivedAt as Instant} /> },
  { id: 'direction', header: 'Way', width: 90, cell: ({ direction }) => (direction === 'in' ? 'Received' : 'Sent') },
  { id: 'partner', header: 'Partner', width: { grow: 2, least: 160 }, cell: (message) => message.partnerName },
  { id: 'format', header: 'Format', width: { grow: 1, least: 150 }, cell: (message) => formatWords[message.format] },
  { id: 'type', header: 'Type', width: { grow: 1, least: 120 }, cell: (message) => message.messageType ?? '' },
  {
    id: 'errors',
    header: 'Errors',
    width: 70,
    align: 'end',
    cell: ({ errorCount }) => (errorCount === 0 ? '' : errorCount),
  },
  {
    id: 'outcome',
    header: 'Outcome',
    width: 150,
    cell: (message) => {
      const { tone, label } = describeOutcome(message.outcome);
      return <StatusBadge tone={tone}>{label}</StatusBadge>;
    },
  },
];

/** Messages with the outside partners, the newest first. */
export function MessagesPage(): ReactNode {
  const [show, setShow] = useAddressFilter('show');
  const [partner, setPartner] = useAddressFilter('partner');
  const goTo = useGoTo();
  const state: State = show === 'with-problems' || show === 'unsettled' ? show : 'all';
  const partnerId = partner !== null && isUuid(partner) ? partner : null;
  const messages = useEndpointPages(api.listMessages, {
    request: (before) => ({
      state,
      ...(partnerId === null ? {} : { partnerId }),
      ...(before === null ? {} : { before }),
    }),
    next: (page) => (page.messages.length < pageSize ? null : (page.messages.at(-1)?.rawMessageId ?? null)),
    rows: (page) => page.messages,
  });
  return (
    <PageFrame
      title="Messages"
      fill
      hints={[
        { keys: 'j', label: 'next message' },
        { keys: 'k', label: 'message before' },
        { keys: 'Enter', label: 'open the original' },
      ]}
    >
      <div className={classes['filters']}>
        <ChoiceField
          label="Outcome"
          layout="row"
          value={state}
          options={(Object.keys(states) as State[]).map((value) => ({ value, label: states[value] }))}
          onChange={(value) => setShow(value === 'all' ? null : value)}
        />
        <PartnerFilter partnerId={partnerId} onChoose={setPartner} />
      </div>
      {messages.failure !== null && <FailureNotice failure={messages.failure} onRetry={messages.retry} />}
      <DataTable
        label="Messages"
        columns={columns}
        rows={messages.rows}
        rowId={(message) => message.rawMessageId}
        isLoading={messages.isLoading}
        onOpen={(message) => goTo(`/messages/${message.rawMessageId}`)}
        onNearEnd={messages.loadMore}
        empty={<EmptyState title="No messages" sentence="Nothing was exchanged that these filters let through." />}
        claimsFocus
      />
    </PageFrame>
  );
}

/** Narrows the list to one partner, for those who may see the partners. */
function PartnerFilter(props: {
  readonly partnerId: string | null;
  readonly onChoose: (partnerId: string | null) => void;
}): ReactNode {
  const maySee = useHasPermission(exchangePermissions.seePartners.code);
  const query = useEndpointQuery(api.listPartners, {}, { enabled: maySee });
  if (!maySee) return null;
  const partners = query.data?.partners ?? [];
  return (
    <ChoiceField
      label="Partner"
      value={props.partnerId ?? 'all'}
      options={[
        { value: 'all', label: 'All partners' },
        ...partners.map(({ partnerId, name }) => ({ value: partnerId, label: name })),
      ]}
      onChange={(value) => props.onChoose(value === '' || value === 'all' ? null : value)}
    />
  );
}
