import type { ReactNode } from 'react';
import classes from './bar-board.module.css';
import { type Bar, BarList } from './bar-list.tsx';
import { ChoiceField } from './fields.tsx';
import { LoadingRows } from './loading-rows.tsx';

/** What a board is narrowed to; it can be taken away. */
interface ChosenPart {
  readonly id: string;
  readonly dimension: string;
  readonly label: string;
  readonly onRemove: () => void;
}

/**
 * A board of things that were counted: bars that put them together by one dimension, and beside them the rows behind the bars.
 * A bar that is opened narrows the rows; each narrowing stands above and can be taken away.
 */
export function BarBoard(props: {
  readonly by: string;
  readonly dimensions: readonly { readonly value: string; readonly label: string }[];
  readonly onBy: (by: string) => void;
  readonly parts: readonly ChosenPart[];
  /** Null while they are read for the first time; undefined when they could not be read. */
  readonly bars: readonly Bar[] | null | undefined;
  /** What the marked part of a bar is called: `late`. */
  readonly markedWord?: string;
  /** Writes a total where it is no count, such as an amount. */
  readonly writeTotal?: (total: number) => string;
  readonly onOpen: (bar: Bar) => void;
  /** What went wrong, above the board. */
  readonly notice: ReactNode;
  /** The rows behind the bars. */
  readonly children: ReactNode;
}): ReactNode {
  const { by, dimensions, parts, bars } = props;
  const dimension = dimensions.find(({ value }) => value === by)?.label ?? by;
  return (
    <>
      <div className={classes['filters']}>
        <ChoiceField
          label="Put together by"
          layout="row"
          value={by}
          message={null}
          options={dimensions}
          onChange={(value) => props.onBy(value)}
        />
        {parts.map((part) => (
          <button
            key={part.id}
            type="button"
            className={classes['part']}
            aria-label={`Show more than ${part.label}`}
            onClick={part.onRemove}
          >
            {part.dimension}: <strong>{part.label}</strong> ✕
          </button>
        ))}
      </div>
      {props.notice}
      <div className={classes['board']}>
        <section className={classes['bars']} aria-label={`By ${dimension.toLowerCase()}`}>
          {bars === null && <LoadingRows rows={8} />}
          {bars != null && (
            <BarList
              label={dimension}
              markedWord={props.markedWord ?? ''}
              {...(props.writeTotal === undefined ? {} : { writeTotal: props.writeTotal })}
              bars={bars}
              onOpen={props.onOpen}
            />
          )}
        </section>
        <div className={classes['table']}>{props.children}</div>
      </div>
    </>
  );
}

/** The numbers beside the title of a board. */
export function BoardCounts(props: { readonly children: ReactNode }): ReactNode {
  return <span className={classes['counts']}>{props.children}</span>;
}
