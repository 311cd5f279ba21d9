import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { baselineLabs, remsStatuses, startReviewOutcomes } from '../domain/start-review.ts';
import { clinicalPermissions } from '../permissions.ts';
import { ClinicalLines } from './clinical-lines.tsx';
import { ClinicalPanel, type PanelForm } from './clinical-reader.tsx';
import { type ClinicalView, reviewTones } from './clinical-words.ts';
import { StartReviewDialog } from './start-review-dialog.tsx';

const form: PanelForm = {
  label: 'Record a review',
  permission: clinicalPermissions.reviewStart.code,
  dialog: StartReviewDialog,
};

/** The clinical reviews before the start of a therapy. */
export function StartReviewPanel(props: { readonly therapyId: TherapyId }): ReactNode {
  return (
    <ClinicalPanel therapyId={props.therapyId} forms={() => [form]}>
      {({ reviews, remsProgram }) => (
        <>
          {remsProgram !== null && <p>Safety program (REMS) of this drug: {remsProgram}</p>}
          {reviews.length === 0 ? (
            <EmptyState title="Not reviewed yet" sentence="A pharmacist clears the start before the first fill." />
          ) : (
            <ClinicalLines lines={reviews.map(toLine)} />
          )}
        </>
      )}
    </ClinicalPanel>
  );
}

function toLine(review: ClinicalView['reviews'][number]) {
  return {
    ...review,
    id: review.reviewId,
    state: startReviewOutcomes[review.outcome],
    tone: reviewTones[review.outcome],
    words: [
      `Diagnosis ${review.diagnosisCode}`,
      review.remsStatus === 'not-required' ? null : `REMS: ${remsStatuses[review.remsStatus].toLowerCase()}`,
      ...review.labs.map(toLabText),
      review.educationGiven ? 'Patient taught' : 'Patient not taught yet',
      review.goals,
      review.note,
    ],
  };
}

function toLabText(lab: ClinicalView['reviews'][number]['labs'][number]): string {
  const name = baselineLabs[lab.loincCode];
  if (!lab.isPresent) return `${name} missing`;
  return lab.observedOn === null ? name : `${name} of ${formatCalendarDay(lab.observedOn as CalendarDay)}`;
}
