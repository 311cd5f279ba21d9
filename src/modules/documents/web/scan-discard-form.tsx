import type { ReactNode } from 'react';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import { discardReasons } from '../domain/scan.ts';
import * as api from '../scans-api.ts';
import { toOptions } from './document-words.ts';

const discardFields = {
  reason: { kind: 'choice', label: 'Why', isRequired: true, options: toOptions(discardReasons) },
} as const;

/** Sets a scan aside for a coded reason. */
export function ScanDiscardForm(props: {
  readonly scanId: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}): ReactNode {
  const command = useEndpointCommand(api.discardScan, {
    invalidates: [api.getScan, api.listScans],
    onDone: props.onDone,
  });
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
