import { type ReactNode, useState } from 'react';
import type { EndpointFailure } from '../../../ui/endpoint-failure.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { web as patients } from '../../patients/web/index.tsx';
import { SearchLine } from './find-records.tsx';
import { type Found, FoundList } from './found-list.tsx';
import classes from './prescription-page.module.css';

type Search =
  | { readonly kind: 'idle' }
  | { readonly kind: 'found'; readonly patients: readonly Found[] }
  | { readonly kind: 'failed'; readonly failure: EndpointFailure };

/** Finds a patient with the search of the patients' own pages. What is typed stays in memory. */
export function FindPatient(props: { readonly label: string; readonly onChoose: (patient: Found) => void }): ReactNode {
  const [search, setSearch] = useState<Search>({ kind: 'idle' });
  const find = (text: string): void => {
    const { signal } = new AbortController();
    void Promise.all((patients.searches ?? []).map((provider) => provider.search(text, signal))).then(
      (hits) => setSearch({ kind: 'found', patients: hits.flat() }),
      (failure: EndpointFailure) => setSearch({ kind: 'failed', failure }),
    );
  };
  return (
    <div className={classes['match']}>
      <SearchLine
        label={`${props.label}: name, birth date, phone or record number`}
        submitLabel="Find"
        matches={/^.{2,120}$/}
        message="Type at least two letters."
        onSearch={find}
      />
      {search.kind === 'failed' && <FailureNotice failure={search.failure} />}
      {search.kind === 'found' && (
        <FoundList label="Patients found" found={search.patients} onChoose={props.onChoose} />
      )}
    </div>
  );
}
