import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { ActionBar } from '../../../ui/action-bar.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink, useGoTo, usePathParameter } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { RecordFailure } from '../../../ui/record-failure.tsx';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { getPatient } from '../api.ts';
import * as api from '../merge-api.ts';
import { ComparedRecords } from './compared-records.tsx';
import classes from './merge-page.module.css';
import { describeHoldings, toPatientId } from './merge-words.ts';

type Comparison = ResponseOf<typeof api.compareRecords>;

/** Two records side by side: how well they agree, which one survives, and what a merge will do before it is done. */
export function MergePage(): ReactNode {
  const patientId = toPatientId(usePathParameter('patientId'));
  const otherId = toPatientId(usePathParameter('otherId'));
  const query = useEndpointQuery(
    api.compareRecords,
    { patientId, otherId },
    { topics: [`patient:${patientId}`, `patient:${otherId}`] },
  );
  return (
    <PageFrame
      title="Are these one person?"
      breadcrumbs={[
        { label: 'Patients', path: '/patients' },
        { label: 'Possible duplicates', path: '/duplicates' },
      ]}
      hints={[
        { keys: '1', label: 'the left record stays' },
        { keys: '2', label: 'the right record stays' },
        { keys: 'm', label: 'merge' },
      ]}
    >
      {query.error !== null && <RecordFailure failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={10} />}
      {query.data !== undefined && <MergeBody key={`${patientId} ${otherId}`} comparison={query.data} />}
    </PageFrame>
  );
}

function MergeBody(props: { readonly comparison: Comparison }): ReactNode {
  const { comparison } = props;
  const [chosenId, setChosenId] = useState(comparison.proposal.survivorId);
  const [isAsking, setAsking] = useState(false);
  const goTo = useGoTo();
  const { first, second } = comparison;
  const [survivor, absorbed] = chosenId === first.patientId ? [first, second] : [second, first];
  useShortcuts([
    { keys: '1', label: 'The left record stays', group: 'This page', run: () => setChosenId(first.patientId) },
    { keys: '2', label: 'The right record stays', group: 'This page', run: () => setChosenId(second.patientId) },
  ]);
  const command = useEndpointCommand(api.mergePatients, {
    invalidates: [api.listDuplicates, api.compareRecords, api.listMerges, getPatient],
    onDone: ({ survivorId }) => goTo(`/patients/${survivorId}`),
  });
  if (comparison.isMerged)
    return (
      <Notice tone="done" sentence="These two records are merged already.">
        <PageLink to={`/patients/${first.patientId}`}>Open the patient</PageLink>
      </Notice>
    );
  return (
    <>
      <Agreement comparison={comparison} />
      <ComparedRecords comparison={comparison} chosenId={chosenId} onChoose={setChosenId} />
      <Panel title="What a merge will do">
        <WhatWillHappen survivor={survivor} absorbed={absorbed} />
      </Panel>
      <ActionBar
        sticky
        primary={{ label: 'Merge these records', keys: 'm', onPress: () => setAsking(true) }}
        secondary={[{ label: 'Leave them apart', onPress: () => goTo('/duplicates') }]}
      />
      <ConfirmDialog
        opened={isAsking}
        title="Merge these records?"
        sentence="Nothing is lost, and it can be taken back."
        confirmLabel="Merge"
        isRunning={command.isRunning}
        failure={command.failure}
        onConfirm={() =>
          command.run({
            patientId: toPatientId(absorbed.patientId),
            survivorId: toPatientId(survivor.patientId),
            reasonCode: 'duplicate',
          })
        }
        onCancel={() => setAsking(false)}
      >
        <WhatWillHappen survivor={survivor} absorbed={absorbed} />
      </ConfirmDialog>
    </>
  );
}

function Agreement({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const { score, reasons, doubts } = comparison;
  return (
    <Notice
      tone={doubts.length === 0 ? 'current' : 'due'}
      sentence={`The records agree by ${score} of 100. ${reasons.join(' ')}`}
    >
      {doubts.length > 0 && <p className={classes['doubts']}>Against it: {doubts.join(' ')}</p>}
    </Notice>
  );
}

/** Says, before it happens, what becomes of everything that the absorbed record holds. */
function WhatWillHappen(props: {
  readonly survivor: Comparison['first'];
  readonly absorbed: Comparison['first'];
}): ReactNode {
  const { survivor, absorbed } = props;
  return (
    <ul className={classes['sentences']}>
      <li>
        {nameRecord(absorbed)} answers under {nameRecord(survivor)}: name, birth date, addresses and phones of the
        surviving record count.
      </li>
      <li>
        It brings along {describeHoldings(absorbed.holdings)}. Of consents, the latest decision for each use counts.
      </li>
      <li>Its therapies, prescriptions, fills and open work go on, and stand with the surviving record.</li>
      <li>Messages and searches that name either record number find the surviving record.</li>
      <li>Nothing is rewritten: on the page of the patient the records can be taken apart again.</li>
    </ul>
  );
}

/** Names a record so that two of one name are told apart. */
function nameRecord(record: Comparison['first']): string {
  const numbers = record.recordNumbers.join(', ');
  const told = numbers === '' ? `born ${formatCalendarDay(record.birthDate as CalendarDay)}` : numbers;
  return `${record.displayName} (${told})`;
}
