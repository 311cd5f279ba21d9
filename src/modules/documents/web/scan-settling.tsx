import type { ReactNode } from 'react';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import type { FormValues } from '../../../ui/form-fields.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import { discardReasons } from '../domain/scan.ts';
import * as api from '../scans-api.ts';
import { composeFilingFields, toOptions } from './document-words.ts';
import type { ShownScan } from './use-scan.ts';

const touched = [api.getScan, api.listScans];

/** Files a scan about a patient, as the kind that it seems to be unless the person says otherwise. */
export function ScanFilingForm(props: {
  readonly scan: ShownScan;
  readonly patientId: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}): ReactNode {
  const { scan, patientId } = props;
  const fields = composeFilingFields([]);
  const command = useEndpointCommand(api.fileScan, { invalidates: touched, onDone: props.onDone });
  const onSubmit = ({ kind, title, requirement }: FormValues<typeof fields>): void =>
    command.run({
      ...{ scanId: scan.scanId, patientId, kind, title },
      requirementCodes: requirement === null ? [] : [requirement],
    });
  return (
    <StructuredForm
      fields={fields}
      initial={scan.kind === null || scan.kind === 'other' ? {} : { kind: scan.kind }}
      submitLabel="File"
      onSubmit={onSubmit}
      onCancel={props.onCancel}
      isRunning={command.isRunning}
      failure={command.failure}
    />
  );
}

const discardFields = {
  reason: { kind: 'choice', label: 'Why', isRequired: true, options: toOptions(discardReasons) },
} as const;

/** Sets a scan aside for a coded reason. */
export function ScanDiscardForm(props: {
  readonly scanId: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}): ReactNode {
  const command = useEndpointCommand(api.discardScan, { invalidates: touched, onDone: props.onDone });
  return (
    <StructuredForm
      fields={discardFields}
      submitLabel="Set aside"
      onSubmit={({ reason }) => command.run({ scanId: props.scanId, reasonCode: reason })}
      onCancel={props.onCancel}
      isRunning={command.isRunning}
      failure={command.failure}
    />
  );
}
