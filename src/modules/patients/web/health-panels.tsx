import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PatientId } from '../../../kernel/ids.ts';
import { formatThousandths } from '../../../kernel/quantity.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { Panel } from '../../../ui/panel.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { patientsPermissions } from '../permissions.ts';
import { formatSpan, measurements, type PatientView, toOptions } from './patient-words.ts';
import { AddButton, RecordEntries, type RecordEntry, RetractButton } from './record-entries.tsx';

interface HealthPanelProps {
  readonly patient: PatientView;
}

const permission = patientsPermissions.recordHealth.code;

const conditionFields = {
  code: {
    kind: 'text',
    label: 'ICD-10 code',
    isCode: true,
    pattern: { matches: /^[A-Za-z]\d[0-9A-Za-z](\.[0-9A-Za-z]{1,4})?$/, sentence: 'A code is written like M05.79.' },
  },
  text: { kind: 'text', label: 'Condition', isRequired: true, longest: 200 },
  onsetOn: { kind: 'date', label: 'Since' },
} as const;

/** The conditions of a patient. */
export function ConditionsPanel({ patient }: HealthPanelProps): ReactNode {
  const patientId = patient.patientId as PatientId;
  const [adds, setAdds] = useState(false);
  const command = useEndpointCommand(api.recordCondition, {
    invalidates: [api.getPatient],
    onDone: () => setAdds(false),
  });
  return (
    <Panel
      title="Conditions"
      aside={<AddButton label="Add condition" permission={permission} onPress={() => setAdds(true)} />}
    >
      <RecordEntries
        empty="No condition on record"
        entries={patient.conditions.map(
          (condition): RecordEntry => ({
            id: condition.conditionId,
            main: condition.text,
            detail: [condition.code, describeSince(condition.onsetOn)].filter((part) => part !== null).join(', '),
            isPast: condition.state !== 'active',
            action: (
              <RetractButton
                patientId={patientId}
                kind="condition"
                recordId={condition.conditionId}
                what={condition.text}
              />
            ),
          }),
        )}
      />
      <Dialog opened={adds} title="Add condition" onClose={() => setAdds(false)}>
        <StructuredForm
          fields={conditionFields}
          submitLabel="Add"
          onSubmit={({ code, ...values }) =>
            command.run({
              ...values,
              patientId,
              codeSystem: code === null ? 'other' : 'ICD-10-CM',
              code: code?.toUpperCase() ?? null,
              endedOn: null,
            })
          }
          onCancel={() => setAdds(false)}
          isRunning={command.isRunning}
          failure={command.failure}
        />
      </Dialog>
    </Panel>
  );
}

const medicationFields = {
  text: { kind: 'text', label: 'Medicine and strength', isRequired: true, longest: 200 },
  directions: { kind: 'text', label: 'Directions', isLong: true, longest: 500 },
  startedOn: { kind: 'date', label: 'Since' },
  endedOn: { kind: 'date', label: 'Stopped on' },
} as const;

/** What a patient takes beside the medicines of this pharmacy. */
export function MedicationsPanel({ patient }: HealthPanelProps): ReactNode {
  const patientId = patient.patientId as PatientId;
  const [adds, setAdds] = useState(false);
  const command = useEndpointCommand(api.recordMedication, {
    invalidates: [api.getPatient],
    onDone: () => setAdds(false),
  });
  return (
    <Panel
      title="Other medicines"
      aside={<AddButton label="Add medicine" permission={permission} onPress={() => setAdds(true)} />}
    >
      <RecordEntries
        empty="No other medicine on record"
        entries={patient.medications.map(
          (medication): RecordEntry => ({
            id: medication.medicationId,
            main: medication.text,
            detail: [medication.directions, describeTaken(medication)].filter((part) => part !== null).join('; '),
            isPast: medication.state !== 'active',
            action: (
              <RetractButton
                patientId={patientId}
                kind="medication"
                recordId={medication.medicationId}
                what={medication.text}
              />
            ),
          }),
        )}
      />
      <Dialog opened={adds} title="Add medicine" onClose={() => setAdds(false)}>
        <StructuredForm
          fields={medicationFields}
          submitLabel="Add"
          onSubmit={(values) => command.run({ ...values, patientId, rxcui: null, ingredientRxcui: null })}
          onCancel={() => setAdds(false)}
          isRunning={command.isRunning}
          failure={command.failure}
        />
      </Dialog>
    </Panel>
  );
}

const measurementFields = {
  loincCode: { kind: 'choice', label: 'Measurement', isRequired: true, options: toOptions(measurements) },
  value: { kind: 'number', label: 'Value', isRequired: true, leastThousandths: 0 },
  observedOn: { kind: 'date', label: 'Measured on', isRequired: true },
} as const;

/** The latest measurements of a patient. */
export function MeasurementsPanel({ patient }: HealthPanelProps): ReactNode {
  const patientId = patient.patientId as PatientId;
  const [adds, setAdds] = useState(false);
  const command = useEndpointCommand(api.recordObservation, {
    invalidates: [api.getPatient],
    onDone: () => setAdds(false),
  });
  return (
    <Panel
      title="Measurements"
      aside={<AddButton label="Add measurement" permission={permission} onPress={() => setAdds(true)} />}
    >
      <RecordEntries
        empty="No measurement on record"
        entries={patient.observations.map((observation): RecordEntry => {
          const what = measurements[observation.loincCode]?.label ?? observation.text ?? observation.loincCode;
          return {
            id: observation.observationId,
            main: what,
            detail: [formatCalendarDay(observation.observedOn), ...describeResult(observation.result)].join(' · '),
            state: `${observation.value} ${observation.ucumUnit ?? ''}`.trim(),
            action: (
              <RetractButton
                patientId={patientId}
                kind="observation"
                recordId={observation.observationId}
                what={what}
              />
            ),
          };
        })}
      />
      <Dialog opened={adds} title="Add measurement" onClose={() => setAdds(false)}>
        <StructuredForm
          fields={measurementFields}
          submitLabel="Add"
          onSubmit={({ value, ...values }) =>
            command.run({
              ...values,
              patientId,
              value: formatThousandths(value),
              ucumUnit: measurements[values.loincCode]?.unit ?? null,
              text: measurements[values.loincCode]?.label ?? null,
            })
          }
          onCancel={() => setAdds(false)}
          isRunning={command.isRunning}
          failure={command.failure}
        />
      </Dialog>
    </Panel>
  );
}

function describeSince(day: CalendarDay | null): string | null {
  return day === null ? null : `since ${formatCalendarDay(day)}`;
}

function describeTaken(medication: PatientView['medications'][number]): string | null {
  const { startedOn, endedOn } = medication;
  return startedOn === null && endedOn === null ? null : formatSpan(startedOn, endedOn);
}

/** What stands beside the value of a laboratory result: its flag, its range, and a status that is not simply final. */
function describeResult(result: PatientView['observations'][number]['result']): readonly string[] {
  if (result === null) return [];
  return [
    ...(result.flag === null || result.flag === 'N' ? [] : [resultFlags[result.flag] ?? `Flag ${result.flag}`]),
    ...(result.referenceRange === null ? [] : [`Range ${result.referenceRange}`]),
    ...(result.status === 'final' ? [] : [result.status === 'corrected' ? 'Corrected' : 'Preliminary']),
  ];
}

const resultFlags: Readonly<Record<string, string>> = {
  H: 'High',
  HH: 'Critically high',
  L: 'Low',
  LL: 'Critically low',
  A: 'Abnormal',
  AA: 'Critical',
};
