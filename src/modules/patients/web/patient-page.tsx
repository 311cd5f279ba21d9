import { type ReactNode, useEffect } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink, useAddressFilter, usePathParameter } from '../../../ui/page-link.tsx';
import { focusPanel } from '../../../ui/panel-focus.ts';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { RecordFailure } from '../../../ui/record-failure.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import * as api from '../api.ts';
import { patientsPermissions } from '../permissions.ts';
import { AllergiesPanel } from './allergies-panel.tsx';
import { ConsentsPanel } from './consents-panel.tsx';
import { ContactPanel } from './contact-panel.tsx';
import { CoveragePanel } from './coverage-panel.tsx';
import { ConditionsPanel, MeasurementsPanel, MedicationsPanel } from './health-panels.tsx';
import { AbsorbedNotice, MergedRecordsPanel, useMerges } from './merged-records.tsx';
import { PatientHeader } from './patient-header.tsx';
import classes from './patient-page.module.css';

/** The panels to which a link from elsewhere may lead. */
const panelTitles: Readonly<Record<string, string>> = { coverage: 'Coverage', contact: 'Person and contact' };

/** The page of a patient: who they are, what matters for safety, then everything else, and what other parts of the program know. */
export function PatientPage(): ReactNode {
  const patientId = usePathParameter('patientId') as PatientId;
  const query = useEndpointQuery(api.getPatient, { patientId }, { topics: [`patient:${patientId}`] });
  const patient = query.data;
  const merges = useMerges(patientId);
  const mayMerge = useHasPermission(patientsPermissions.mergePatients.code);
  const [panel] = useAddressFilter('panel');
  const isShown = patient !== undefined;
  useEffect(() => {
    if (isShown && panel !== null) focusPanel(panelTitles[panel] ?? '');
  }, [isShown, panel]);
  return (
    <PageFrame
      title={patient?.displayName ?? 'Patient'}
      breadcrumbs={[{ label: 'Patients', path: '/patients' }]}
      actions={
        mayMerge && patient !== undefined ? (
          <PageLink to={`/duplicates?patient=${patient.patientId}`}>Possible duplicates</PageLink>
        ) : undefined
      }
    >
      {query.error !== null && <RecordFailure failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={8} />}
      {patient !== undefined && (
        <>
          {merges !== undefined && <AbsorbedNotice patientId={patientId} merges={merges} />}
          <PatientHeader patient={patient} />
          <div className={classes['columns']}>
            <div className={classes['column']}>
              <PanelSlotView slot="patient-panel" patientId={patientId} />
              <CoveragePanel patient={patient} />
              <ConditionsPanel patient={patient} />
              <MedicationsPanel patient={patient} />
            </div>
            <div className={classes['column']}>
              <ContactPanel patient={patient} />
              <AllergiesPanel patient={patient} />
              <MeasurementsPanel patient={patient} />
              <ConsentsPanel patient={patient} />
              {merges !== undefined && <MergedRecordsPanel merges={merges} />}
            </div>
          </div>
        </>
      )}
    </PageFrame>
  );
}
