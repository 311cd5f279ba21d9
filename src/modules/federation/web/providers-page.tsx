import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { federationPermissions } from '../permissions.ts';
import { ProviderDialog } from './provider-dialog.tsx';
import { ProviderForm } from './provider-form.tsx';
import { nameSecondFactor, ProviderState, type ShownProvider } from './provider-words.tsx';

const columns: readonly TableColumn<ShownProvider>[] = [
  { id: 'name', header: 'Provider', width: { grow: 2, least: 150 }, cell: ({ name }) => name },
  { id: 'issuer', header: 'Issuer', width: { grow: 4, least: 220 }, cell: ({ issuer }) => issuer },
  {
    id: 'factor',
    header: 'Second factor',
    width: { grow: 2, least: 170 },
    cell: (provider) => nameSecondFactor(provider),
  },
  { id: 'links', header: 'Linked accounts', width: 130, cell: ({ links }) => links.length },
  { id: 'trial', header: 'Tried', width: 200, cell: (provider) => <TrialState provider={provider} /> },
  { id: 'state', header: 'State', width: 110, cell: (provider) => <ProviderState provider={provider} /> },
];

/** The identity providers by which people of the health system sign in. */
export function ProvidersPage(): ReactNode {
  const tried = new URLSearchParams(window.location.search).get('tried');
  const [openedId, setOpenedId] = useState<string | null>(tried);
  const [adds, setAdds] = useState(false);
  const mayChange = useHasPermission(federationPermissions.changeProviders.code);
  const query = useEndpointQuery(api.listProviders, {});
  const providers = query.data?.providers ?? [];
  const opened = providers.find(({ providerId }) => providerId === openedId);
  useShortcuts(mayChange ? [{ keys: 'n', label: 'Add a provider', group: 'This page', run: () => setAdds(true) }] : []);
  return (
    <PageFrame
      title="Identity providers"
      fill
      actions={
        mayChange && (
          <Button onClick={() => setAdds(true)} rightSection={<Kbd keys="n" />}>
            Add a provider
          </Button>
        )
      }
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
          label="Identity providers"
          columns={columns}
          rows={providers}
          rowId={({ providerId }) => providerId}
          isLoading={query.isPending}
          onOpen={({ providerId }) => setOpenedId(providerId)}
          empty={
            <EmptyState
              title="No identity providers"
              sentence="Everybody signs in with a password and a code, or with a passkey of Theriac."
            />
          }
          claimsFocus
        />
      )}
      {opened !== undefined && <ProviderDialog provider={opened} onClose={() => setOpenedId(null)} />}
      {adds && <ProviderForm provider={null} onClose={() => setAdds(false)} />}
    </PageFrame>
  );
}

function TrialState({ provider }: { readonly provider: ShownProvider }): ReactNode {
  const { trial } = provider;
  if (trial === null) return 'Never';
  const failed = trial.checks.some(({ outcome }) => outcome === 'failed');
  return (
    <>
      <StatusBadge tone={failed ? 'blocked' : 'done'}>{failed ? 'Failed' : 'Worked'}</StatusBadge>{' '}
      <Moment at={trial.at as Instant} />
    </>
  );
}
