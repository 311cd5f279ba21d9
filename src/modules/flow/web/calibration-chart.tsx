import type { ReactNode } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type * as api from '../forecast-api.ts';
import classes from './time-to-therapy-page.module.css';

type Point = ResponseOf<typeof api.getStartCalibration>['points'][number];

const side = 420;
const edge = 36;

/** Each prediction as a mark: predicted days across, actual days up. On the line it was right; the table beside it says the same in numbers. */
export function CalibrationChart({ points }: { readonly points: readonly Point[] }): ReactNode {
  const most = niceEnd(Math.max(1, ...points.flatMap(({ middleDays, actualDays }) => [middleDays, actualDays])));
  const place = (days: number): number => edge + (days / most) * (side - 2 * edge);
  const ticks = [0, 1, 2, 3, 4].map((quarter) => (most * quarter) / 4);
  const inBand = points.filter(({ isInBand }) => isInBand).length;
  return (
    <svg
      className={classes['chart']}
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={`${points.length} predictions, ${inBand} of them with the start in the band`}
    >
      <line className={classes['right']} x1={place(0)} y1={side - place(0)} x2={place(most)} y2={side - place(most)} />
      {ticks.map((days) => (
        <g key={days}>
          <line className={classes['tick']} x1={place(days)} x2={place(days)} y1={edge} y2={side - edge} />
          <line
            className={classes['tick']}
            x1={edge}
            x2={side - edge}
            y1={side - place(days)}
            y2={side - place(days)}
          />
          <text className={classes['number']} x={place(days)} y={side - edge + 14} textAnchor="middle">
            {days}
          </text>
          <text className={classes['number']} x={edge - 6} y={side - place(days) + 4} textAnchor="end">
            {days}
          </text>
        </g>
      ))}
      <text className={classes['axis']} x={side / 2} y={side - 4} textAnchor="middle">
        Predicted days
      </text>
      <text className={classes['axis']} x={edge} y={edge - 14}>
        Actual days
      </text>
      {listMarks(points).map(([key, point]) => (
        <circle
          key={key}
          className={classes['point']}
          data-missed={!point.isInBand || undefined}
          cx={place(point.middleDays)}
          cy={side - place(point.actualDays)}
          r={point.isInBand ? 3 : 4}
        />
      ))}
    </svg>
  );
}

/** Lists what is drawn: predictions that came out alike are one mark. */
function listMarks(points: readonly Point[]): readonly (readonly [string, Point])[] {
  return [...new Map(points.map((point) => [Object.values(point).join(' '), point]))];
}

function niceEnd(days: number): number {
  return Math.ceil(days / 4) * 4;
}
