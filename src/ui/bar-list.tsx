import type { ReactNode } from 'react';
import classes from './bar-list.module.css';

/** One bar: how much there is of it, and how much of that is marked. */
export interface Bar {
  readonly id: string;
  readonly label: string;
  readonly total: number;
  readonly marked: number;
  /** A second line in words. */
  readonly detail: string;
}

/**
 * Bars in their order, each opened by a click or Enter. The marked part stands first in the color of what blocks; the words
 * beside it say the same.
 */
export function BarList(props: {
  readonly label: string;
  readonly bars: readonly Bar[];
  /** What the marked part is called: `late`. */
  readonly markedWord: string;
  /** Writes a total where it is no count, such as an amount. */
  readonly writeTotal?: (total: number) => string;
  readonly onOpen: (bar: Bar) => void;
}): ReactNode {
  const longest = Math.max(1, ...props.bars.map(({ total }) => total));
  return (
    <ul className={classes['list']} aria-label={props.label}>
      {props.bars.map((bar) => (
        <li key={bar.id}>
          <button type="button" className={classes['bar']} onClick={() => props.onOpen(bar)}>
            <span className={classes['words']}>
              <span className={classes['label']} title={bar.label}>
                {bar.label}
              </span>
              <span className={classes['count']}>
                {bar.marked > 0 && (
                  <span className={classes['marked']}>
                    {bar.marked} {props.markedWord}
                    {' of '}
                  </span>
                )}
                {props.writeTotal === undefined ? bar.total : props.writeTotal(bar.total)}
              </span>
            </span>
            <Track bar={bar} longest={longest} />
            <span className={classes['detail']}>{bar.detail}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Track(props: { readonly bar: Bar; readonly longest: number }): ReactNode {
  const { bar, longest } = props;
  const share = (count: number): string => `${(count / longest) * 100}%`;
  return (
    <svg className={classes['track']} aria-hidden="true" width="100%" height={8}>
      <rect className={classes['whole']} width={share(Math.max(0, bar.total))} height={8} rx={2} />
      {bar.marked > 0 && <rect className={classes['part']} width={share(bar.marked)} height={8} rx={2} />}
    </svg>
  );
}
