import type { ReactNode } from 'react';
import type { RequestOf, ResponseOf } from '../../../kernel/endpoint.ts';
import { isUuid } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Cents } from '../../../kernel/money.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { useEndpointPages } from '../../../ui/endpoint-pages.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField } from '../../../ui/fields.tsx';
import { formatDuration } from '../../../ui/format-duration.ts';
import { formatMoney } from '../../../ui/format-money.ts';
import { useNow } from '../../../ui/now.ts';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink, useAddressFilter, useGoTo } from '../../../ui/page-link.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { claimStates } from './claim-states.ts';
import { nameRole, type OpenClaim } from './claim-words.ts';
import classes from './open-claims-page.module.css';

const columns: readonly TableColumn<OpenClaim>[] = [
  {
    id: 'state',
    header: 'State',
    width: 116,
    cell: ({ state }) => <StatusBadge tone={claimStates[state].tone}>{claimStates[state].label}</StatusBadge>,
  },
  { id: 'age', header: 'Age', width: 96, cell: (claim) => <Age since={claim.since as Instant} /> },
  {
    id: 'claimed',
    header: 'Claimed',
    width: 104,
    align: 'end',
    cell: ({ claimedCents }) => formatMoney(claimedCents as Cents),
  },
  { id: 'patient', header: 'Patient', width: { grow: 1, least: 124 }, cell: ({ patientName }) => patientName },
  { id: 'plan', header: 'Plan', width: { grow: 1, least: 110 }, cell: ({ planName }) => planName },
  { id: 'reason', header: 'Why', width: { grow: 3, least: 180 }, cell: ({ reason }) => reason },
  { id: 'action', header: 'First step', width: { grow: 2, least: 160 }, cell: ({ firstAction }) => firstAction },
  { id: 'role', header: 'Who', width: { grow: 1, least: 110 }, cell: ({ role }) => nameRole(role) },
];

function Age(props: { readonly since: Instant }): ReactNode {
  const now = useNow();
  return formatDuration(Date.parse(now) - Date.parse(props.since));
}

type Filter = RequestOf<typeof api.sumOpenClaims>;

/** Claims that need somebody: rejected ones, and those that a payer may have and did not answer. */
export function OpenClaimsPage(): ReactNode {
  const goTo = useGoTo();
  const filter = useFilter();
  const topics = ['queue:claim-rejects'];
  const { data } = useEndpointQuery(api.sumOpenClaims, filter, { topics });
  const claims = useEndpointPages(api.listOpenClaims, {
    request: (after) => ({ ...filter, ...(after === null ? {} : { after: readPlace(after) }) }),
    next: ({ next }) => (next === null ? null : `${next.since} ${next.claimId}`),
    rows: (page) => page.claims,
    topics,
  });
  const say = (sum: { readonly count: number; readonly claimedCents: number }, what: string): string =>
    `${sum.count} ${what}, ${formatMoney(sum.claimedCents as Cents)}`;
  const sums =
    data === undefined ? undefined : `${say(data.rejected, 'rejected')}; ${say(data.unanswered, 'without an answer')}`;
  return (
    <PageFrame
      title="Claims"
      fill
      beside={
        <>
          {sums} · <PageLink to="/claims/rules">Payer rule book</PageLink>
        </>
      }
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'Enter', label: 'fill and its payers' },
      ]}
    >
      <Filters plans={data?.plans ?? []} codes={data?.codes ?? []} />
      {claims.failure !== null && <FailureNotice failure={claims.failure} onRetry={claims.retry} />}
      <DataTable
        label="Claims that need somebody"
        columns={columns}
        rows={claims.rows}
        rowId={({ claimId }) => claimId}
        rowTone={({ kind }) => (kind === 'rejected' ? 'blocked' : 'due')}
        isLoading={claims.isLoading}
        onOpen={({ fillId }) => goTo(`/fills/${fillId}`)}
        onNearEnd={claims.loadMore}
        empty={
          <EmptyState title="No claim needs anybody" sentence="Rejects, and claims without an answer, appear here." />
        }
        claimsFocus
      />
    </PageFrame>
  );
}

function readPlace(cursor: string): { readonly since: string; readonly claimId: string } {
  const [since = '', claimId = ''] = cursor.split(' ');
  return { since, claimId };
}

/** Reads from the address by what the list is narrowed. */
function useFilter(): Filter {
  const [kind] = useAddressFilter('kind');
  const [plan] = useAddressFilter('plan');
  const [code] = useAddressFilter('code');
  const [waits] = useAddressFilter('waits');
  return {
    ...(kind === 'rejected' || kind === 'unanswered' ? { kind: kind as 'rejected' | 'unanswered' } : {}),
    ...(plan !== null && isUuid(plan) ? { planId: plan } : {}),
    ...(code === null ? {} : { code }),
    ...(waits !== null && /^\d{1,4}$/.test(waits) && waits !== '0' ? { waitsHours: Number(waits) } : {}),
  };
}

const all = { value: 'all', label: 'All' } as const;

/** By what the list is narrowed; all of it stands in the address. */
function Filters(props: Pick<ResponseOf<typeof api.sumOpenClaims>, 'plans' | 'codes'>): ReactNode {
  const [kind, setKind] = useAddressFilter('kind');
  const [plan, setPlan] = useAddressFilter('plan');
  const [code, setCode] = useAddressFilter('code');
  const [waits, setWaits] = useAddressFilter('waits');
  const choose = (set: (value: string | null) => void) => (value: string) =>
    set(value === '' || value === 'all' ? null : value);
  return (
    <div className={classes['filters']}>
      <ChoiceField
        label="What"
        value={kind ?? 'all'}
        options={[all, { value: 'rejected', label: 'Rejected' }, { value: 'unanswered', label: 'Without an answer' }]}
        onChange={choose(setKind)}
      />
      <ChoiceField
        label="Payer"
        value={plan ?? 'all'}
        options={[
          all,
          ...props.plans.map(({ planId, planName, count }) => ({ value: planId, label: `${planName} (${count})` })),
        ]}
        onChange={choose(setPlan)}
      />
      <ChoiceField
        label="Code"
        value={code ?? 'all'}
        options={[all, ...props.codes.map((each) => ({ value: each.code, label: `${each.sentence} (${each.count})` }))]}
        onChange={choose(setCode)}
      />
      <ChoiceField
        label="Waits"
        value={waits ?? 'all'}
        options={[
          all,
          { value: '4', label: 'Four hours or more' },
          { value: '24', label: 'A day or more' },
          { value: '72', label: 'Three days or more' },
          { value: '168', label: 'A week or more' },
        ]}
        onChange={choose(setWaits)}
      />
    </div>
  );
}
