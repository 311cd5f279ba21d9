import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatMomentInFull } from '../../../ui/format-time.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission, useSiteTimeZone } from '../../../ui/session.ts';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import { identityRefusals } from '../../identity/language.ts';
import * as api from '../api.ts';
import { programPermissions } from '../permissions.ts';
import { NewProgramDialog } from './new-program-dialog.tsx';
import classes from './programs.module.css';

type Listed = ResponseOf<typeof api.listClients>;
type Program = Listed['clients'][number];

const columns: readonly TableColumn<Program>[] = [
  { id: 'name', header: 'Program', width: { grow: 2, least: 170 }, cell: (program) => program.name },
  { id: 'scopes', header: 'Scopes', width: { grow: 4, least: 220 }, cell: ({ scopes }) => scopes.join(', ') },
  {
    id: 'used',
    header: 'Last use',
    width: 120,
    cell: ({ lastUsedAt }) => (lastUsedAt === null ? 'Never' : <Moment at={lastUsedAt as Instant} />),
  },
  { id: 'by', header: 'Created by', width: { grow: 2, least: 140 }, cell: nameCreator },
  { id: 'at', header: 'Created', width: 120, cell: ({ madeAt }) => <Moment at={madeAt as Instant} show="day" /> },
  { id: 'state', header: 'State', width: 110, cell: (program) => <ProgramState program={program} /> },
];

/** The programs that come in by themselves with a key of their own: what each may do, and when it last did. */
export function ProgramsPage(): ReactNode {
  const [openedId, setOpenedId] = useState<string | null>(null);
  const [adds, setAdds] = useState(false);
  const mayChange = useHasPermission(programPermissions.changePrograms.code);
  const query = useEndpointQuery(api.listClients, {});
  const programs = query.data?.clients ?? [];
  const opened = programs.find(({ clientId }) => clientId === openedId);
  useShortcuts(
    mayChange ? [{ keys: 'n', label: 'Let a program in', group: 'This page', run: () => setAdds(true) }] : [],
  );
  return (
    <PageFrame
      title="Programs"
      fill
      actions={
        mayChange && (
          <Button onClick={() => setAdds(true)} rightSection={<Kbd keys="n" />}>
            Let a program in
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
          label="Programs"
          columns={columns}
          rows={programs}
          rowId={(program) => program.clientId}
          isLoading={query.isPending}
          onOpen={(program) => setOpenedId(program.clientId)}
          empty={<EmptyState title="No programs" sentence="No program may come in with a key of its own yet." />}
          claimsFocus
        />
      )}
      {opened !== undefined && (
        <ProgramDialog program={opened} scopes={query.data?.scopes ?? []} onClose={() => setOpenedId(null)} />
      )}
      {adds && <NewProgramDialog scopes={query.data?.scopes ?? []} onClose={() => setAdds(false)} />}
    </PageFrame>
  );
}

function ProgramDialog(props: {
  readonly program: Program;
  readonly scopes: Listed['scopes'];
  readonly onClose: () => void;
}): ReactNode {
  const { program, onClose } = props;
  const timeZone = useSiteTimeZone();
  const [asks, setAsks] = useState(false);
  const mayChange = useHasPermission(programPermissions.changePrograms.code);
  const disable = useEndpointCommand(api.disableClient, { invalidates: [api.listClients], onDone: onClose });
  if (asks) {
    return (
      <ConfirmDialog
        opened
        title={`Disable ${program.name}`}
        sentence="Its access tokens are void at once, and it gets no new ones. This cannot be taken back."
        confirmLabel="Disable"
        isDangerous
        isRunning={disable.isRunning}
        failure={disable.failure}
        onConfirm={() => disable.run({ clientId: program.clientId })}
        onCancel={() => setAsks(false)}
      />
    );
  }
  const refusal = mayChange
    ? program.isDisabled
      ? { sentence: 'This program is disabled already.' }
      : null
    : identityRefusals.permissionNeeded;
  return (
    <Dialog opened width="wide" title={program.name} onClose={onClose}>
      <KeyValueList
        items={[
          { label: 'Client id', value: <span className={classes['code']}>{program.clientId}</span> },
          { label: 'State', value: <ProgramState program={program} /> },
          { label: 'Public keys', value: program.keyCount },
          {
            label: 'Created',
            value: `${formatMomentInFull(program.madeAt as Instant, timeZone)}, ${nameCreator(program)}`,
          },
          {
            label: 'Last use',
            value: program.lastUsedAt === null ? 'Never' : formatMomentInFull(program.lastUsedAt as Instant, timeZone),
          },
          {
            label: 'It',
            value: (
              <ul>
                {program.scopes.map((scope) => (
                  <li key={scope}>
                    {props.scopes.find(({ code }) => code === scope)?.sentence ?? ''}{' '}
                    <span className={classes['soft']}>{scope}</span>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <div className={classes['buttons']}>
        <ReasonedButton label="Disable" kind="secondary" isDangerous refusal={refusal} onPress={() => setAsks(true)} />
      </div>
    </Dialog>
  );
}

function ProgramState(props: { readonly program: Program }): ReactNode {
  return props.program.isDisabled ? (
    <StatusBadge tone="neutral">Disabled</StatusBadge>
  ) : (
    <StatusBadge tone="done">Enabled</StatusBadge>
  );
}

function nameCreator({ madeByName }: Program): string {
  return madeByName ?? 'On the command line';
}
