import { type ReactNode, useState } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { Panel } from '../../../ui/panel.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import type { CoverageId } from '../domain/coverage.ts';
import { patientsPermissions } from '../permissions.ts';
import { formatSpan, type PatientView, relationships, toOptions } from './patient-words.ts';
import { AddButton, RecordEntries, type RecordEntry } from './record-entries.tsx';

type Coverage = PatientView['coverages'][number];

const fields = {
  bin: {
    kind: 'text',
    label: 'BIN',
    isCode: true,
    hint: 'Six or eight digits on the card',
    pattern: { matches: /^\d{6}(\d{2})?$/, sentence: 'A BIN has six or eight digits.' },
  },
  pcn: { kind: 'text', label: 'PCN', isCode: true, longest: 20 },
  groupNumber: { kind: 'text', label: 'Group', isCode: true, longest: 40 },
  memberId: { kind: 'text', label: 'Member id', isCode: true, isRequired: true, longest: 40 },
  personCode: { kind: 'text', label: 'Person code', isCode: true, longest: 10 },
  relationship: {
    kind: 'choice',
    label: 'The patient is',
    isRequired: true,
    options: toOptions(relationships),
  },
  payerName: { kind: 'text', label: 'Payer as on the card', longest: 200 },
  payerOrder: {
    kind: 'choice',
    label: 'Pays',
    isRequired: true,
    options: [
      { value: '1', label: 'First' },
      { value: '2', label: 'Second' },
      { value: '3', label: 'Third' },
    ],
  },
  validFrom: { kind: 'date', label: 'First day' },
  validTo: { kind: 'date', label: 'Last day' },
} as const;

/** The insurance of a patient in the order in which it pays. */
export function CoveragePanel(props: { readonly patient: PatientView }): ReactNode {
  const [adds, setAdds] = useState(false);
  const patientId = props.patient.patientId as PatientId;
  const permission = patientsPermissions.recordCoverage.code;
  return (
    <Panel
      title="Coverage"
      aside={<AddButton label="Add coverage" permission={permission} onPress={() => setAdds(true)} />}
    >
      <RecordEntries
        entries={props.patient.coverages.map((coverage) => toEntry(coverage, patientId))}
        empty="No coverage on record"
      />
      {adds && <AddCoverageDialog patientId={patientId} onClose={() => setAdds(false)} />}
    </Panel>
  );
}

function AddCoverageDialog(props: { readonly patientId: PatientId; readonly onClose: () => void }): ReactNode {
  const command = useEndpointCommand(api.recordCoverage, { invalidates: [api.getPatient], onDone: props.onClose });
  return (
    <Dialog opened title="Add coverage" width="medium" onClose={props.onClose}>
      <StructuredForm
        fields={fields}
        columns={2}
        initial={{ relationship: 'self', payerOrder: '1' }}
        submitLabel="Add"
        onSubmit={({ bin, pcn, payerOrder, ...values }) =>
          command.run({
            ...values,
            patientId: props.patientId,
            planId: null,
            payerOrder: Number(payerOrder),
            ...(bin === null ? {} : { card: { bin, pcn: pcn ?? '' } }),
          })
        }
        onCancel={props.onClose}
        isRunning={command.isRunning}
        failure={command.failure}
      />
    </Dialog>
  );
}

const endFields = { validTo: { kind: 'date', label: 'Last day', isRequired: true } } as const;

/** Ends a coverage with its last day. */
function EndCoverage(props: { readonly patientId: PatientId; readonly coverage: Coverage }): ReactNode {
  const [asks, setAsks] = useState(false);
  const command = useEndpointCommand(api.endCoverage, {
    invalidates: [api.getPatient],
    onDone: () => setAsks(false),
  });
  const { patientId } = props;
  return (
    <>
      <AddButton label="End" permission={patientsPermissions.recordCoverage.code} onPress={() => setAsks(true)} />
      <Dialog opened={asks} title={`End ${describePayer(props.coverage)}`} onClose={() => setAsks(false)}>
        <StructuredForm
          fields={endFields}
          submitLabel="End coverage"
          onSubmit={({ validTo }) =>
            command.run({ patientId, coverageId: props.coverage.coverageId as CoverageId, validTo })
          }
          onCancel={() => setAsks(false)}
          isRunning={command.isRunning}
          failure={command.failure}
        />
      </Dialog>
    </>
  );
}

function describePayer(coverage: Coverage): string {
  return coverage.planName ?? coverage.payerName ?? 'Plan not known';
}

function toEntry(coverage: Coverage, patientId: PatientId): RecordEntry {
  const group = coverage.groupNumber === null ? '' : `, group ${coverage.groupNumber}`;
  return {
    id: coverage.coverageId,
    main: describePayer(coverage),
    detail: `Member ${coverage.memberId}${group}; ${formatSpan(coverage.validFrom, coverage.validTo)}`,
    state: coverage.isInForce ? (
      <StatusBadge tone="done">{payerOrders[coverage.payerOrder] ?? 'In force'}</StatusBadge>
    ) : (
      <StatusBadge tone="neutral">Not in force</StatusBadge>
    ),
    isPast: !coverage.isInForce,
    action: coverage.state === 'active' && <EndCoverage patientId={patientId} coverage={coverage} />,
  };
}

const payerOrders: Readonly<Record<number, string>> = { 1: 'Pays first', 2: 'Pays second', 3: 'Pays third' };
