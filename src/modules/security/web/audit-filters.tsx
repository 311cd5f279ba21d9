import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ChoiceField, TextField } from '../../../ui/fields.tsx';
import { auditKindLabels, auditKinds } from '../domain/audit-entry-view.ts';
import classes from './audit-page.module.css';
import { noFilters, type TypedFilters } from './audit-request.ts';

const kindOptions = auditKinds.map((kind) => ({ value: kind, label: auditKindLabels[kind] }));
const outcomeOptions = [
  { value: 'done', label: 'Done' },
  { value: 'refused', label: 'Refused' },
  { value: 'failed', label: 'Failed' },
];

/** The filters of the audit, which count once they are applied. */
export function AuditFilters(props: { readonly onApply: (filters: TypedFilters) => void }): ReactNode {
  const [typed, setTyped] = useState(noFilters);
  const set = (name: keyof TypedFilters) => (value: string) => setTyped({ ...typed, [name]: value });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    props.onApply(typed);
  };
  const clear = (): void => {
    setTyped(noFilters);
    props.onApply(noFilters);
  };
  return (
    <form className={classes['filters']} onSubmit={submit} aria-label="Filters">
      <TextField label="User name" value={typed.userName} onChange={set('userName')} />
      <TextField label="Patient id" value={typed.patientId} onChange={set('patientId')} isCode />
      <TextField label="Action" value={typed.action} onChange={set('action')} isCode />
      <ChoiceField label="Kind" value={typed.kind} onChange={set('kind')} options={kindOptions} />
      <ChoiceField label="Outcome" value={typed.outcome} onChange={set('outcome')} options={outcomeOptions} />
      <TextField label="From" type="date" value={typed.fromDay} onChange={set('fromDay')} />
      <TextField label="To" type="date" value={typed.toDay} onChange={set('toDay')} />
      <div className={classes['buttons']}>
        <Button type="submit" size="xs">
          Apply
        </Button>
        <Button size="xs" variant="default" onClick={clear}>
          Clear
        </Button>
      </div>
    </form>
  );
}
