import type { ReactNode } from 'react';
import { useState } from 'react';
import { BoardCounts } from '../../../ui/bar-board.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCents } from '../../../ui/format-money.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import * as api from '../api.ts';
import { AgeTable, type ShownPart } from './age-table.tsx';
import { OpenClaims } from './open-claims.tsx';
import classes from './receivables-page.module.css';
import { day, type ShownReceivables } from './receivables-words.ts';

const all: ShownPart = { kind: 'open' };

const hints = [
  { keys: 'j', label: 'next' },
  { keys: 'k', label: 'before' },
  { keys: 'enter', label: 'open the claim' },
];

/** What payers owe: by payer and age, how fast they pay, what stands beside it, and the claims behind each number. */
export function ReceivablesPage(): ReactNode {
  const [part, setPart] = useState<ShownPart>(all);
  const query = useEndpointQuery(api.getReceivables, {}, { topics: ['receivables', 'revenue-risk', 'remittances'] });
  const shown = query.data;
  return (
    <PageFrame
      title="Receivables"
      hints={hints}
      beside={shown !== undefined && <Sums shown={shown} />}
      actions={
        <>
          <PageLink to="/receivables/payers">Payer scorecard</PageLink>{' '}
          <PageLink to="/receivables/deeds">Disputes and write-offs</PageLink>
        </>
      }
    >
      <div className={classes['stack']}>
        {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <LoadingRows rows={6} />}
        {shown !== undefined && (
          <Panel title="By payer and days since the service" flush>
            <AgeTable shown={shown} part={part} onPart={setPart} />
          </Panel>
        )}
        {shown !== undefined && (
          <Panel title="Beside the payers">
            <Beside shown={shown} />
          </Panel>
        )}
        <OpenClaims part={part} onAll={part === all ? null : () => setPart(all)} />
      </div>
    </PageFrame>
  );
}

function Sums({ shown }: { readonly shown: ShownReceivables }): ReactNode {
  const { ledger, deeds } = shown;
  return (
    <BoardCounts>
      <strong>{formatCents(ledger.openCents)}</strong>
      <span>open on {day(shown.asOf)}</span>
      {deeds.disputes > 0 && <span>{formatCents(deeds.disputedCents)} disputed</span>}
      {deeds.proposals > 0 && (
        <span>
          {deeds.proposals === 1 ? '1 write-off waits' : `${deeds.proposals} write-offs wait`} for a second person
        </span>
      )}
    </BoardCounts>
  );
}

/** What is no payer’s open amount, and where it stands. */
function Beside({ shown }: { readonly shown: ShownReceivables }): ReactNode {
  const { ledger, held } = shown;
  return (
    <ul className={classes['beside']}>
      <li>
        <PageLink to="/remittances">Remitted, not yet at the bank</PageLink>: {formatCents(ledger.notDepositedCents)}
      </li>
      <li>
        <PageLink to="/remittances">Held remittances</PageLink>: {held.heldPayments}, {formatCents(held.heldCents)}
      </li>
      <li>
        <PageLink to="/remittances">Lines without a claim</PageLink>: {held.unmatchedLines},{' '}
        {formatCents(ledger.suspenseCents)}
      </li>
      <li>
        <PageLink to="/revenue-risk">Deducted without a claim</PageLink>: {formatCents(ledger.providerAdjustmentCents)}
      </li>
      <li>
        <PageLink to="/receivables/deeds">Written off</PageLink>: {formatCents(ledger.writtenOffCents)}
      </li>
      <li>
        Left to patients by payers: {formatCents(ledger.patientCents)}. What patients paid is not recorded here yet.
      </li>
    </ul>
  );
}
