import type { ReactNode } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { RecordFailure } from '../../../ui/record-failure.tsx';
import * as api from '../forecast-api.ts';
import { CalibrationChart } from './calibration-chart.tsx';
import classes from './time-to-therapy-page.module.css';

type Calibration = ResponseOf<typeof api.getStartCalibration>;

const bandShare = 80;
const fewestToJudge = 30;
const mostMisses = 10;

/** How the forecasts of starts would have done: predicted beside actual, on history that they did not know. */
export function TimeToTherapyPage(): ReactNode {
  const query = useEndpointQuery(api.getStartCalibration, {});
  return (
    <PageFrame title="Time to therapy">
      {query.error !== null && <RecordFailure failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={8} />}
      {query.data !== undefined && <CalibrationView calibration={query.data} />}
    </PageFrame>
  );
}

function CalibrationView({ calibration }: { readonly calibration: Calibration }): ReactNode {
  const { whole, learnedAt } = calibration;
  if (whole === null) {
    return (
      <EmptyState
        title="History is too thin"
        sentence={
          learnedAt === null
            ? 'No history was read yet: it is read when a therapy moves, at most once an hour.'
            : 'There are too few starts to forecast from the older and to compare with the newer ones.'
        }
      />
    );
  }
  return (
    <div className={classes['sections']}>
      <Summary whole={whole} learnedAt={learnedAt} />
      <div className={classes['columns']}>
        <Panel title="Predicted and actual days until the start">
          <CalibrationChart points={calibration.points} />
        </Panel>
        <div className={classes['sections']}>
          <Panel title="By stage in which it was predicted">
            <StageTable stages={calibration.stages} />
          </Panel>
          <Panel title="Furthest off">
            <Misses points={calibration.points} />
          </Panel>
        </div>
      </div>
    </div>
  );
}

function Summary(props: {
  readonly whole: NonNullable<Calibration['whole']>;
  readonly learnedAt: string | null;
}): ReactNode {
  const { forecasts, inBand, medianErrorDays } = props.whole;
  return (
    <Notice
      tone="neutral"
      sentence={`${percent(inBand, forecasts)} of ${forecasts} starts fell into the predicted band, where ${bandShare} % should. Half were off by at most ${medianErrorDays} days.`}
    >
      <p>
        The newest quarter of the start cycles is held back; at each of their steps the start is predicted from older
        history alone.
        {forecasts < fewestToJudge && ' So few predictions say little about how good they are.'}{' '}
        {props.learnedAt !== null && (
          <>
            Read <Moment at={props.learnedAt as Instant} />.
          </>
        )}
      </p>
    </Notice>
  );
}

function StageTable({ stages }: { readonly stages: Calibration['stages'] }): ReactNode {
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">Stage</th>
          <th scope="col">Predictions</th>
          <th scope="col">In the band</th>
          <th scope="col">Half off by at most</th>
        </tr>
      </thead>
      <tbody>
        {stages.map(({ stage, label, forecasts, inBand, medianErrorDays }) => (
          <tr key={stage}>
            <th scope="row">{label}</th>
            <td>{forecasts}</td>
            <td>{percent(inBand, forecasts)}</td>
            <td>{medianErrorDays} d</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Misses({ points }: { readonly points: Calibration['points'] }): ReactNode {
  const off = (point: Calibration['points'][number]): number => Math.abs(point.actualDays - point.middleDays);
  const misses = points
    .filter(({ isInBand }) => !isInBand)
    .toSorted((left, right) => off(right) - off(left))
    .slice(0, mostMisses);
  if (misses.length === 0) return <EmptyState title="Every start fell into its band" />;
  return (
    <ul className={classes['misses']}>
      {misses.map((point) => (
        <li key={`${point.therapyId} ${point.middleDays} ${point.actualDays}`}>
          <PageLink to={`/therapies/${point.therapyId}`}>{point.number}</PageLink>
          <span>
            {point.stageLabel}: predicted {point.middleDays} d, started after {point.actualDays} d
          </span>
        </li>
      ))}
    </ul>
  );
}

function percent(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)} %`;
}
