import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import type { Tone } from '../../../ui/tone.tsx';
import * as api from '../api.ts';
import type { EligibilityState } from '../domain/eligibility.ts';
import { claimPermissions } from '../permissions.ts';
import type { EligibleCoverage } from './claim-words.ts';
import { ExchangeLines } from './exchange-lines.tsx';
import classes from './fill-claims-panel.module.css';

const states: Readonly<Record<EligibilityState, { readonly label: string; readonly tone: Tone }>> = {
  asked: { label: 'Asked', tone: 'due' },
  eligible: { label: 'Covered', tone: 'done' },
  rejected: { label: 'Not covered', tone: 'blocked' },
  unanswered: { label: 'No answer', tone: 'due' },
};

/** What payers answered when they were asked whether they cover a patient, and the way to ask them. */
export function EligibilityPanel(props: { readonly patientId: PatientId }): ReactNode {
  const { patientId } = props;
  const query = useEndpointQuery(api.listEligibility, { patientId }, {});
  const coverages = query.data?.coverages ?? [];
  return (
    <>
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={2} />}
      {query.data !== undefined &&
        coverages.length === 0 &&
        'No coverage is on file that a payer could be asked about.'}
      {coverages.map((coverage) => (
        <CoverageView key={coverage.coverageId} coverage={coverage} patientId={patientId} />
      ))}
    </>
  );
}

function CoverageView(props: { readonly coverage: EligibleCoverage; readonly patientId: PatientId }): ReactNode {
  const { coverage, patientId } = props;
  const { coverageId, planName, payerOrder } = coverage;
  // The same reading as above, heard of by the coverage that it names.
  useEndpointQuery(api.listEligibility, { patientId }, { topics: [`coverage:${coverageId}`] });
  const ask = useEndpointCommand(api.checkEligibility, { invalidates: [api.listEligibility] });
  const mayAsk = useHasPermission(claimPermissions.checkEligibility.code) && coverage.isAskable;
  return (
    <section className={classes['claim']} aria-label={`Eligibility: ${planName}`}>
      <div className={classes['head']}>
        <strong>
          {payerOrder}. {planName}
        </strong>
        {mayAsk && (
          <Button
            size="compact-xs"
            variant="default"
            loading={ask.isRunning}
            onClick={() => ask.run({ patientId, coverageId })}
          >
            Check eligibility
          </Button>
        )}
        {coverage.checks.length === 0 && <span>Not asked yet</span>}
      </div>
      {ask.failure !== null && <FailureNotice failure={ask.failure} />}
      {coverage.checks.map((check) => (
        <details key={check.checkId}>
          <summary>
            <StatusBadge tone={states[check.state].tone}>{states[check.state].label}</StatusBadge> {check.sentence}{' '}
            <Moment at={check.askedAt as Instant} />
            {check.askedBy === null ? '' : `, ${check.askedBy}`}
          </summary>
          {check.lines.length === 0 ? 'Nothing came back yet.' : <ExchangeLines lines={check.lines} />}
        </details>
      ))}
    </section>
  );
}
