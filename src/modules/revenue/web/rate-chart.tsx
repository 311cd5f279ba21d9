import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import classes from './effective-rates-page.module.css';

/** A rate over the months of a year beside what the contract says. */
export interface RatePoint {
  readonly month: string;
  readonly rate: number;
}

const [width, height, edge] = [560, 140, 8];

/** Draws the rate of each month against the line of the contract; the numbers stand in the table below it. */
export function RateChart(props: {
  readonly points: readonly RatePoint[];
  readonly target: number;
  readonly write: (rate: number) => string;
}): ReactNode {
  const { points, target, write } = props;
  const rates = [...points.map(({ rate }) => rate), target];
  const [least, most] = [Math.min(...rates), Math.max(...rates)];
  const spread = Math.max(1, most - least);
  const top = (rate: number): number => height - edge - ((rate - least) / spread) * (height - 2 * edge);
  const left = (index: number): number => edge + (index / 11) * (width - 2 * edge);
  const placed = points.map(({ month, rate }) => ({
    month,
    rate,
    x: left(Number(month.slice(5, 7)) - 1),
    y: top(rate),
  }));
  return (
    <svg
      className={classes['chart']}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`Rate by month; the contract says ${write(target)}`}
    >
      <line className={classes['target']} x1={0} x2={width} y1={top(target)} y2={top(target)} />
      <polyline className={classes['line']} points={placed.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {placed.map(({ month, rate, x, y }) => (
        <circle key={month} className={classes['point']} cx={x} cy={y} r={3.5}>
          <title>{`Month from ${formatCalendarDay(month as CalendarDay)}: ${write(rate)}`}</title>
        </circle>
      ))}
    </svg>
  );
}
