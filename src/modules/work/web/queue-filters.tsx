import { Button, NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { type Role, roles } from '../../../kernel/roles.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField, TextField } from '../../../ui/fields.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission, useSession } from '../../../ui/session.ts';
import * as api from '../desk-api.ts';
import { type QueueCode, queues } from '../domain/queue.ts';
import { dueChoices } from '../domain/queue-view.ts';
import { workPermissions } from '../permissions.ts';
import { formatCount, nameReason, toWords } from './queue-words.ts';
import { type FilterName, type QueueView, toValues } from './use-queue.ts';
import classes from './work.module.css';

type Filters = ResponseOf<typeof api.listQueueFilters>;
type Options = readonly { readonly value: string; readonly label: string }[];

const levels: Options = [
  { value: '50', label: '50 % and more' },
  { value: '80', label: '80 % and more' },
  { value: '100', label: 'All of it' },
];

const suitChoices: Options = [
  { value: 'me', label: 'Me' },
  { value: 'nobody', label: 'Nobody here' },
];

/** Reads by what a queue can be narrowed, its saved views, and the colleagues who serve it. */
export function useQueueFilters(queue: QueueCode) {
  return useEndpointQuery(api.listQueueFilters, { queue }, { topics: [`queue:${queue}`, `queue-views:${queue}`] });
}

/** The filters of a queue in one line, with the saved views first. */
export function QueueFilters(props: {
  readonly queue: QueueCode;
  readonly view: QueueView;
  readonly filters: Filters | undefined;
}): ReactNode {
  const { queue, view, filters } = props;
  const { sites } = useSession();
  const [saves, setSaves] = useState(false);
  const reasons = (filters?.reasonCodes ?? []).map((code) => ({
    value: code,
    label: nameReason({ reasonCode: code }),
  }));
  const stages = (filters?.stages ?? []).map((code) => ({ value: code, label: toWords(code) }));
  const dues = Object.entries(dueChoices).flatMap(([value, label]) => (value === 'any' ? [] : [{ value, label }]));
  return (
    <search className={classes['filters']} aria-label="Filters">
      <ViewSelect view={view} views={filters?.views ?? []} />
      <FilterSelect view={view} name="owner" label="Taken by" any="Anyone" options={listOwners(filters)} />
      <FilterSelect view={view} name="suits" label="Suits" any="Anyone" options={suitChoices} />
      <FilterSelect view={view} name="reason" label="To be done" any="Anything" options={reasons} />
      {stages.length > 1 && <FilterSelect view={view} name="stage" label="Stage" any="All stages" options={stages} />}
      <FilterSelect view={view} name="due" label="Due" any="Any time" options={dues} />
      <FilterSelect view={view} name="level" label="Time used" any="Any" options={levels} />
      {sites.length > 1 && (
        <FilterSelect
          view={view}
          name="site"
          label="Site"
          any="All sites"
          options={sites.map(({ siteId, name }) => ({ value: siteId, label: name }))}
        />
      )}
      <ViewActions view={view} views={filters?.views ?? []} onSave={() => setSaves(true)} />
      {saves && <SaveViewDialog queue={queue} view={view} onClose={() => setSaves(false)} />}
    </search>
  );
}

function FilterSelect(props: {
  readonly view: QueueView;
  readonly name: FilterName;
  readonly label: string;
  readonly any: string;
  readonly options: Options;
}): ReactNode {
  const { view, name, options } = props;
  const value = view.values[name] ?? '';
  const isListed = value === '' || options.some((option) => option.value === value);
  const shown = isListed ? options : [...options, { value, label: toWords(value) }];
  return (
    <NativeSelect
      size="xs"
      label={props.label}
      value={value}
      data={[{ value: '', label: props.any }, ...shown]}
      data-active={value !== '' || undefined}
      className={classes['filter'] ?? ''}
      onChange={(event) => view.set(name, event.currentTarget.value)}
    />
  );
}

function ViewSelect(props: { readonly view: QueueView; readonly views: Filters['views'] }): ReactNode {
  const { view, views } = props;
  if (views.length === 0) return null;
  return (
    <NativeSelect
      size="xs"
      label="View"
      value={findShown(view, views)?.viewId ?? ''}
      data={[
        { value: '', label: 'Choose a view' },
        ...views.map((each) => ({ value: each.viewId, label: nameView(each) })),
      ]}
      className={classes['filter'] ?? ''}
      onChange={(event) => {
        const chosen = views.find(({ viewId }) => viewId === event.currentTarget.value);
        if (chosen !== undefined) view.show(chosen.filter);
      }}
    />
  );
}

/** What can be done about the filters that are set: save them by name, delete the view they are, or remove them. */
function ViewActions(props: {
  readonly view: QueueView;
  readonly views: Filters['views'];
  readonly onSave: () => void;
}): ReactNode {
  const { view } = props;
  const remove = useEndpointCommand(api.deleteQueueView, { invalidates: [api.listQueueFilters] });
  const shown = findShown(view, props.views);
  if (!view.isNarrowed) return null;
  return (
    <div className={classes['viewActions']}>
      {shown === undefined && (
        <Button variant="default" size="xs" onClick={props.onSave}>
          Save view
        </Button>
      )}
      {shown?.isMine === true && (
        <Button
          variant="default"
          size="xs"
          loading={remove.isRunning}
          onClick={() => remove.run({ viewId: shown.viewId })}
        >
          Delete view
        </Button>
      )}
      <Button variant="default" size="xs" onClick={() => view.show({ owner: 'anyone', siteId: null, narrowing: null })}>
        Show all
      </Button>
      {remove.failure !== null && <FailureNotice failure={remove.failure} />}
    </div>
  );
}

function findShown(view: QueueView, views: Filters['views']): Filters['views'][number] | undefined {
  const shown = JSON.stringify(toValues(view.filter));
  return views.find(({ filter }) => JSON.stringify(toValues(filter)) === shown);
}

function SaveViewDialog(props: {
  readonly queue: QueueCode;
  readonly view: QueueView;
  readonly onClose: () => void;
}): ReactNode {
  const { queue, view, onClose } = props;
  const [name, setName] = useState('');
  const [sharedWith, setSharedWith] = useState('');
  const mayShare = useHasPermission(workPermissions.shareViews.code);
  const save = useEndpointCommand(api.saveQueueView, { invalidates: [api.listQueueFilters], onDone: onClose });
  const audiences = queues[queue].roles.map((role) => ({
    value: role,
    label: `Everybody with the role ${roles[role]}`,
  }));
  const role = queues[queue].roles.find((each) => each === sharedWith) ?? null;
  const asked = { queue, name: name.trim(), sharedWith: role satisfies Role | null, filter: view.filter };
  return (
    <Dialog opened title="Save this view" onClose={onClose}>
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        hint="At most 40 letters, no names of patients"
        startsFocused
      />
      {mayShare && (
        <ChoiceField
          label="Who sees it"
          layout="row"
          value={sharedWith}
          options={[{ value: '', label: 'Only me' }, ...audiences]}
          onChange={setSharedWith}
        />
      )}
      {save.failure !== null && <FailureNotice failure={save.failure} />}
      <ReasonedButton
        label="Save"
        isRunning={save.isRunning}
        refusal={refuseName(asked.name)}
        onPress={() => save.run(asked)}
      />
    </Dialog>
  );
}

function refuseName(name: string): { readonly sentence: string } | null {
  if (name === '') return { sentence: 'Give the view a name.' };
  return name.length > 40 ? { sentence: 'The name is too long.' } : null;
}

function nameView(view: Filters['views'][number]): string {
  return view.sharedWith === null ? view.name : `${view.name} (shared)`;
}

function listOwners(filters: Filters | undefined): Options {
  const colleagues = (filters?.colleagues ?? []).map(({ staffId, name, holds }) => {
    return { value: staffId, label: holds === 0 ? name : `${name} (${formatCount(holds)})` };
  });
  return [{ value: 'nobody', label: 'Nobody' }, { value: 'me', label: 'Me' }, ...colleagues];
}
