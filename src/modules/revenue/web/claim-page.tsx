import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { formatNdc, type Ndc11 } from '../../../kernel/ndc.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { formatCents } from '../../../ui/format-money.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink, usePathParameter } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { RecordFailure } from '../../../ui/record-failure.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { claimStates } from '../../claims/web/index.tsx';
import * as api from '../api.ts';
import { waterfallSteps } from '../domain/claim-waterfall.ts';
import { type Account, accounts, causeKinds } from '../domain/ledger.ts';
import classes from './claim-page.module.css';
import type { ShownClaim, ShownStep } from './revenue-words.ts';
import { WaterfallChart } from './waterfall-chart.tsx';

type Picked = { readonly name: string; readonly step: string | null; readonly accounts: readonly Account[] };

/** The money of a claim: from the list price to the net margin, the postings behind each number, and what went to and fro with the payer. */
export function ClaimPage(): ReactNode {
  const claimId = usePathParameter('claimId');
  const query = useEndpointQuery(api.getClaimMoney, { claimId }, { topics: ['revenue-risk'] });
  if (query.data !== undefined) return <ClaimView shown={query.data} />;
  return (
    <PageFrame title="Money of a claim">
      {query.error === null ? (
        <LoadingRows rows={8} />
      ) : (
        <RecordFailure failure={query.error} onRetry={() => void query.refetch()} />
      )}
    </PageFrame>
  );
}

function ClaimView({ shown }: { readonly shown: ShownClaim }): ReactNode {
  const { claim, standing } = shown;
  const [picked, setPicked] = useState<Picked | null>(null);
  const state = claimStates[claim.state];
  const pick = (step: ShownStep): void =>
    setPicked(
      picked?.step === step.step ? null : { name: waterfallSteps[step.step], step: step.step, accounts: step.accounts },
    );
  return (
    <PageFrame
      title={`Claim of ${formatCalendarDay(claim.serviceOn as CalendarDay)}, ${claim.drugName}`}
      breadcrumbs={[
        { label: 'Revenue at risk', path: '/revenue-risk' },
        { label: 'Therapy', path: `/therapies/${claim.therapyId}` },
      ]}
      beside={<StatusBadge tone={state.tone}>{state.label}</StatusBadge>}
    >
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <Panel title="From list price to net margin">
            <WaterfallChart steps={standing.steps} picked={picked?.step ?? null} onPick={pick} />
            <Seats shown={shown} />
          </Panel>
          <Postings shown={shown} picked={picked} onAll={() => setPicked(null)} />
        </div>
        <div className={classes['column']}>
          <Panel title="Expected, agreed, remitted">
            <ContractComparison shown={shown} onPick={setPicked} />
          </Panel>
          <Panel title="Claim">
            <ClaimFacts shown={shown} onPick={setPicked} />
          </Panel>
          <PanelSlotView slot="claim-panel" claimId={claim.claimId} />
          <Panel title="To and from the payer">
            <History shown={shown} />
          </Panel>
        </div>
      </div>
    </PageFrame>
  );
}

/** What is not in the margin, and why. */
function Seats({ shown }: { readonly shown: ShownClaim }): ReactNode {
  const { standing, benchmark, rulesSource } = shown;
  return (
    <p className={classes['seats']}>
      {benchmark === null ? 'No average wholesale price is known for the day. ' : `List price: ${benchmark.source}. `}
      {standing.hasCost ? '' : 'No product cost: nothing left for this claim, or its lot has no price. '}
      {rulesSource === null ? 'No fees or packing costs are set. ' : `Fees, packing and reserve: ${rulesSource}. `}
      An expected MFP refund counts. What 340B saves does not: it is not recorded here yet.
    </p>
  );
}

/** What the contract promised beside what the payer agreed to and what came; the agreed amount and the remitted one open their postings. */
function ContractComparison(props: {
  readonly shown: ShownClaim;
  readonly onPick: (picked: Picked) => void;
}): ReactNode {
  const { claim, expectedCents, agreedCents, standing } = props.shown;
  const opens = (name: string, amount: number, of: readonly Account[]): ReactNode => (
    <Button variant="subtle" size="compact-sm" onClick={() => props.onPick({ name, step: null, accounts: of })}>
      {formatCents(amount)}
    </Button>
  );
  const difference = expectedCents === null || agreedCents === null ? null : agreedCents - expectedCents;
  return (
    <>
      <KeyValueList
        columns={2}
        items={[
          { label: 'Expected by contract', value: expectedCents === null ? 'Not known' : formatCents(expectedCents) },
          {
            label: 'Agreed, with the patient’s share',
            value:
              agreedCents === null
                ? 'No answer'
                : opens('Agreed', agreedCents, ['payer-receivable', 'patient-receivable']),
          },
          {
            label: 'Agreed less expected',
            value: difference === null ? 'Not known' : difference === 0 ? 'None' : formatCents(difference),
          },
          {
            label: 'Remitted by the payer',
            value: opens('Remitted', standing.remittedCents, ['remitted-cash', 'suspense']),
          },
        ]}
      />
      <PanelSlotView slot="expected-payment" claimId={claim.claimId} />
    </>
  );
}

function ClaimFacts(props: { readonly shown: ShownClaim; readonly onPick: (picked: Picked) => void }): ReactNode {
  const { claim, standing } = props.shown;
  const opens = (name: string, amount: number, of: readonly Account[]): ReactNode => (
    <Button variant="subtle" size="compact-sm" onClick={() => props.onPick({ name, step: null, accounts: of })}>
      {formatCents(amount)}
    </Button>
  );
  return (
    <KeyValueList
      columns={2}
      items={[
        { label: 'Patient', value: <PanelSlotView slot="patient-name" patientId={claim.patientId as PatientId} /> },
        { label: 'Payer', value: claim.payerName },
        { label: 'NDC', value: formatNdc(claim.ndc11 as Ndc11) },
        { label: 'Supply', value: `${claim.quantityThousandths / 1_000} for ${claim.daysSupply} days` },
        { label: 'Authorization', value: claim.authorizationNumber },
        { label: 'Fill', value: <PageLink to={`/fills/${claim.fillId}`}>Open the fill</PageLink> },
        { label: 'Remitted', value: opens('Remitted', standing.remittedCents, ['remitted-cash', 'suspense']) },
        {
          label: 'Open with the payer',
          value: opens('Open with the payer', standing.openWithPayerCents, ['payer-receivable', 'take-back']),
        },
        {
          label: 'Owed by the patient',
          value: opens('Owed by the patient', standing.openWithPatientCents, ['patient-receivable']),
        },
        ...(standing.refundDueCents === 0 && standing.refundReceivedCents === 0
          ? []
          : [
              { label: 'MFP refund due', value: opens('MFP refund due', standing.refundDueCents, ['mfp-refund-due']) },
              {
                label: 'MFP refund received',
                value: opens('MFP refund received', standing.refundReceivedCents, [
                  'mfp-refund-cash',
                  'mfp-refund-suspense',
                ]),
              },
            ]),
      ]}
    />
  );
}

function Postings(props: {
  readonly shown: ShownClaim;
  readonly picked: Picked | null;
  readonly onAll: () => void;
}): ReactNode {
  const { picked } = props;
  const rows = props.shown.postings.filter(({ account }) => picked === null || picked.accounts.includes(account));
  return (
    <Panel title={picked === null ? 'All postings' : `Postings: ${picked.name}`}>
      {picked !== null && (
        <Button variant="subtle" size="compact-sm" onClick={props.onAll}>
          Show all postings
        </Button>
      )}
      {rows.length === 0 ? (
        <p>Nothing is posted here.</p>
      ) : (
        <table className={classes['table']}>
          <thead>
            <tr>
              <th>When</th>
              <th>Cause</th>
              <th>Account</th>
              <th className={classes['amount']}>Debit</th>
              <th className={classes['amount']}>Credit</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.postingSetId} ${row.number}`}>
                <td>
                  <Moment at={row.occurredAt as Instant} />
                </td>
                <td>
                  <Cause row={row} fillId={props.shown.claim.fillId} />
                </td>
                <td>
                  {accounts[row.account]}
                  {row.detail !== '' && <span className={classes['detail']}> {row.detail}</span>}
                </td>
                <td className={classes['amount']}>{row.cents > 0 ? formatCents(row.cents) : ''}</td>
                <td className={classes['amount']}>{row.cents < 0 ? formatCents(-row.cents) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

/** What caused a posting, with the way there where it stands on another page. */
function Cause(props: { readonly row: ShownClaim['postings'][number]; readonly fillId: string }): ReactNode {
  const { causeKind, remittanceFileId } = props.row;
  const words = causeKinds[causeKind];
  if (remittanceFileId !== null) return <PageLink to={`/remittances/${remittanceFileId}`}>{words}</PageLink>;
  if (causeKind === 'stock-movement' || causeKind === 'delivery')
    return <PageLink to={`/fills/${props.fillId}`}>{words}</PageLink>;
  return words;
}

function History({ shown }: { readonly shown: ShownClaim }): ReactNode {
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th>When</th>
          <th>State</th>
          <th>Codes</th>
        </tr>
      </thead>
      <tbody>
        {shown.steps.map(({ sequence, to, at, rejectCodes }) => (
          <tr key={sequence}>
            <td>
              <Moment at={at as Instant} />
            </td>
            <td>{claimStates[to].label}</td>
            <td>{rejectCodes.length === 0 ? '' : `Reject ${rejectCodes.join(', ')}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
