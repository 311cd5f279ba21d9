import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import type { FormTexts } from '../../../ui/form-fields.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useGoTo, usePathParameter } from '../../../ui/page-link.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { SideBySide } from '../../../ui/side-by-side.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import { ReadScan, ScanDiscardForm, ScanFilingForm, ScanOriginal, type ShownScan } from '../../documents/web/index.tsx';
import * as api from '../api.ts';
import { prescriptionPermissions } from '../permissions.ts';
import { entryFields, toEntry } from './entry-form.ts';
import { FindPatient } from './find-patient.tsx';
import classes from './prescription-page.module.css';
import { fieldOfEntry, toEntryTexts } from './scan-entry.ts';

/** A scan: its original beside what was read from it, to be confirmed as a prescription, filed, or set aside. */
export function ScanPage(): ReactNode {
  const scanId = usePathParameter('scanId');
  return (
    <PageFrame
      title="Scan"
      breadcrumbs={[{ label: 'Scans and faxes', path: '/scans' }]}
      hints={[
        { keys: 'alt+.', label: 'next page' },
        { keys: 'alt+=', label: 'larger' },
      ]}
      fill
    >
      <ReadScan scanId={scanId}>{(scan) => <ScanView scan={scan} />}</ReadScan>
    </PageFrame>
  );
}

function ScanView(props: { readonly scan: ShownScan }): ReactNode {
  const { scan } = props;
  const [focused, setFocused] = useState<string | null>(null);
  return (
    <SideBySide
      leftTitle="Original"
      left={<ScanOriginal scan={scan} fieldName={focused} />}
      rightTitle="Read from it"
      right={
        <div className={classes['reading']}>
          {scan.state === 'waiting' || scan.state === 'unreadable' ? (
            <Settling scan={scan} onFocusField={(name) => setFocused(fieldOfEntry(name))} />
          ) : (
            <Notice
              tone="neutral"
              sentence={
                scan.state === 'arrived'
                  ? 'This scan is being read. What stands on it appears here in a moment.'
                  : 'What became of this scan is recorded; nothing is left to do.'
              }
            />
          )}
        </div>
      }
    />
  );
}

type Way = 'prescription' | 'document' | 'discard';

const prescriptionKinds = ['prescription', 'enrollment-form', 'referral'];

function Settling(props: { readonly scan: ShownScan; readonly onFocusField: (name: string) => void }): ReactNode {
  const { scan } = props;
  const goTo = useGoTo();
  const mayEnter = useHasPermission(prescriptionPermissions.resolveMatches.code);
  const seemsPrescription = scan.kind !== null && prescriptionKinds.includes(scan.kind);
  const [way, setWay] = useState<Way>(mayEnter && seemsPrescription ? 'prescription' : 'document');
  const ways = [
    ...(mayEnter ? [{ way: 'prescription', keys: 'alt+1', label: 'Prescription' } as const] : []),
    { way: 'document', keys: 'alt+2', label: 'Document of a patient' } as const,
    { way: 'discard', keys: 'alt+3', label: 'Set aside' } as const,
  ];
  useShortcuts(ways.map((one) => ({ ...one, group: 'This scan', run: () => setWay(one.way) })));
  const leave = (): void => goTo('/scans');
  return (
    <>
      <div className={classes['ways']} role="toolbar" aria-label="What it is">
        {ways.map((one) => (
          <Button
            key={one.way}
            size="compact-sm"
            variant={one.way === way ? 'light' : 'default'}
            aria-pressed={one.way === way}
            onClick={() => setWay(one.way)}
            rightSection={<Kbd keys={one.keys} />}
          >
            {one.label}
          </Button>
        ))}
      </div>
      {scan.phrases.length > 0 && <p className={classes['because']}>It says: {scan.phrases.join(', ')}.</p>}
      {way === 'prescription' && <EntryOfScan scan={scan} onFocusField={props.onFocusField} />}
      {way === 'document' && <Filing scan={scan} onDone={leave} onCancel={leave} />}
      {way === 'discard' && <ScanDiscardForm scanId={scan.scanId} onDone={leave} onCancel={leave} />}
    </>
  );
}

function EntryOfScan(props: { readonly scan: ShownScan; readonly onFocusField: (name: string) => void }): ReactNode {
  const { scan } = props;
  const goTo = useGoTo();
  const enter = useEndpointCommand(api.enterPrescription, {
    invalidates: [api.listIntake],
    onDone: ({ prescriptionId }) => goTo(`/intake/${prescriptionId}`),
  });
  const initial: FormTexts = toEntryTexts(scan.fields);
  return (
    <StructuredForm
      fields={entryFields}
      initial={initial}
      columns={2}
      submitLabel="Confirm and enter"
      onSubmit={(values) => enter.run(toEntry(values, { rawMessageId: null, scanId: scan.scanId }))}
      onCancel={() => goTo('/scans')}
      onFocusField={props.onFocusField}
      isRunning={enter.isRunning}
      failure={enter.failure}
    />
  );
}

function Filing(props: {
  readonly scan: ShownScan;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}): ReactNode {
  const [patient, setPatient] = useState<{ readonly id: string; readonly label: string } | null>(null);
  if (patient === null) return <FindPatient label="Whose document is it" onChoose={setPatient} />;
  return (
    <>
      <p>
        Patient: {patient.label}{' '}
        <Button variant="subtle" size="compact-sm" onClick={() => setPatient(null)}>
          Another patient
        </Button>
      </p>
      <ScanFilingForm {...props} patientId={patient.id} />
    </>
  );
}
