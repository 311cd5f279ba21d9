import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { getAdherence } from '../refill-api.ts';
import classes from './refill.module.css';

type Adherence = ResponseOf<typeof getAdherence>;
type Measure = NonNullable<Adherence['measure']>;

const leftOutWords: Readonly<Record<string, string>> = {
  age: 'Not reported: under 18 at the start of the year',
  'fewer-than-two-fill-dates': 'Not reported yet: fewer than two fills this year',
  'index-too-late': 'Not reported: the first fill is less than 91 days before the end of the year',
};

/** How the patient keeps to the therapy this year: the measures, the days that are covered, and the fills behind them. */
export function AdherencePanel(props: { readonly therapyId: TherapyId }): ReactNode {
  const { therapyId } = props;
  const query = useEndpointQuery(getAdherence, { therapyId }, { topics: [`therapy:${therapyId}`] });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={4} />;
  const { measure, fills } = query.data;
  if (measure === null) {
    return (
      <EmptyState title="Not measured yet" sentence="Adherence is measured from the first delivery of the year." />
    );
  }
  return (
    <>
      <KeyValueList columns={2} items={listMeasures(measure)} />
      {measure.leftOut !== null && (
        <p className={classes['soft']}>{leftOutWords[measure.leftOut] ?? measure.leftOut}</p>
      )}
      <CoveredDays months={measure.months} />
      <details className={classes['details']}>
        <summary>
          The {fills.length} {fills.length === 1 ? 'fill' : 'fills'} behind these numbers
        </summary>
        <ul className={classes['plain']}>
          {fills.map(({ supplyId, deliveredOn, daysSupply, daysLate }) => (
            <li key={supplyId}>
              <PageLink to={`/fills/${supplyId}`}>{formatCalendarDay(deliveredOn as CalendarDay)}</PageLink>{' '}
              {daysSupply} days’ supply{daysLate === null ? '' : `, ${describeLateness(daysLate)}`}
            </li>
          ))}
        </ul>
        <p className={classes['soft']}>{measure.ruleSource}</p>
      </details>
    </>
  );
}

function listMeasures(measure: Measure) {
  const { percentCovered, coveredDays, treatmentDays, threshold, isBelow, allowableGapDaysLeft } = measure;
  return [
    {
      label: 'Days covered (PDC)',
      value: `${percentCovered ?? '–'} %${isBelow ? `, below ${threshold} %` : ''} (${coveredDays} of ${treatmentDays})`,
    },
    { label: 'Possession (MPR)', value: measure.possessionRatio },
    { label: 'Gap days', value: String(measure.gapDays) },
    { label: 'Persistence', value: measure.persistenceDays === null ? null : `${measure.persistenceDays} days` },
    {
      label: 'Gap days still allowed',
      value: allowableGapDaysLeft === null ? null : String(allowableGapDaysLeft),
    },
    {
      label: `Below ${threshold} % for the year`,
      value:
        measure.fallsBelowOn === null
          ? 'Not this year'
          : `${formatCalendarDay(measure.fallsBelowOn as CalendarDay)}, if nothing more comes`,
    },
  ];
}

function describeLateness(days: number): string {
  if (days === 0) return 'on the day';
  return `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'} ${days > 0 ? 'late' : 'early'}`;
}

const cell = 7;
const step = 8;

const kindsOfDay = ['covered', 'uncovered', 'unmeasured'] as const;
type KindOfDay = (typeof kindsOfDay)[number];

/** Draws the cells of all days of one kind, each at its day of the month. */
function drawCells(days: Measure['months'][number]['days'], kind: KindOfDay): string {
  const kindOf = (day: boolean | null): KindOfDay => (day === null ? 'unmeasured' : day ? 'covered' : 'uncovered');
  const square = `h${cell}v${cell}h-${cell}z`;
  return days.map((day, index) => (kindOf(day) === kind ? `M${index * step + 0.5} 1${square}` : '')).join('');
}

/** One strip for each month: a filled cell for each day that a supply lasts over, an outlined one for each gap. */
function CoveredDays(props: { readonly months: Measure['months'] }): ReactNode {
  return (
    <ul className={classes['months']} aria-label="Covered days by month">
      {props.months.map(({ month, days }) => {
        const measured = days.filter((day) => day !== null);
        const covered = measured.filter((day) => day).length;
        return (
          <li key={month} className={classes['month']}>
            <span className={classes['monthName']}>{month}</span>
            <svg aria-hidden="true" width={31 * step} height={cell + 2} className={classes['strip']}>
              {kindsOfDay.map((kind) => (
                <path key={kind} className={classes[kind]} d={drawCells(days, kind)} />
              ))}
            </svg>
            <span className={classes['soft']}>
              {covered} of {measured.length} days
            </span>
          </li>
        );
      })}
    </ul>
  );
}
