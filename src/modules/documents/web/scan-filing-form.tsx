import type { ReactNode } from 'react';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import type { FormValues } from '../../../ui/form-fields.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../scans-api.ts';
import { composeFilingFields } from './document-words.ts';
import type { ShownScan } from './read-scan.tsx';

/** Files a scan about a patient, as the kind that it seems to be unless the person says otherwise. */
export function ScanFilingForm(props: {
  readonly scan: ShownScan;
  readonly patientId: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}): ReactNode {
  const { scan, patientId } = props;
  const fields = composeFilingFields([]);
  const command = useEndpointCommand(api.fileScan, { invalidates: [api.getScan, api.listScans], onDone: props.onDone });
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
