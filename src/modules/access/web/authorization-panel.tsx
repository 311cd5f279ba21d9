import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import { formatThousandths } from '../../../kernel/quantity.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { closingReasons, denialReasons } from '../domain/authorization.ts';
import { authorizationStates } from '../domain/authorization-lifecycle.ts';
import { accessPermissions } from '../permissions.ts';
import { AccessPanel } from './access-reader.tsx';
import { type AccessView, toneOfAuthorization } from './access-words.ts';
import { AuthorizationDialog } from './authorization-dialog.tsx';
import { RecordLines } from './record-lines.tsx';

type Step = AccessView['authorizations'][number]['steps'][number];

/** The prior authorizations of a therapy with every step that each took. */
export function AuthorizationPanel(props: { readonly therapyId: TherapyId }): ReactNode {
  return (
    <AccessPanel
      therapyId={props.therapyId}
      buttonLabel="Record a step"
      permission={accessPermissions.recordAuthorization.code}
      dialog={AuthorizationDialog}
    >
      {({ authorizations }) =>
        authorizations.length === 0 ? (
          <EmptyState title="None yet" sentence="The benefits check says whether the plan asks for one." />
        ) : (
          <RecordLines
            lines={authorizations.flatMap(({ authorizationId, steps }) =>
              steps.map((step, index) => toLine(step, `${authorizationId} ${steps.length - index}`)),
            )}
          />
        )
      }
    </AccessPanel>
  );
}

function toLine(step: Step, id: string) {
  const { validFrom, validTo, quantityThousandths, denialReasonCode, reasonCode, deadlineOn } = step;
  const denial = denialReasonCode === null ? null : denialReasons[denialReasonCode];
  return {
    ...step,
    id,
    state: authorizationStates[step.state],
    tone: toneOfAuthorization(step.state),
    words: [
      step.authorizationNumber === null ? null : `No. ${step.authorizationNumber}`,
      validFrom === null || validTo === null ? null : `${day(validFrom)} to ${day(validTo)}`,
      quantityThousandths === null ? null : `quantity ${formatThousandths(quantityThousandths)}`,
      denial === null ? null : `${denial.label}. ${denial.firstAction}`,
      reasonCode === null ? null : closingReasons[reasonCode],
      deadlineOn === null ? null : `in time until ${day(deadlineOn)}`,
      step.note,
    ],
  };
}

function day(text: string): string {
  return formatCalendarDay(text as CalendarDay);
}
