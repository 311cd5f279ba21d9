import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCents } from '../../../ui/format-money.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { Panel } from '../../../ui/panel.tsx';
import * as api from '../api.ts';
import { formatPercent, guaranteeKinds, nameLeg, nameRate } from '../domain/contract-terms.ts';
import classes from './contracts.module.css';

type Version = ResponseOf<typeof api.listContracts>['versions'][number];

/** Contracts: what payers and the pharmacy agreed on, every version with its terms. */
export function ContractsPage(): ReactNode {
  const query = useEndpointQuery(api.listContracts, {}, {});
  const [picked, setPicked] = useState<string | null>(null);
  const versions = query.data?.versions ?? [];
  const contracts = [...Map.groupBy(versions, ({ contractId }) => contractId).values()];
  const opened = contracts.find(([first]) => first?.contractId === picked) ?? contracts[0];
  return (
    <PageFrame title="Contracts">
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.data === undefined && query.error === null && <LoadingRows rows={6} />}
      {query.data !== undefined && contracts.length === 0 && (
        <EmptyState
          title="No contracts"
          sentence="No contract with a payer is on file, so no claim has an expected payment."
        />
      )}
      {contracts.length > 0 && (
        <div className={classes['columns']}>
          <Panel title="On file">
            <table className={classes['table']}>
              <thead>
                <tr>
                  <th scope="col">Contract</th>
                  <th scope="col">For</th>
                  <th scope="col">Versions</th>
                </tr>
              </thead>
              <tbody>
                {contracts.map((own) => {
                  const first = own[0];
                  return first === undefined ? null : (
                    <tr key={first.contractId} className={own === opened ? classes['chosen'] : undefined}>
                      <td>
                        <Button variant="subtle" size="compact-sm" onClick={() => setPicked(first.contractId)}>
                          {first.name}
                        </Button>
                      </td>
                      <td>{nameScope(first)}</td>
                      <td>{own.length}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </Panel>
          <div className={classes['expected']}>
            {(opened ?? []).toReversed().map((version) => (
              <Terms key={version.version} version={version} />
            ))}
          </div>
        </div>
      )}
    </PageFrame>
  );
}

function Terms({ version }: { readonly version: Version }): ReactNode {
  const { terms } = version;
  return (
    <Panel
      title={`${version.name}, version ${version.version}, from ${formatCalendarDay(version.validFrom as CalendarDay)}`}
    >
      <p className={classes['quiet']}>
        {version.source}. The first rate that fits counts, and of its prices the lesser.
      </p>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col">The lesser of</th>
            <th scope="col" className={classes['amount']}>
              Fee
            </th>
          </tr>
        </thead>
        <tbody>
          {terms.rates.map((rate) => (
            <tr key={`${rate.drugs} ${rate.daysFrom}`}>
              <td>{nameRate(rate)}</td>
              <td>{rate.legs.map(nameLeg).join(', ')}</td>
              <td className={classes['amount']}>{formatCents(rate.dispensingFeeCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <KeyValueList
        columns={2}
        items={[
          { label: 'Transaction fee', value: formatCents(terms.transactionFeeCents) },
          {
            label: 'Concession',
            value: terms.concessionTenThousandths === 0 ? 'None' : formatPercent(terms.concessionTenThousandths),
          },
          {
            label: 'MAC appeal',
            value: terms.macAppealDays === null ? 'Not in the contract' : `${terms.macAppealDays} days from service`,
          },
          ...terms.guarantees.map((one) => ({
            label: guaranteeKinds[one.kind],
            value: `${one.kind === 'DER' ? formatCents(one.target) : `AWP − ${formatPercent(one.target)}`}, ${
              one.sides === 'one' ? 'one-sided' : 'two-sided'
            }, ${formatCents(one.reserveCents)} reserved`,
          })),
        ]}
      />
    </Panel>
  );
}

function nameScope({ name, payerName, planName, bin, pcn, groupNumber }: Version): string {
  const parts = [
    payerName === null ? null : payerName === name ? 'All its plans' : `All plans of ${payerName}`,
    planName,
    bin === null ? null : `BIN ${bin}`,
    pcn === null ? null : `PCN ${pcn}`,
    groupNumber === null ? null : `Group ${groupNumber}`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}
