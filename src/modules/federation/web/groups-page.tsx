import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { type Role, roles as roleLabels } from '../../../kernel/roles.ts';
import { ChoiceList } from '../../../ui/choice-list.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { CheckField, TextField } from '../../../ui/fields.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { sensitiveRoles } from '../domain/group-roles.ts';
import { federationPermissions } from '../permissions.ts';
import classes from './federation.module.css';

type Listed = ResponseOf<typeof api.listGroups>;
type Group = Listed['groups'][number];

/** The groups of the health system's directory, and the roles and sites that each gives. */
export function GroupsPage(): ReactNode {
  const [opened, setOpened] = useState<Group | 'new' | null>(null);
  const mayChange = useHasPermission(federationPermissions.changeGroups.code);
  const query = useEndpointQuery(api.listGroups, {});
  const sites = query.data?.sites ?? [];
  const columns: readonly TableColumn<Group>[] = [
    { id: 'name', header: 'Group', width: { grow: 2, least: 180 }, cell: ({ name }) => name },
    { id: 'roles', header: 'Gives the roles', width: { grow: 4, least: 260 }, cell: nameRoles },
    { id: 'sites', header: 'At the sites', width: { grow: 3, least: 220 }, cell: (group) => nameSites(group, sites) },
  ];
  useShortcuts(mayChange ? [{ keys: 'n', label: 'Add a group', group: 'This page', run: () => setOpened('new') }] : []);
  return (
    <PageFrame
      title="Directory groups"
      fill
      actions={
        mayChange && (
          <Button onClick={() => setOpened('new')} rightSection={<Kbd keys="n" />}>
            Add a group
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
          label="Directory groups"
          columns={columns}
          rows={query.data?.groups ?? []}
          rowId={({ groupId }) => groupId}
          isLoading={query.isPending}
          onOpen={(group) => setOpened(group)}
          empty={
            <EmptyState
              title="No groups"
              sentence="Add a group by the name that your directory uses, and say which roles and sites it gives."
            />
          }
          claimsFocus
        />
      )}
      {opened !== null && (
        <GroupDialog group={opened === 'new' ? null : opened} sites={sites} onClose={() => setOpened(null)} />
      )}
    </PageFrame>
  );
}

function GroupDialog(props: {
  readonly group: Group | null;
  readonly sites: Listed['sites'];
  readonly onClose: () => void;
}): ReactNode {
  const { group, onClose } = props;
  const [name, setName] = useState(group?.name ?? '');
  const [roles, setRoles] = useState<readonly string[]>(group?.roles ?? []);
  const [siteIds, setSiteIds] = useState<readonly string[]>(group?.siteIds ?? []);
  const [seesAllSites, setSeesAllSites] = useState(group?.seesAllSites ?? false);
  const mayChange = useHasPermission(federationPermissions.changeGroups.code);
  const save = useEndpointCommand(api.saveGroup, { invalidates: [api.listGroups], onDone: onClose });
  const refusal = !mayChange
    ? { sentence: 'Your roles do not include this.' }
    : name.trim() === ''
      ? { sentence: 'Type the name of the group.' }
      : null;
  const givable = Object.entries(roleLabels).filter(([code]) => !sensitiveRoles.includes(code as Role));
  return (
    <Dialog opened width="wide" title={group === null ? 'Add a group' : group.name} onClose={onClose}>
      <TextField label="Name, as the directory writes it" value={name} onChange={setName} required startsFocused />
      <div className={classes['scroll']}>
        <ChoiceList
          label="Roles that it gives"
          options={givable.map(([value, label]) => ({ value, label }))}
          chosen={roles}
          onChange={setRoles}
        />
      </div>
      <CheckField label="All sites" isChecked={seesAllSites} onChange={setSeesAllSites} />
      {!seesAllSites && (
        <ChoiceList
          label="Sites that it gives"
          options={props.sites.map(({ siteId, name: label }) => ({ value: siteId, label }))}
          chosen={siteIds}
          onChange={setSiteIds}
        />
      )}
      <p className={classes['soft']}>
        What a group gives comes and goes with it, at once where the directory provisions, else at the next sign-in.
        Roles that watch over others ({sensitiveRoles.map((role) => roleLabels[role]).join(', ')}) are given by people
        alone.
      </p>
      {save.failure !== null && <FailureNotice failure={save.failure} />}
      <div className={classes['buttons']}>
        <ReasonedButton
          label="Save"
          refusal={refusal}
          isRunning={save.isRunning}
          onPress={() =>
            save.run({
              groupId: group?.groupId ?? null,
              name: name.trim(),
              roles: roles as Role[],
              seesAllSites,
              siteIds: seesAllSites ? [] : [...siteIds],
            })
          }
        />
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  );
}

function nameRoles({ roles }: Group): string {
  return roles.length === 0 ? 'None' : roles.map((role) => roleLabels[role as Role]).join(', ');
}

function nameSites(group: Group, sites: Listed['sites']): string {
  if (group.seesAllSites) return 'All sites';
  const names = group.siteIds.flatMap((siteId) => sites.find((site) => site.siteId === siteId)?.name ?? []);
  return names.length === 0 ? 'None' : names.join(', ');
}
