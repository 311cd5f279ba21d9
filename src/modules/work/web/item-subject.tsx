import type { ReactNode } from 'react';
import type { PatientId, TherapyId } from '../../../kernel/ids.ts';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { nameSubject, type QueueItem } from './queue-words.ts';

/** What an item is about, as its modules name it: the patient, then drug and number of the therapy, or else the kind of record. */
export function ItemSubject(props: {
  readonly item: Pick<QueueItem, 'patientId' | 'therapyId' | 'subjectKind' | 'subjectId'>;
}): ReactNode {
  const { patientId, therapyId } = props.item;
  const kind = <span>{nameSubject(props.item)}</span>;
  return (
    <>
      {patientId !== null && <PanelSlotView slot="patient-name" patientId={patientId as PatientId} />}{' '}
      {therapyId === null ? (
        kind
      ) : (
        <PanelSlotView slot="therapy-name" therapyId={therapyId as TherapyId} fallback={kind} />
      )}
    </>
  );
}
