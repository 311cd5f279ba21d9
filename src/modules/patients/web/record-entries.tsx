import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { useHasPermission } from '../../../ui/session.ts';
import * as api from '../api.ts';
import { patientsPermissions } from '../permissions.ts';
import classes from './patient-page.module.css';

/** One line of a panel: what it says, in smaller words what else is known, and its state at the right. */
export interface RecordEntry {
  readonly id: string;
  readonly main: ReactNode;
  readonly detail?: ReactNode;
  readonly state?: ReactNode;
  readonly isPast?: boolean;
  readonly action?: ReactNode;
}

/** Lists the records of a panel. */
export function RecordEntries(props: { readonly entries: readonly RecordEntry[]; readonly empty: string }): ReactNode {
  if (props.entries.length === 0) return <EmptyState title={props.empty} />;
  return (
    <ul className={classes['entries']}>
      {props.entries.map((entry) => (
        <li key={entry.id} className={classes['entry']} data-past={entry.isPast === true || undefined}>
          <span className={classes['main']}>
            {entry.main}
            {entry.detail !== undefined && <span className={classes['detail']}>{entry.detail}</span>}
          </span>
          <span>{entry.state}</span>
          <span>{entry.action}</span>
        </li>
      ))}
    </ul>
  );
}

/** The button that opens the form of a panel; left out for somebody who may not use it. */
export function AddButton(props: {
  readonly label: string;
  readonly permission: string;
  readonly onPress: () => void;
}): ReactNode {
  const isAllowed = useHasPermission(props.permission);
  return isAllowed ? (
    <Button variant="subtle" size="compact-xs" onClick={props.onPress}>
      {props.label}
    </Button>
  ) : null;
}

/** Takes back a record that was entered in error, after asking. */
export function RetractButton(props: {
  readonly patientId: PatientId;
  readonly kind: 'allergy' | 'condition' | 'medication' | 'observation';
  readonly recordId: string;
  readonly what: string;
}): ReactNode {
  const [asks, setAsks] = useState(false);
  const isAllowed = useHasPermission(patientsPermissions.recordHealth.code);
  const command = useEndpointCommand(api.retractRecord, {
    invalidates: [api.getPatient],
    onDone: () => setAsks(false),
  });
  const { patientId, kind, recordId } = props;
  if (!isAllowed) return null;
  return (
    <>
      <Button
        variant="subtle"
        size="compact-xs"
        className={classes['quiet'] ?? ''}
        onClick={() => setAsks(true)}
        aria-label={`Entered in error: ${props.what}`}
      >
        Entered in error
      </Button>
      <ConfirmDialog
        opened={asks}
        title="Entered in error"
        sentence={`${props.what} is no longer shown and no longer checked against. It stays on record that it was entered.`}
        confirmLabel="Take it back"
        onConfirm={() => command.run({ patientId, kind, recordId })}
        onCancel={() => setAsks(false)}
        isRunning={command.isRunning}
        failure={command.failure}
      />
    </>
  );
}
