// biome-ignore-all lint/a11y/useSemanticElements: rows are drawn apart from each other, which a table element forbids; the grid itself has the focus and hears the keys
// biome-ignore-all lint/a11y/useFocusableInteractive: rows are drawn apart from each other, which a table element forbids; the grid itself has the focus and hears the keys
// biome-ignore-all lint/a11y/useKeyWithClickEvents: rows are drawn apart from each other, which a table element forbids; the grid itself has the focus and hears the keys
import type { MouseEvent, ReactNode } from 'react';
import classes from './table.module.css';
import type { DataTableProps } from './table-types.ts';

/** One drawn row, at its place in the long sheet. */
export function TableRow<Row>(props: {
  readonly table: DataTableProps<Row>;
  readonly index: number;
  readonly id: string;
  readonly isActive: boolean;
  readonly top: number;
  readonly height: number;
  readonly onActivate: (index: number) => void;
}): ReactNode {
  const { table } = props;
  const row = table.rows[props.index];
  if (row === undefined) return null;
  const rowId = table.rowId(row);
  const isMarked = table.selection?.selected.has(rowId) ?? false;
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    props.onActivate(props.index);
    if (!isOnControl(event)) table.onOpen?.(row);
  };
  return (
    <div
      role="row"
      id={props.id}
      className={classes['row']}
      data-tone={table.rowTone?.(row) ?? undefined}
      data-active={props.isActive || undefined}
      data-opens={table.onOpen !== undefined || undefined}
      aria-rowindex={props.index + 2}
      aria-selected={table.selection === undefined ? undefined : isMarked}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
      onClick={onClick}
    >
      {table.selection !== undefined && (
        <div role="gridcell" className={classes['cell']}>
          <input
            type="checkbox"
            tabIndex={-1}
            className={classes['mark']}
            aria-label={`Mark row ${props.index + 1}`}
            checked={isMarked}
            onChange={() => table.selection?.onToggle(rowId)}
          />
        </div>
      )}
      {table.columns.map((column) => (
        <div key={column.id} role="gridcell" className={classes['cell']} data-align={column.align ?? 'start'}>
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** Holds the place of the rows while they are read. */
export function TableLoading(props: { readonly rows: number; readonly rowHeight: number }): ReactNode {
  return (
    <div role="row" style={{ height: props.rows * props.rowHeight }}>
      <div role="gridcell">
        <span className="for-screen-readers">Loading</span>
        {Array.from({ length: props.rows }, (_, index) => index).map((row) => (
          <div key={row} className={classes['loading']} style={{ height: props.rowHeight }} />
        ))}
      </div>
    </div>
  );
}

/** A click on a link, button or field inside a row is meant for that, not for the row. */
function isOnControl(event: MouseEvent<HTMLElement>): boolean {
  return event.target instanceof Element && event.target.closest('a, button, input, select, textarea') !== null;
}
