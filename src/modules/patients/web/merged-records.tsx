import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { Moment } from '../../../ui/moment.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { getPatient } from '../api.ts';
import * as api from '../merge-api.ts';
import { patientsPermissions } from '../permissions.ts';
import classes from './merge-page.module.css';
import { describeHoldings, toPatientId } from './merge-words.ts';

type Merges = ResponseOf<typeof api.listMerges>;
type MergedRecord = Merges['merged'][number];

/** Says on the page of an absorbed record under which one it answers; nothing on any other page. */
export function AbsorbedNotice(props: { readonly patientId: PatientId; readonly merges: Merges }): ReactNode {
  const { survivor, merged } = props.merges;
  const own = merged.find(({ patientId }) => patientId === props.patientId);
  if (own === undefined) return null;
  return (
    <Notice
      tone="due"
      sentence={
        <>
          This record{own.recordNumbers.length === 0 ? '' : ` (${own.recordNumbers.join(', ')})`} was merged into
          another <Moment at={own.mergedAt as Instant} />. What you see is the surviving record.
        </>
      }
      action={<PageLink to={`/patients/${survivor.patientId}`}>Go to the surviving record</PageLink>}
    />
  );
}

/** The records that are merged into this one, each of which can be taken apart again; left out where there is none. */
export function MergedRecordsPanel(props: { readonly merges: Merges }): ReactNode {
  const [partingId, setPartingId] = useState<string | null>(null);
  const mayMerge = useHasPermission(patientsPermissions.mergePatients.code);
  const { merged, survivor } = props.merges;
  if (merged.length === 0) return null;
  const parting = merged.find(({ patientId }) => patientId === partingId);
  return (
    <Panel title="Merged records">
      <ul className={classes['merged']}>
        {merged.map((record) => (
          <li key={record.patientId}>
            <span>
              {record.displayName}
              {record.recordNumbers.length === 0 ? '' : `, ${record.recordNumbers.join(', ')}`}
              <span className={classes['hint']}>
                Merged <Moment at={record.mergedAt as Instant} />
                {record.mergedBy === null ? ' as the sender said' : ` by ${record.mergedBy}`}, with{' '}
                {describeHoldings(record.holdings)}
              </span>
            </span>
            {mayMerge && (
              <Button variant="default" size="compact-xs" onClick={() => setPartingId(record.patientId)}>
                Take apart<span className="for-screen-readers">: {record.recordNumbers.join(', ')}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {parting !== undefined && (
        <TakeApartDialog record={parting} survivorName={survivor.displayName} onClose={() => setPartingId(null)} />
      )}
    </Panel>
  );
}

function TakeApartDialog(props: {
  readonly record: MergedRecord;
  readonly survivorName: string;
  readonly onClose: () => void;
}): ReactNode {
  const { record, survivorName, onClose } = props;
  const command = useEndpointCommand(api.unmergePatient, {
    invalidates: [api.listMerges, api.listDuplicates, api.compareRecords, getPatient],
    onDone: onClose,
  });
  const patientId = toPatientId(record.patientId);
  const others = record.recordIds.length - 1;
  const alsoLeaving = others === 0 ? '' : ` and ${others} ${others === 1 ? 'record' : 'records'} merged into it before`;
  return (
    <ConfirmDialog
      opened
      title="Take these records apart?"
      sentence={`${record.displayName} (${record.recordNumbers.join(', ')}) stands for itself again and leaves ${survivorName}. It takes along ${describeHoldings(record.holdings)}${alsoLeaving}. What was recorded since the merge stays with the surviving record.`}
      confirmLabel="Take apart"
      isDangerous
      isRunning={command.isRunning}
      failure={command.failure}
      onConfirm={() => command.run({ patientId, reasonCode: 'merged-in-error' })}
      onCancel={onClose}
    >
      <h3 className={classes['subtitle']}>Therapies and fills that go with it</h3>
      <PanelSlotView slot="record-holdings" patientId={patientId} recordIds={record.recordIds.map(toPatientId)} />
    </ConfirmDialog>
  );
}

/** Reads which records are merged with one. */
export function useMerges(patientId: PatientId): Merges | undefined {
  return useEndpointQuery(api.listMerges, { patientId }, { topics: [`patient:${patientId}`] }).data;
}
