import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ClockBadge } from '../../../ui/clock-badge.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatMomentInFull } from '../../../ui/format-time.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { useNow } from '../../../ui/now.ts';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission, useSession, useSiteTimeZone } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { decideSecondPerson } from '../domain/proposal-decision.ts';
import { identityPermissions } from '../permissions.ts';
import { identityRefusals } from '../refusals.ts';
import classes from './administration.module.css';

type Proposal = ResponseOf<typeof api.listProposals>['proposals'][number];

const columns: readonly TableColumn<Proposal>[] = [
  { id: 'what', header: 'Proposed', width: { grow: 2, least: 220 }, cell: (proposal) => proposal.title },
  { id: 'where', header: 'For', width: { grow: 2, least: 180 }, cell: (proposal) => proposal.subject },
  { id: 'by', header: 'By', width: { grow: 1, least: 140 }, cell: (proposal) => proposal.proposerName },
  { id: 'at', header: 'When', width: 120, cell: ({ proposedAt }) => <Moment at={proposedAt as Instant} /> },
  { id: 'left', header: 'Time left', width: 135, cell: (proposal) => <TimeLeft proposal={proposal} /> },
  { id: 'state', header: 'State', width: 220, cell: (proposal) => <State proposal={proposal} /> },
];

/** What one person proposed and another has to decide: exactly what would change, line by line. */
export function ProposalsPage(): ReactNode {
  const [openedId, setOpenedId] = useState<string | null>(null);
  const query = useEndpointQuery(api.listProposals, {});
  const proposals = query.data?.proposals ?? [];
  const opened = proposals.find(({ proposalId }) => proposalId === openedId);
  return (
    <PageFrame
      title="Proposals"
      fill
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'Enter', label: 'what would change' },
      ]}
    >
      {query.error !== null ? (
        <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="Proposals"
          columns={columns}
          rows={proposals}
          rowId={(proposal) => proposal.proposalId}
          isLoading={query.isPending}
          onOpen={(proposal) => setOpenedId(proposal.proposalId)}
          empty={<EmptyState title="No proposals" sentence="Nothing waits for a second person." />}
          claimsFocus
        />
      )}
      {opened !== undefined && <ProposalDialog proposal={opened} onClose={() => setOpenedId(null)} />}
    </PageFrame>
  );
}

function ProposalDialog(props: { readonly proposal: Proposal; readonly onClose: () => void }): ReactNode {
  const { proposal, onClose } = props;
  const timeZone = useSiteTimeZone();
  return (
    <Dialog opened width="wide" title={`${proposal.title}: ${proposal.subject}`} onClose={onClose}>
      <KeyValueList
        columns={2}
        items={[
          { label: 'Proposed by', value: proposal.proposerName },
          { label: 'When', value: formatMomentInFull(proposal.proposedAt as Instant, timeZone) },
          { label: 'State', value: <State proposal={proposal} /> },
          {
            label: 'Decided',
            value:
              proposal.decidedAt === null
                ? 'Not yet'
                : `${formatMomentInFull(proposal.decidedAt as Instant, timeZone)}, ${proposal.deciderName ?? ''}`,
          },
        ]}
      />
      <table className={classes['lines']}>
        <caption className="for-screen-readers">What would change</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {proposal.changes.map((change) => (
            <tr key={change.label}>
              <td>{change.label}</td>
              <td className={classes['soft']}>{change.before ?? 'Nothing'}</td>
              <td>{change.after}</td>
            </tr>
          ))}
          {proposal.changes.length === 0 && (
            <tr>
              <td colSpan={3}>Nothing would change.</td>
            </tr>
          )}
        </tbody>
      </table>
      {proposal.decision === null && <DecisionButtons proposal={proposal} onDone={onClose} />}
    </Dialog>
  );
}

/** Approve and decline, grey with the reason for which the server would refuse this person. */
function DecisionButtons(props: { readonly proposal: Proposal; readonly onDone: () => void }): ReactNode {
  const { proposal } = props;
  const { staffId } = useSession();
  const now = useNow();
  const mayDecide = useHasPermission(identityPermissions.changeSites.code);
  const decide = useEndpointCommand(api.decideProposal, {
    invalidates: [api.listProposals, api.listSites],
    onDone: props.onDone,
  });
  const decided = decideSecondPerson(proposal, { person: staffId, now });
  const refusal = mayDecide ? (decided.ok ? null : decided.refusal) : identityRefusals.permissionNeeded;
  const run = (decision: 'approved' | 'declined') => () => decide.run({ proposalId: proposal.proposalId, decision });
  return (
    <>
      {decide.failure !== null && <FailureNotice failure={decide.failure} />}
      <div className={classes['buttons']}>
        <ReasonedButton label="Approve" refusal={refusal} isRunning={decide.isRunning} onPress={run('approved')} />
        {refusal === null && (
          <ReasonedButton label="Decline" kind="secondary" isRunning={decide.isRunning} onPress={run('declined')} />
        )}
      </div>
    </>
  );
}

function TimeLeft(props: { readonly proposal: Proposal }): ReactNode {
  const { decision, expiresAt } = props.proposal;
  const now = useNow();
  if (decision !== null || expiresAt <= now) return null;
  return <ClockBadge clock={{ kind: 'running', dueAt: expiresAt as Instant }} />;
}

function State(props: { readonly proposal: Proposal }): ReactNode {
  const { decision, expiresAt } = props.proposal;
  const now = useNow();
  if (decision === 'approved') return <StatusBadge tone="done">Approved</StatusBadge>;
  if (decision === 'declined') return <StatusBadge tone="neutral">Declined</StatusBadge>;
  if (expiresAt <= now) return <StatusBadge tone="neutral">Too old</StatusBadge>;
  return <StatusBadge tone="waiting">Waits for a second person</StatusBadge>;
}
