import type { ReactNode } from 'react';
import { formatCents, groupThousands } from '../../../ui/format-money.ts';
import classes from './refund.module.css';
import { day, type ShownBoard } from './refund-words.ts';

const height = 44;

/** What is expected of manufacturers and had not come, day by day; the numbers at both ends and the highest stand beside it. */
export function FloatChart({ board }: { readonly board: ShownBoard }): ReactNode {
  const { days, unpaidCents, centDays } = board;
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const values = days.map((one) => Math.max(0, one.unpaidCents));
  const highest = Math.max(0, ...values);
  const scale = Math.max(1, highest);
  const width = 100 / values.length;
  const words = `${formatCents(first.unpaidCents)} unpaid on ${day(first.day)}, ${formatCents(last.unpaidCents)} on ${day(last.day)}, at most ${formatCents(highest)}`;
  return (
    <section className={classes['float']} aria-label="Unpaid refunds day by day">
      <div>
        <svg className={classes['plot']} role="img" width="100%" height={height}>
          <title>{words}</title>
          {values.map((value, index) => (
            <rect
              key={days[index]?.day}
              className={classes['area']}
              x={`${index * width}%`}
              width={`${width * 0.8}%`}
              y={height - (value / scale) * height}
              height={(value / scale) * height}
            />
          ))}
        </svg>
        <div className={classes['ends']}>
          <span>
            {day(first.day)}: {formatCents(first.unpaidCents)}
          </span>
          <span>At most {formatCents(highest)}</span>
          <span>
            {day(last.day)}: {formatCents(last.unpaidCents)}
          </span>
        </div>
      </div>
      <div className={classes['sum']}>
        <strong>{formatCents(unpaidCents)} unpaid</strong>
        <span>{groupThousands(String(Math.round(centDays / 100)))} dollar-days</span>
      </div>
    </section>
  );
}
