import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { contactChannels } from '../domain/contact-cadence.ts';
import { doseChangeReasons } from '../domain/dose-change.ts';
import { refillOutcomes, refillReviewDecisions } from '../domain/refill-call.ts';
import { clinicalPermissions } from '../permissions.ts';
import { ClinicalLines } from './clinical-lines.tsx';
import classes from './refill.module.css';
import { DoseChangeDialog } from './refill-dialogs.tsx';
import { useRefill } from './refill-reader.ts';
import { describeAnswers, type RefillView, writeDose, writeDoses } from './refill-words.ts';

/** The doses at home, when they end, and what was said in refill calls. */
export function RefillPanel(props: { readonly therapyId: TherapyId }): ReactNode {
  const query = useRefill(props.therapyId);
  const mayChange = useHasPermission(clinicalPermissions.reviewRefills.code);
  const [isChanging, setChanging] = useState(false);
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  const { data: refill } = query;
  if (refill === undefined) return <LoadingRows rows={4} />;
  const { doses, calls } = refill;
  return (
    <>
      {doses === null ? (
        <EmptyState title="No doses yet" sentence="Doses are counted from the first delivery." />
      ) : (
        <Doses doses={doses} unit={refill.unit} />
      )}
      {calls.length > 0 && <ClinicalLines lines={calls.map((call) => toLine(call, refill.unit))} />}
      {mayChange && doses !== null && (
        <div className={classes['bar']}>
          <ReasonedButton label="Change of dose" kind="secondary" isSmall onPress={() => setChanging(true)} />
        </div>
      )}
      {isChanging && (
        <DoseChangeDialog therapyId={props.therapyId} refill={refill} onClose={() => setChanging(false)} />
      )}
    </>
  );
}

function Doses(props: { readonly doses: NonNullable<RefillView['doses']>; readonly unit: string | null }): ReactNode {
  const { doses, unit } = props;
  const { runOutOn, dose, counts, countedOn, countedThousandths } = doses;
  return (
    <>
      <KeyValueList
        columns={2}
        items={[
          { label: 'Doses on hand', value: writeDoses(doses.onHandThousandths, unit) },
          {
            label: 'Supply ends',
            value: runOutOn === null ? 'No dose is due' : formatCalendarDay(runOutOn as CalendarDay),
          },
          { label: 'Dose', value: dose === null ? null : writeDose(dose, unit) },
          {
            label: 'Last counted',
            value:
              countedOn === null
                ? 'Never'
                : `${writeDoses(countedThousandths ?? 0, unit)} on ${formatCalendarDay(countedOn as CalendarDay)}`,
          },
        ]}
      />
      <details className={classes['details']}>
        <summary>How this is counted</summary>
        <table className={classes['sum']}>
          <tbody>
            {countedThousandths !== null && <Term label="Counted" thousandths={countedThousandths} unit={unit} />}
            <Term label="Dispensed since" thousandths={counts.dispensed} unit={unit} />
            <Term label="Due" thousandths={-counts.dueSinceStart} unit={unit} />
            <Term label="Missed" thousandths={counts.missed} unit={unit} />
            <Term label="Held" thousandths={counts.held} unit={unit} />
            <Term label="Lost" thousandths={-counts.lost} unit={unit} />
            <Term label="On hand" thousandths={doses.onHandThousandths} unit={unit} />
          </tbody>
        </table>
        <ul className={classes['plain']}>
          {doses.supplies.map(({ supplyId, on, quantityThousandths, daysSupply }) => (
            <li key={supplyId}>
              <PageLink to={`/fills/${supplyId}`}>{formatCalendarDay(on as CalendarDay)}</PageLink>{' '}
              {writeDoses(quantityThousandths, unit)} for {daysSupply} days
            </li>
          ))}
          {doses.phases.map(({ phaseId, fromOn, reasonCode, ...phase }) => (
            <li key={phaseId}>
              From {formatCalendarDay(fromOn as CalendarDay)}:{' '}
              {phase.kind === 'held'
                ? 'paused'
                : phase.kind === 'dose'
                  ? writeDose({ ...phase, isHeld: false }, unit)
                  : 'as dispensed'}{' '}
              ({doseChangeReasons[reasonCode].toLowerCase()})
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function Term(props: {
  readonly label: string;
  readonly thousandths: number;
  readonly unit: string | null;
}): ReactNode {
  return (
    <tr>
      <th scope="row">{props.label}</th>
      <td>{writeDoses(props.thousandths === 0 ? 0 : props.thousandths, props.unit)}</td>
    </tr>
  );
}

function toLine(call: RefillView['calls'][number], unit: string | null) {
  const { review, rules } = call;
  const isOpen = call.needsReview;
  return {
    ...call,
    id: call.callId,
    state: isOpen ? 'Pharmacist review needed' : refillOutcomes[call.outcome],
    tone: isOpen ? ('blocked' as const) : call.outcome === 'confirmed' ? ('done' as const) : ('neutral' as const),
    words: [
      isOpen ? refillOutcomes[call.outcome] : null,
      contactChannels[call.channel],
      ...rules.map(({ explanation }) => explanation),
      ...describeAnswers(call, unit),
      review === null ? null : `Pharmacist: ${refillReviewDecisions[review.decision].toLowerCase()}. ${review.note}`,
    ],
  };
}
