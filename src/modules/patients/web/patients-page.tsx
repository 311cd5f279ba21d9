import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type CalendarDay, parseCalendarDay } from '../../../kernel/calendar-day.ts';
import type { RequestOf, ResponseOf } from '../../../kernel/endpoint.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { formatPhone } from '../../../ui/format-phone.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { Notice } from '../../../ui/notice.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink, useGoTo } from '../../../ui/page-link.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import type { Sex } from '../domain/demographics.ts';
import { listSearchCriteria } from '../domain/search-term.ts';
import { patientsPermissions } from '../permissions.ts';
import { patientsRefusals } from '../refusals.ts';
import { sexLabels } from './patient-words.ts';
import classes from './patients-page.module.css';
import { RegisterPatientDialog } from './register-patient-dialog.tsx';

type Hit = ResponseOf<typeof api.searchPatients>['patients'][number];
type Search = RequestOf<typeof api.searchPatients>;

const columns: readonly TableColumn<Hit>[] = [
  { id: 'name', header: 'Name', width: { grow: 3, least: 200 }, cell: (hit) => hit.displayName },
  { id: 'born', header: 'Born', width: 120, cell: (hit) => formatCalendarDay(hit.birthDate as CalendarDay) },
  { id: 'sex', header: 'Sex', width: 90, cell: (hit) => sexLabels[hit.sex as Sex] },
  { id: 'place', header: 'Lives in', width: { grow: 2, least: 140 }, cell: describePlace },
  { id: 'phone', header: 'Phone', width: 140, cell: (hit) => (hit.phone === null ? '' : formatPhone(hit.phone)) },
  {
    id: 'numbers',
    header: 'Record number',
    width: { grow: 1, least: 130 },
    cell: (hit) => hit.recordNumbers.join(', '),
  },
];

/** Finds patients; what is typed stays in memory and is never part of the address. */
export function PatientsPage(): ReactNode {
  const [search, setSearch] = useState<Search>({});
  const [registers, setRegisters] = useState(false);
  const mayRegister = useHasPermission(patientsPermissions.changeDemographics.code);
  const mayMerge = useHasPermission(patientsPermissions.mergePatients.code);
  const goTo = useGoTo();
  const isAsked = listSearchCriteria(search).length > 0;
  const query = useEndpointQuery(api.searchPatients, search, { enabled: isAsked, keepsPrevious: true });
  const hits = isAsked ? (query.data?.patients ?? []) : [];
  return (
    <PageFrame
      title="Patients"
      fill
      actions={
        <>
          {mayMerge && <PageLink to="/duplicates">Possible duplicates</PageLink>}
          {mayRegister && (
            <Button variant="default" onClick={() => setRegisters(true)}>
              Register a patient
            </Button>
          )}
        </>
      }
      hints={[
        { keys: 'Enter', label: 'search, or open the patient' },
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
      ]}
    >
      <SearchForm onSearch={setSearch} />
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {isAsked && query.data?.isCut === true && (
        <Notice tone="due" sentence="There are more. Add a birth date, a phone number or more of the name." />
      )}
      <DataTable
        label="Patients found"
        columns={columns}
        rows={hits}
        rowId={(hit) => hit.patientId}
        isLoading={isAsked && query.isPending}
        onOpen={(hit) => goTo(`/patients/${hit.patientId}`)}
        empty={
          isAsked ? (
            <EmptyState title="Nobody was found" sentence="Names that sound alike were looked for as well." />
          ) : (
            <EmptyState
              title="Who are you looking for?"
              sentence="Type the beginning of a name, a birth date, a phone number, a record number or a member id."
            />
          )
        }
      />
      {registers && <RegisterPatientDialog onClose={() => setRegisters(false)} />}
    </PageFrame>
  );
}

interface Typed {
  readonly name: string;
  readonly birthDate: string;
  readonly phone: string;
  readonly recordNumber: string;
}

const nothing: Typed = { name: '', birthDate: '', phone: '', recordNumber: '' };

function SearchForm(props: { readonly onSearch: (search: Search) => void }): ReactNode {
  const [typed, setTyped] = useState(nothing);
  const [isTooWide, setTooWide] = useState(false);
  const set = (field: keyof Typed) => (value: string) => setTyped((earlier) => ({ ...earlier, [field]: value }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const search = toSearch(typed);
    setTooWide(listSearchCriteria(search).length === 0);
    props.onSearch(search);
  };
  const clear = (): void => {
    setTyped(nothing);
    setTooWide(false);
    props.onSearch({});
  };
  return (
    <form className={classes['search']} onSubmit={submit} aria-label="Find a patient">
      <TextField label="Name" type="search" value={typed.name} onChange={set('name')} startsFocused />
      <TextField label="Birth date" type="date" value={typed.birthDate} onChange={set('birthDate')} />
      <TextField label="Phone, or its last four digits" type="tel" value={typed.phone} onChange={set('phone')} />
      <TextField label="Record number or member id" value={typed.recordNumber} onChange={set('recordNumber')} isCode />
      <div className={classes['buttons']}>
        <Button type="submit">Search</Button>
        <Button variant="default" onClick={clear}>
          Clear
        </Button>
      </div>
      {isTooWide && (
        <p className={classes['hint']} role="alert">
          {patientsRefusals.searchTooWide.sentence}
        </p>
      )}
    </form>
  );
}

function toSearch(typed: Typed): Search {
  const birthDate = parseCalendarDay(typed.birthDate);
  return {
    ...(typed.name.trim() === '' ? {} : { name: typed.name.trim() }),
    ...(birthDate === null ? {} : { birthDate }),
    ...(typed.phone.trim() === '' ? {} : { phone: typed.phone.trim() }),
    ...(typed.recordNumber.trim() === '' ? {} : { recordNumber: typed.recordNumber.trim() }),
  };
}

function describePlace(hit: Hit): string {
  return [hit.city, hit.state].filter((part) => part !== null && part !== '').join(', ');
}
