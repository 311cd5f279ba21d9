import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Id, PatientId } from '../../../kernel/ids.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { exportPurposes } from '../domain/export-purpose.ts';
import { toExportId, toOptions } from './export-words.ts';
import classes from './exports.module.css';
import { TakeArchive } from './take-archive.tsx';

const fields = {
  purpose: { kind: 'choice', label: 'Purpose', options: toOptions(exportPurposes), isRequired: true },
  note: { kind: 'text', label: 'Who gets it, and on whose word', isRequired: true, longest: 500 },
} as const;

/** Exports the whole record of a patient for a stated purpose, and gives the archive to the person who asked. */
export function ExportPanel(props: { readonly patientId: PatientId }): ReactNode {
  const [asks, setAsks] = useState(false);
  const [exportId, setExportId] = useState<Id<'export'> | null>(null);
  return (
    <div className={classes['panel']}>
      <p className={classes['sentence']}>
        One archive with the record in FHIR R4, the timelines, the original messages and documents, and a summary to
        read. Each export is kept on the page Exports.
      </p>
      <Button variant="default" size="compact-sm" onClick={() => setAsks(true)}>
        Export this record
      </Button>
      {exportId !== null && <TakeArchive exportId={exportId} />}
      {asks && (
        <ExportDialog
          patientId={props.patientId}
          onMade={(made) => {
            setExportId(made);
            setAsks(false);
          }}
          onClose={() => setAsks(false)}
        />
      )}
    </div>
  );
}

function ExportDialog(props: {
  readonly patientId: PatientId;
  readonly onMade: (exportId: Id<'export'>) => void;
  readonly onClose: () => void;
}): ReactNode {
  const command = useEndpointCommand(api.exportPatient, {
    invalidates: [api.listExports],
    onDone: ({ exportId }) => props.onMade(toExportId(exportId)),
  });
  return (
    <Dialog opened title="Export this record" onClose={props.onClose}>
      <p>The archive names the patient and holds everything that is known. It is recorded who took it, when and why.</p>
      <StructuredForm
        fields={fields}
        submitLabel="Export"
        onSubmit={({ purpose, note }) => command.run({ patientId: props.patientId, purpose, note })}
        onCancel={props.onClose}
        isRunning={command.isRunning}
        failure={command.failure}
      />
    </Dialog>
  );
}
