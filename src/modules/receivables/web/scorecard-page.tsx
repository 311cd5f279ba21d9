import type { ReactNode } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCents } from '../../../ui/format-money.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { Panel } from '../../../ui/panel.tsx';
import * as api from '../api.ts';
import classes from './receivables-page.module.css';
import { formatTenths, namePayer } from './receivables-words.ts';

type Scorecard = ResponseOf<typeof api.getScorecard>;
type Quarter = Scorecard['payers'][number]['quarters'][number];

interface Figure {
  readonly label: string;
  readonly means: string;
  readonly write: (quarter: Quarter) => string;
}

const figures: readonly Figure[] = [
  { label: 'Claims', means: 'Claims with a service in the quarter.', write: ({ claims }) => String(claims) },
  {
    label: 'Agreed',
    means: 'Of the claims that were answered, those that the payer agreed to pay.',
    write: ({ agreed, rejected }) => share(agreed, agreed + rejected),
  },
  {
    label: 'Rejects per 100',
    means: 'Rejected claims for each hundred claims of the quarter.',
    write: ({ rejected, claims }) => (claims === 0 ? '–' : ((100 * rejected) / claims).toFixed(1)),
  },
  {
    label: 'Days to pay',
    means:
      'From the service to the day the remittance came, for what was remitted in the quarter, weighted by the dollar.',
    write: ({ averageDaysTenths }) => formatTenths(averageDaysTenths),
  },
  {
    label: 'Remitted',
    means: 'What remittances of the quarter paid on claims.',
    write: ({ paidCents }) => formatCents(paidCents),
  },
  {
    label: 'Underwater',
    means: 'Of the claims whose product is out at a known cost, those with a net margin below zero.',
    write: ({ underwater, costed }) => share(underwater, costed),
  },
  {
    label: 'Short',
    means: 'Claims that were remitted and are not paid in full, and what is open on them.',
    write: ({ short, shortCents }) => (short === 0 ? '0' : `${short}, ${formatCents(shortCents)}`),
  },
];

/** How payers did by quarter: what they agree to, reject, pay late or short, and what loses money. */
export function ScorecardPage(): ReactNode {
  const query = useEndpointQuery(api.getScorecard, {}, { topics: ['receivables', 'revenue-risk'] });
  const scorecard = query.data;
  return (
    <PageFrame title="Payer scorecard" breadcrumbs={[{ label: 'Receivables', path: '/receivables' }]}>
      <div className={classes['stack']}>
        {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <LoadingRows rows={8} />}
        {scorecard?.payers.length === 0 && (
          <EmptyState title="No claims yet" sentence="Nothing was billed to a payer in the last four quarters." />
        )}
        {scorecard?.payers.map((payer) => (
          <Panel key={payer.payerId ?? ''} title={namePayer(payer.payerName)} flush>
            <Quarters quarters={payer.quarters} />
          </Panel>
        ))}
        {scorecard !== undefined && (
          <Panel title="What the figures mean">
            <KeyValueList columns={2} items={figures.map(({ label, means }) => ({ label, value: means }))} />
            <p className={classes['quiet']}>
              Time to authorization and its denials are not kept by payer here, so they are in no figure.
            </p>
          </Panel>
        )}
      </div>
    </PageFrame>
  );
}

function Quarters({ quarters }: { readonly quarters: readonly Quarter[] }): ReactNode {
  return (
    <table className={`${classes['heat']} ${classes['even']}`}>
      <thead>
        <tr>
          <th scope="col">Quarter</th>
          {figures.map(({ label }) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {quarters.map((quarter) => (
          <tr key={quarter.quarter}>
            <th scope="row">{nameQuarter(quarter.quarter)}</th>
            {figures.map(({ label, write }) => (
              <td key={label} className={classes['plain']}>
                {write(quarter)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function nameQuarter(begins: string): string {
  return `${begins.slice(0, 4)}, quarter ${(Number(begins.slice(5, 7)) + 2) / 3}`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}
