import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { fixedLaunchScopes } from '../domain/chart-connection.ts';
import { chartPermissions } from '../permissions.ts';
import classes from './charts.module.css';
import { ConnectionForm, type ShownChart, type ShownProvider } from './connection-form.tsx';

const columns: readonly TableColumn<ShownChart>[] = [
  { id: 'name', header: 'EHR', width: { grow: 2, least: 150 }, cell: ({ partnerName }) => partnerName },
  {
    id: 'address',
    header: 'FHIR address',
    width: { grow: 3, least: 220 },
    cell: ({ baseAddress }) =>
      baseAddress === null ? 'Not asked' : <span className={classes['code']}>{baseAddress}</span>,
  },
  {
    id: 'token',
    header: 'Asked',
    width: 150,
    cell: ({ connection, baseAddress }) =>
      baseAddress === null ? '' : connection === null ? 'Without a token' : 'With a token',
  },
  {
    id: 'notes',
    header: 'Notes',
    width: 90,
    cell: ({ connection }) => (connection?.takesNotes ? 'Taken' : 'Not taken'),
  },
  {
    id: 'launch',
    header: 'Launches',
    width: 110,
    cell: ({ connection }) => (
      <StatusBadge tone={connection?.providerId == null ? 'neutral' : 'done'}>
        {connection?.providerId == null ? 'No' : 'Yes'}
      </StatusBadge>
    ),
  },
];

/** The EHRs whose charts are asked, with what each side has to know of the other. */
export function ChartsPage(): ReactNode {
  const [openedId, setOpenedId] = useState<string | null>(null);
  const query = useEndpointQuery(api.listConnections, {});
  const charts = query.data?.charts ?? [];
  const opened = charts.find(({ partnerId }) => partnerId === openedId);
  return (
    <PageFrame
      title="EHR charts"
      fill
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'Enter', label: 'open' },
      ]}
    >
      {query.error !== null ? (
        <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="EHR charts"
          columns={columns}
          rows={charts}
          rowId={({ partnerId }) => partnerId}
          isLoading={query.isPending}
          onOpen={({ partnerId }) => setOpenedId(partnerId)}
          empty={<EmptyState title="No EHR" sentence="No partner of this health system is an EHR." />}
          claimsFocus
        />
      )}
      {opened !== undefined && (
        <ChartDialog chart={opened} providers={query.data?.providers ?? []} onClose={() => setOpenedId(null)} />
      )}
    </PageFrame>
  );
}

function ChartDialog(props: {
  readonly chart: ShownChart;
  readonly providers: readonly ShownProvider[];
  readonly onClose: () => void;
}): ReactNode {
  const { chart, providers, onClose } = props;
  const [changes, setChanges] = useState(false);
  const mayChange = useHasPermission(chartPermissions.changeConnections.code);
  if (changes) return <ConnectionForm chart={chart} providers={providers} onClose={() => setChanges(false)} />;
  return (
    <Dialog opened width="wide" title={chart.partnerName} onClose={onClose}>
      {!chart.isRunning && (
        <Notice tone="due" sentence="The connection to this partner is stopped: nothing is asked." />
      )}
      {chart.connection === null ? (
        <Notice
          tone="neutral"
          sentence={
            chart.baseAddress === null
              ? 'The chart of this EHR is not asked, takes no notes, and launches nothing.'
              : 'The chart is asked without a token. It takes no notes and launches nothing until it is set up.'
          }
        />
      ) : (
        <Settings chart={chart} connection={chart.connection} providers={providers} />
      )}
      {mayChange && (
        <div className={classes['buttons']}>
          <ReasonedButton
            label={chart.connection === null ? 'Set it up' : 'Change'}
            refusal={null}
            onPress={() => setChanges(true)}
          />
        </div>
      )}
    </Dialog>
  );
}

function Settings(props: {
  readonly chart: ShownChart;
  readonly connection: NonNullable<ResponseOf<typeof api.listConnections>['charts'][number]['connection']>;
  readonly providers: readonly ShownProvider[];
}): ReactNode {
  const { chart, connection, providers } = props;
  const { origin } = window.location;
  const provider = providers.find(({ providerId }) => providerId === connection.providerId);
  const code = (text: string): ReactNode => <span className={classes['code']}>{text}</span>;
  return (
    <>
      <h2 className={classes['heading']}>To enter at the EHR</h2>
      <KeyValueList
        columns={2}
        items={[
          { label: 'Launch address', value: code(`${origin}/ehr/launch`) },
          { label: 'Redirect address', value: code(`${origin}/ehr/answer`) },
          { label: 'Public keys of Theriac (JWKS)', value: code(`${origin}/ehr/keys`) },
          { label: 'Way to prove itself', value: 'private_key_jwt, ES384' },
        ]}
      />
      <h2 className={classes['heading']}>How the chart is asked</h2>
      <KeyValueList
        columns={2}
        items={[
          { label: 'FHIR address, which launches name as issuer', value: code(chart.baseAddress ?? '') },
          { label: 'Client id', value: code(connection.clientId) },
          { label: 'Scopes', value: code(connection.scopes.join(' ')) },
          {
            label: 'Record numbers',
            value: code(`${connection.identifierSystem} = ${connection.identifierAssigner} here`),
          },
          { label: 'Notes', value: connection.takesNotes ? 'Are filed in the chart' : 'Are not sent' },
        ]}
      />
      <h2 className={classes['heading']}>Launches</h2>
      {provider === undefined ? (
        <p className={classes['soft']}>Nobody may launch Theriac from this EHR.</p>
      ) : (
        <KeyValueList
          columns={2}
          items={[
            { label: 'Who vouches for people', value: `${provider.name}${provider.isEnabled ? '' : ' (disabled)'}` },
            { label: 'Issuer of ID tokens', value: code(provider.issuer) },
            { label: 'Client id', value: code(connection.launchClientId ?? '') },
            { label: 'Scopes', value: code([...fixedLaunchScopes, ...connection.launchScopes].join(' ')) },
          ]}
        />
      )}
    </>
  );
}
