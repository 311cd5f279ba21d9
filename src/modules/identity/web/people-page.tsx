import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { identityPermissions } from '../permissions.ts';
import classes from './administration.module.css';
import { NewPersonDialog } from './new-person-dialog.tsx';
import {
  describeState,
  filterPeople,
  nameRoles,
  nameSites,
  type ShownPerson,
  type ShownStaff,
} from './people-words.ts';
import { PersonDialog } from './person-dialog.tsx';

const nobody: ShownStaff = { staff: [], sites: [], skills: [] };

/** The people who work here: who may do what, where, and who may not sign in any more. */
export function PeoplePage(): ReactNode {
  const [text, setText] = useState('');
  const [openedId, setOpenedId] = useState<string | null>(null);
  const [adds, setAdds] = useState(false);
  const mayChange = useHasPermission(identityPermissions.changeStaff.code);
  const query = useEndpointQuery(api.listStaff, {});
  const staff = query.data ?? nobody;
  const opened = staff.staff.find(({ staffId }) => staffId === openedId) ?? null;
  useShortcuts(mayChange ? [{ keys: 'n', label: 'Add a person', group: 'This page', run: () => setAdds(true) }] : []);
  return (
    <PageFrame
      title="People"
      fill
      actions={
        mayChange && (
          <Button onClick={() => setAdds(true)} rightSection={<Kbd keys="n" />}>
            Add a person
          </Button>
        )
      }
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'Enter', label: 'open' },
      ]}
    >
      <div className={classes['filter']}>
        <TextField
          label="Name, role, site, language or skill"
          type="search"
          value={text}
          onChange={setText}
          hint={query.data === undefined ? ' ' : `${filterPeople(staff, text).length} of ${staff.staff.length} people`}
        />
      </div>
      {query.error !== null ? (
        <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="People"
          columns={columnsOf(staff)}
          rows={filterPeople(staff, text)}
          rowId={(person) => person.staffId}
          isLoading={query.isPending}
          onOpen={(person) => setOpenedId(person.staffId)}
          empty={<EmptyState title="Nobody" sentence="No name, role, site, language or skill holds what was typed." />}
          claimsFocus
        />
      )}
      {opened !== null && <PersonDialog person={opened} staff={staff} onClose={() => setOpenedId(null)} />}
      {adds && <NewPersonDialog sites={staff.sites} onClose={() => setAdds(false)} />}
    </PageFrame>
  );
}

function columnsOf(staff: ShownStaff): readonly TableColumn<ShownPerson>[] {
  return [
    { id: 'name', header: 'Name', width: { grow: 2, least: 150 }, cell: (person) => person.displayName },
    { id: 'user', header: 'User name', width: 110, cell: (person) => person.userName },
    {
      id: 'roles',
      header: 'Roles',
      width: { grow: 4, least: 220 },
      cell: ({ roles }) => <span title={nameRoles(roles)}>{nameRoles(roles)}</span>,
    },
    {
      id: 'sites',
      header: 'Sites',
      width: { grow: 3, least: 160 },
      cell: (person) => <span title={nameSites(person, staff.sites)}>{nameSites(person, staff.sites)}</span>,
    },
    {
      id: 'last',
      header: 'Last sign-in',
      width: 120,
      cell: ({ lastSignInAt }) => (lastSignInAt === null ? 'Never' : <Moment at={lastSignInAt as Instant} />),
    },
    { id: 'state', header: 'State', width: 110, cell: (person) => <PersonState person={person} /> },
  ];
}

function PersonState(props: { readonly person: ShownPerson }): ReactNode {
  const { tone, label, why } = describeState(props.person);
  return (
    <span title={why}>
      <StatusBadge tone={tone}>{label}</StatusBadge>
    </span>
  );
}
