import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import type { Tone } from '../../../ui/tone.tsx';
import {
  administrators,
  adverseEventGrades,
  adverseEventTerms,
  decideStartConfirmation,
  interventionOutcomes,
  interventionTypes,
  monitoringKinds,
  therapyProblems,
} from '../domain/care-record.ts';
import { clinicalPermissions } from '../permissions.ts';
import { AdverseEventDialog, InterventionDialog, MonitoringDialog, StartDialog } from './care-dialogs.tsx';
import { ClinicalLines } from './clinical-lines.tsx';
import { ClinicalPanel, type PanelForm } from './clinical-reader.tsx';
import type { ClinicalView } from './clinical-words.ts';

type CareRecord = ClinicalView['careRecords'][number]['record'];

const permission = clinicalPermissions.recordCare.code;
const forms = (therapy: { readonly isDelivered: boolean }): readonly PanelForm[] => [
  { label: 'Confirm the start', permission, dialog: StartDialog, refusal: whyNotStarted(therapy) },
  { label: 'Monitoring call', permission, dialog: MonitoringDialog },
  { label: 'Intervention', permission, dialog: InterventionDialog },
  { label: 'Adverse event', permission, dialog: AdverseEventDialog },
];

/** What was recorded while the therapy is cared for. */
export function CarePanel(props: { readonly therapyId: TherapyId }): ReactNode {
  return (
    <ClinicalPanel therapyId={props.therapyId} forms={forms}>
      {({ careRecords }) =>
        careRecords.length === 0 ? (
          <EmptyState
            title="Nothing recorded yet"
            sentence="The start is confirmed within three days of the delivery."
          />
        ) : (
          <ClinicalLines
            lines={careRecords.map((kept) => ({ ...kept, id: kept.recordId, ...describe(kept.record, kept.note) }))}
          />
        )
      }
    </ClinicalPanel>
  );
}

function whyNotStarted(therapy: { readonly isDelivered: boolean }): { readonly sentence: string } | null {
  const decided = decideStartConfirmation(therapy);
  return decided.ok ? null : decided.refusal;
}

function describe(
  record: CareRecord,
  note: string,
): { readonly state: string; readonly tone: Tone; readonly words: readonly (string | null)[] } {
  switch (record.kind) {
    case 'intervention':
      return {
        state: 'Intervention',
        tone: record.outcome === 'pending' ? 'waiting' : 'neutral',
        words: [interventionTypes[record.type], interventionOutcomes[record.outcome], note],
      };
    case 'start-confirmation':
      return {
        state: 'Started',
        tone: 'done',
        words: [
          day(record.startedOn),
          nameAdministrator(record.administeredBy),
          `${record.dosesTaken} doses taken`,
          problemOf(record.problem),
          note,
        ],
      };
    case 'monitoring':
      return {
        state: monitoringKinds[record.type],
        tone: record.problem === 'none' ? 'done' : 'due',
        words: [`${record.dosesMissed} doses missed`, problemOf(record.problem), note],
      };
    case 'adverse-event':
      return {
        state: 'Adverse event',
        tone: record.isSerious ? 'blocked' : 'due',
        words: [
          adverseEventTerms[record.term],
          `grade ${adverseEventGrades[record.grade]}`,
          record.isSerious ? 'serious' : null,
          `since ${day(record.onsetOn)}`,
          note,
        ],
      };
  }
}

function nameAdministrator(by: keyof typeof administrators | undefined): string | null {
  return by === 'clinic' ? administrators[by].toLowerCase() : null;
}

function problemOf(problem: keyof typeof therapyProblems): string {
  return problem === 'none' ? 'no problems' : therapyProblems[problem];
}

function day(text: string): string {
  return formatCalendarDay(text as CalendarDay);
}
