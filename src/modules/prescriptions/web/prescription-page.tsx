import type { ReactNode } from 'react';
import type { PrescriptionId, RawMessageId } from '../../../kernel/ids.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink, usePathParameter } from '../../../ui/page-link.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { ReadingColumn } from '../../../ui/reading-column.tsx';
import { RecordFailure } from '../../../ui/record-failure.tsx';
import { SideBySide } from '../../../ui/side-by-side.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { OriginalMessage } from '../../exchange/web/index.tsx';
import * as api from '../api.ts';
import { prescriptionChannels } from '../domain/incoming-prescription.ts';
import { prescriptionStatuses } from '../domain/prescription.ts';
import { FindingsSection } from './findings-section.tsx';
import { type ShownPrescription, statusTones } from './intake-words.ts';
import { MatchesSection } from './matches-section.tsx';
import { PrescriptionActions } from './prescription-actions.tsx';
import { StatedFacts } from './stated-facts.tsx';

/** A prescription: its original beside what was read from it, what that was matched to, and what stands against it. */
export function PrescriptionPage(): ReactNode {
  const prescriptionId = usePathParameter('prescriptionId') as PrescriptionId;
  const query = useEndpointQuery(
    api.getPrescription,
    { prescriptionId },
    { topics: [`prescription:${prescriptionId}`] },
  );
  const prescription = query.data;
  return (
    <PageFrame
      title={prescription === undefined ? 'Prescription' : titleOf(prescription)}
      breadcrumbs={[{ label: 'Intake', path: '/intake' }]}
      beside={prescription !== undefined && <Standing prescription={prescription} />}
      fill
    >
      {query.error !== null && <RecordFailure failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={8} />}
      {prescription !== undefined && (
        <>
          <PrescriptionActions prescription={prescription} />
          <SideBySide
            leftTitle="Original"
            left={<Original prescription={prescription} />}
            rightTitle="Read from it"
            right={<Reading prescription={prescription} />}
          />
        </>
      )}
    </PageFrame>
  );
}

function Standing(props: { readonly prescription: ShownPrescription }): ReactNode {
  const { status, isUrgent, therapyId, patientId } = props.prescription;
  return (
    <>
      <StatusBadge tone={statusTones[status]}>{prescriptionStatuses[status]}</StatusBadge>
      {isUrgent && <StatusBadge tone="due">Urgent</StatusBadge>}
      {patientId !== null && <PageLink to={`/patients/${patientId}`}>Patient</PageLink>}
      {therapyId !== null && <PageLink to={`/therapies/${therapyId}`}>Therapy</PageLink>}
    </>
  );
}

function Original(props: { readonly prescription: ShownPrescription }): ReactNode {
  const { rawMessageId, channel } = props.prescription;
  if (rawMessageId !== null) return <OriginalMessage rawMessageId={rawMessageId as RawMessageId} />;
  const came = prescriptionChannels[channel];
  return channel === 'phone' || channel === 'paper' || channel === 'fax' ? (
    <EmptyState title="Entered by hand" sentence={`${came}; a person typed what stands beside.`} />
  ) : (
    <EmptyState title="No original" sentence={`${came}; the message itself was not kept here.`} />
  );
}

function Reading(props: { readonly prescription: ShownPrescription }): ReactNode {
  const { prescription } = props;
  // What is to be decided comes first; once that is done, what the prescriber says about it does.
  const isAccepted = prescription.status === 'accepted';
  const prescriptionId = prescription.prescriptionId as PrescriptionId;
  const prescriber = <PanelSlotView slot="prescription-panel" prescriptionId={prescriptionId} />;
  return (
    <ReadingColumn label="What it says and means">
      {isAccepted && prescriber}
      <FindingsSection prescription={prescription} />
      <MatchesSection prescription={prescription} />
      <StatedFacts prescription={prescription} />
      {!isAccepted && prescriber}
    </ReadingColumn>
  );
}

function titleOf({ matches, stated, drugName }: ShownPrescription): string {
  return [matches.patient.chosen?.label ?? stated.patient, drugName].filter((part) => part !== '').join(' · ');
}
