import type { ReactNode } from 'react';
import classes from './effective-rates-page.module.css';

/** A rate over the months of a year beside what the contract says. */
export interface RatePoint {
  readonly month: string;
  readonly rate: number;
}

const [width, height, side, edge] = [640, 170, 28, 26];
/** How far above what it is about a text stands. */
const above = 8;
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Draws the rate of each month, written beside its point, against the line of the contract; the sums stand in the table below. */
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
  const left = (index: number): number => side + (index / 11) * (width - 2 * side);
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
      <text className={classes['label']} x={width} y={top(target) - above} textAnchor="end">
        {`By contract ${write(target)}`}
      </text>
      {monthNames.map((name, index) => (
        <text key={name} className={classes['label']} x={left(index)} y={height - 4} textAnchor="middle">
          {name}
        </text>
      ))}
      <polyline className={classes['line']} points={placed.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {placed.map(({ month, rate, x, y }) => (
        <g key={month}>
          <circle className={classes['point']} cx={x} cy={y} r={3.5} />
          <text className={classes['value']} x={x} y={y - above} textAnchor="middle">
            {write(rate)}
          </text>
        </g>
      ))}
    </svg>
  );
}
