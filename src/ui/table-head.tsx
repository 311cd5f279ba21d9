// biome-ignore-all lint/a11y/useSemanticElements: rows are drawn apart from each other, which a table element forbids; the grid itself has the focus and hears the keys
// biome-ignore-all lint/a11y/useFocusableInteractive: rows are drawn apart from each other, which a table element forbids; the grid itself has the focus and hears the keys
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './table.module.css';
import type { DataTableProps, TableColumn } from './table-types.ts';

/** The row of headings; it stays in sight while the rows scroll. */
export function TableHead<Row>(props: DataTableProps<Row>): ReactNode {
  return (
    <div role="rowgroup" className={classes['head']}>
      <div role="row" aria-rowindex={1} className={classes['row']}>
        {props.selection !== undefined && (
          <div role="columnheader" className={classes['cell']}>
            <span className="for-screen-readers">Marked</span>
          </div>
        )}
        {props.columns.map((column) => (
          <Heading key={column.id} column={column} table={props} />
        ))}
      </div>
    </div>
  );
}

function Heading<Row>(props: { readonly column: TableColumn<Row>; readonly table: DataTableProps<Row> }): ReactNode {
  const { column, table } = props;
  const direction = table.sort?.columnId === column.id ? table.sort.direction : null;
  const Arrow = direction === 'descending' ? IconArrowDown : IconArrowUp;
  const label = (
    <>
      {column.header}
      {direction !== null && <Arrow size={12} stroke={2.25} aria-hidden="true" />}
    </>
  );
  return (
    <div
      role="columnheader"
      className={classes['cell']}
      data-align={column.align ?? 'start'}
      aria-sort={direction ?? undefined}
    >
      {column.isSortable === true && table.onSort !== undefined ? (
        <button type="button" className={classes['sort']} onClick={() => table.onSort?.(column.id)}>
          {label}
        </button>
      ) : (
        <span className={classes['heading']}>{label}</span>
      )}
    </div>
  );
}
