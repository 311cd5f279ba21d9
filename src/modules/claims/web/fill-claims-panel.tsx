import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import type { Cents } from '../../../kernel/money.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatMoney } from '../../../ui/format-money.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../api.ts';
import { claimStates } from './claim-states.ts';
import { describeFacts, nameExchange, nameRole, type ShownClaim } from './claim-words.ts';
import { ExchangeLines } from './exchange-lines.tsx';
import classes from './fill-claims-panel.module.css';

/** What payers were told of a fill and what they answered, the newest claim first. */
export function FillClaimsPanel(props: { readonly fillId: string }): ReactNode {
  const { fillId } = props;
  const query = useEndpointQuery(api.getFillClaims, { fillId }, { topics: [`fill:${fillId}`] });
  const { data } = query;
  if (query.error === null && data?.claims.length === 0) return null;
  return (
    <Panel title="What payers were told">
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {data === undefined && query.error === null && <LoadingRows rows={3} />}
      {data?.claims.map((claim) => (
        <ClaimView key={claim.claimId} claim={claim} />
      ))}
    </Panel>
  );
}

function ClaimView(props: { readonly claim: ShownClaim }): ReactNode {
  const { claim } = props;
  const state = claimStates[claim.state];
  const money = (amount: number | null): string => (amount === null ? 'not known' : formatMoney(amount as Cents));
  return (
    <section className={classes['claim']} aria-label={`Payer ${claim.payerOrder}: ${claim.planName}`}>
      <div className={classes['head']}>
        <strong>
          {claim.payerOrder}. {claim.planName}
        </strong>
        <StatusBadge tone={state.tone}>{state.label}</StatusBadge>
        {claim.totalPaidCents !== null && claim.state !== 'reversed' && (
          <span>
            pays {money(claim.totalPaidCents)}, leaves {money(claim.patientPayCents)}
          </span>
        )}
        {claim.isToBeTakenBack && <span>taken back once the payer after it is</span>}
      </div>
      {claim.findings.map((finding) => (
        <Notice
          key={finding.rule}
          tone={finding.outcome === 'reject' ? 'blocked' : finding.outcome === 'review' ? 'due' : 'neutral'}
          sentence={finding.sentence}
        >
          {`${describeFacts(finding)} · ${finding.firstAction} (rule ${finding.rule}, version ${finding.version})`}
        </Notice>
      ))}
      {claim.rejects.map((reject) => (
        <Notice key={reject.code} tone="blocked" sentence={`${reject.code}: ${reject.sentence}`}>
          {[
            `${reject.firstAction} (${nameRole(reject.role)})`,
            reject.isRebillable ? 'then bill again' : 'not billed again',
            ...(reject.isVerified ? [] : ['meaning not verified with this payer']),
          ].join(' · ')}
        </Notice>
      ))}
      {claim.correction !== null && (
        <Notice
          tone="neutral"
          sentence={`Corrected before it was sent${claim.correction.by === null ? '' : ` by ${claim.correction.by}`}`}
        >
          {claim.correction.lines.join(' · ')}
        </Notice>
      )}
      {claim.exchanges.map((exchange) => (
        <details key={exchange.sequence}>
          <summary>
            {nameExchange(exchange)}, <Moment at={exchange.beganAt as Instant} />
          </summary>
          {exchange.lines.length === 0 ? 'Nothing was sent.' : <ExchangeLines lines={exchange.lines} />}
        </details>
      ))}
    </section>
  );
}
