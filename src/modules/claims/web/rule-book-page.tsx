import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useHasPermission, useSession } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import { claimPermissions } from '../permissions.ts';
import * as api from '../rule-book-api.ts';
import { nameRole } from './claim-words.ts';
import classes from './fill-claims-panel.module.css';
import { PayerRulesDialog } from './payer-rules-dialog.tsx';
import type { RuleBook, ShownRules } from './rule-book-words.ts';

const sayOf = (rules: ShownRules, label: string): string =>
  rules.lines.find((line) => line.label === label)?.value ?? '';
const nameOf = ({ bin, pcn, groupNumber }: Pick<ShownRules, 'bin' | 'pcn' | 'groupNumber'>): string =>
  [bin, pcn || 'any', groupNumber || 'any'].join(' / ');

const columns: readonly TableColumn<ShownRules>[] = [
  { id: 'payer', header: 'BIN / PCN / group', width: { grow: 1, least: 140 }, cell: nameOf },
  { id: 'plans', header: 'Plans', width: { grow: 2, least: 140 }, cell: ({ planNames }) => planNames.join(', ') },
  {
    id: 'from',
    header: 'From',
    width: 112,
    cell: ({ validFrom, standing }) =>
      `${formatCalendarDay(validFrom as CalendarDay)}${standing === 'later' ? ' (later)' : ''}`,
  },
  { id: 'days', header: 'Days’ supply', width: 108, cell: (rules) => sayOf(rules, 'Days’ supply at most') },
  { id: 'refill', header: 'Refill from', width: 124, cell: (rules) => sayOf(rules, 'Refill from') },
  { id: 'filing', header: 'Filed within', width: 104, cell: (rules) => sayOf(rules, 'Filed within') },
  { id: 'source', header: 'Source', width: { grow: 2, least: 150 }, cell: ({ source }) => source },
  {
    id: 'verified',
    header: 'Checked',
    width: 136,
    cell: ({ isVerified }) => (
      <StatusBadge tone={isVerified ? 'done' : 'due'}>{isVerified ? 'Checked' : 'Not checked'}</StatusBadge>
    ),
  },
];

type Meaning = RuleBook['rejectMeanings'][number];

const meaningColumns: readonly TableColumn<Meaning>[] = [
  { id: 'code', header: 'Code', width: 64, cell: ({ code }) => code },
  {
    id: 'from',
    header: 'From',
    width: 110,
    cell: ({ effectiveFrom }) => formatCalendarDay(effectiveFrom as CalendarDay),
  },
  { id: 'meaning', header: 'Meaning', width: { grow: 3, least: 220 }, cell: ({ sentence }) => sentence },
  { id: 'action', header: 'First step', width: { grow: 3, least: 200 }, cell: ({ firstAction }) => firstAction },
  { id: 'role', header: 'Who', width: { grow: 1, least: 130 }, cell: ({ role }) => nameRole(role) },
  { id: 'source', header: 'Source', width: { grow: 2, least: 160 }, cell: ({ source }) => source },
  {
    id: 'verified',
    header: 'Checked',
    width: 136,
    cell: ({ isVerified }) => (
      <StatusBadge tone={isVerified ? 'done' : 'due'}>{isVerified ? 'Checked' : 'Not checked'}</StatusBadge>
    ),
  },
];

/** What payers ask of claims, what is proposed to change, and what reject codes mean. */
export function RuleBookPage(): ReactNode {
  const [opened, setOpened] = useState<string | null>(null);
  const query = useEndpointQuery(api.getRuleBook, {});
  const { data } = query;
  const standing = (data?.rules ?? []).filter((rules) => rules.standing !== 'past');
  const rules = data?.rules.find((each) => keyOf(each) === opened);
  return (
    <PageFrame
      title="Payer rule book"
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'Enter', label: 'all rules, and propose a change' },
      ]}
    >
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {data === undefined && query.error === null && <LoadingRows rows={6} />}
      {(data?.proposals ?? []).map((proposal) => (
        <ProposalView key={proposal.proposalId} proposal={proposal} />
      ))}
      <DataTable
        label="Rules by payer"
        columns={columns}
        rows={standing}
        rowId={keyOf}
        isLoading={query.isPending}
        onOpen={(row) => setOpened(keyOf(row))}
        empty={
          <EmptyState title="No rules yet" sentence="What payers ask of claims is entered with the installation." />
        }
        claimsFocus
      />
      <Panel title="What reject codes mean">
        <DataTable
          label="Reject codes"
          columns={meaningColumns}
          rows={data?.rejectMeanings ?? []}
          rowId={({ code, effectiveFrom }) => `${code} ${effectiveFrom}`}
          isLoading={query.isPending}
          empty={<EmptyState title="No codes" />}
        />
      </Panel>
      {rules !== undefined && data !== undefined && (
        <PayerRulesDialog
          rules={rules}
          versions={data.rules.filter((each) => nameOf(each) === nameOf(rules))}
          book={data}
          title={nameOf(rules)}
          onClose={() => setOpened(null)}
        />
      )}
    </PageFrame>
  );
}

const keyOf = (rules: ShownRules): string => `${nameOf(rules)} ${rules.validFrom}`;

function ProposalView(props: { readonly proposal: RuleBook['proposals'][number] }): ReactNode {
  const { proposal } = props;
  const { staffId } = useSession();
  const mayDecide = useHasPermission(claimPermissions.changePayerRules.code) && staffId !== proposal.proposedBy;
  const decide = useEndpointCommand(api.decidePayerRules, { invalidates: [api.getRuleBook] });
  const run = (decision: 'approved' | 'declined') => decide.run({ proposalId: proposal.proposalId, decision });
  return (
    <Panel title={`Proposed: ${nameOf(proposal)} from ${formatCalendarDay(proposal.validFrom as CalendarDay)}`}>
      <table className={classes['lines']}>
        <caption className="for-screen-readers">What would change</caption>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {proposal.changes.map(({ label, before, after }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{before ?? 'Nothing'}</td>
              <td>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes['head']}>
        <span>Proposed by {proposal.proposerName}</span>
        {mayDecide ? (
          <>
            <Button size="compact-xs" loading={decide.isRunning} onClick={() => run('approved')}>
              Approve
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => run('declined')}>
              Decline
            </Button>
          </>
        ) : (
          <span>A second person of billing decides.</span>
        )}
      </div>
      {decide.failure !== null && <FailureNotice failure={decide.failure} />}
    </Panel>
  );
}
