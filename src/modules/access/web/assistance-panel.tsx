import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import type { Cents } from '../../../kernel/money.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatMoney } from '../../../ui/format-money.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { assistanceOutcomes, assistanceProgrammes } from '../domain/assistance.ts';
import { accessPermissions } from '../permissions.ts';
import { AccessPanel } from './access-reader.tsx';
import { type AccessView, assistanceTones } from './access-words.ts';
import { AssistanceDialog } from './assistance-dialog.tsx';
import { RecordLines } from './record-lines.tsx';

type Entry = AccessView['assistance'][number];

/** Whether the patient can pay, and which help was found. */
export function AssistancePanel(props: { readonly therapyId: TherapyId }): ReactNode {
  return (
    <AccessPanel
      therapyId={props.therapyId}
      buttonLabel="Record assistance"
      permission={accessPermissions.recordAssistance.code}
      dialog={AssistanceDialog}
    >
      {({ assistance }) =>
        assistance.length === 0 ? (
          <EmptyState title="Not looked at yet" sentence="Whether the patient can pay is not known." />
        ) : (
          <RecordLines lines={assistance.map(toLine)} />
        )
      }
    </AccessPanel>
  );
}

function toLine(entry: Entry) {
  const { patientPayBeforeCents: before, patientPayAfterCents: after, expiresOn } = entry;
  return {
    ...entry,
    id: entry.assistanceId,
    state: assistanceOutcomes[entry.outcome],
    tone: assistanceTones[entry.outcome],
    words: [
      entry.programme === 'none' ? null : assistanceProgrammes[entry.programme],
      before === null ? null : `before ${formatMoney(before as Cents)}`,
      after === null ? null : `after ${formatMoney(after as Cents)}`,
      expiresOn === null ? null : `until ${formatCalendarDay(expiresOn as CalendarDay)}`,
      entry.note,
    ],
  };
}
