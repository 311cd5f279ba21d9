import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { TextField } from '../../../ui/fields.tsx';
import * as api from '../api.ts';
import { FoundList } from './found-list.tsx';
import classes from './prescription-page.module.css';

/** A line of search with its button; `onSearch` is called with what was typed, or the message says what is wrong. */
export function SearchLine(props: {
  readonly label: string;
  readonly submitLabel: string;
  readonly matches: RegExp;
  readonly message: string;
  readonly onSearch: (text: string) => void;
}): ReactNode {
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const isUsable = props.matches.test(text.trim());
    setWrong(!isUsable);
    if (isUsable) props.onSearch(text.trim());
  };
  return (
    <form className={classes['search']} onSubmit={submit}>
      <TextField
        label={props.label}
        type="search"
        value={text}
        onChange={setText}
        message={isWrong ? props.message : null}
        startsFocused
      />
      <Button type="submit" variant="default">
        {props.submitLabel}
      </Button>
    </form>
  );
}

/** Finds a drug by its name and strength or by its NDC. */
export function FindDrug(props: { readonly onChoose: (drugId: string) => void }): ReactNode {
  const [text, setText] = useState('');
  const query = useEndpointQuery(api.suggestDrugs, { text }, { enabled: text !== '' });
  return (
    <div className={classes['match']}>
      <SearchLine
        label="Name and strength, or NDC"
        submitLabel="Find"
        matches={/^.{2,120}$/}
        message="Type at least two letters or an NDC."
        onSearch={setText}
      />
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && (
        <FoundList label="Drugs found" found={query.data.drugs} onChoose={({ id }) => props.onChoose(id)} />
      )}
    </div>
  );
}

/** Names a prescriber by NPI. */
export function FindPrescriber(props: { readonly onChoose: (npi: string) => void }): ReactNode {
  return (
    <SearchLine
      label="NPI of the prescriber"
      submitLabel="Choose"
      matches={/^\d{10}$/}
      message="An NPI has ten digits."
      onSearch={props.onChoose}
    />
  );
}
