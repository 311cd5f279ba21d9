// biome-ignore-all lint/a11y/useSemanticElements: rows are drawn apart from each other, which a table element forbids; the grid itself has the focus and hears the keys
// biome-ignore-all lint/a11y/useFocusableInteractive: rows are drawn apart from each other, which a table element forbids; the grid itself has the focus and hears the keys
import { useVirtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import classes from './table.module.css';
import { useActiveRow } from './table-active-row.ts';
import { TableHead } from './table-head.tsx';
import { decideTableMove } from './table-keys.ts';
import { TableLoading, TableRow } from './table-row.tsx';
import type { DataTableProps } from './table-types.ts';
import { columnTemplateOf, leastWidthOf } from './table-types.ts';

const defaultRowHeight = 32;
const headHeight = 32;
const rowsOutsideWindow = 8;
const rowsLeftWhenAskingForMore = 20;

/**
 * A table of any length: only the rows in sight are drawn. Arrow keys (or j and k) move, Enter opens, Space marks, Shift with an arrow marks on the way.
 * It never sorts by itself: it shows the order that the rows have and asks for another.
 */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const tableId = useId();
  const rowHeight = props.rowHeight ?? defaultRowHeight;
  const { virtualizer, visible, active, setActive, onKeyDown, onFocus } = useRows(props, scroller, rowHeight);
  const isActiveDrawn = visible.some((item) => item.index === active);
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      className={classes['scroller']}
      data-bounded={props.visibleRows !== undefined || undefined}
      style={props.visibleRows === undefined ? undefined : { height: props.visibleRows * rowHeight + headHeight }}
      aria-label={props.label}
      aria-rowcount={(props.totalRows ?? props.rows.length) + 1}
      aria-colcount={props.columns.length + (props.selection === undefined ? 0 : 1)}
      aria-multiselectable={props.selection === undefined ? undefined : true}
      aria-busy={props.isLoading === true || undefined}
      aria-activedescendant={isActiveDrawn ? `${tableId}-${active}` : undefined}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <div className={classes['sheet']} style={{ minWidth: leastWidthOf(props), '--columns': columnTemplateOf(props) }}>
        <TableHead {...props} />
        {props.isLoading === true && (
          <TableLoading rows={props.visibleRows ?? rowsOutsideWindow} rowHeight={rowHeight} />
        )}
        {props.isLoading !== true && props.rows.length === 0 && <TableEmpty empty={props.empty} />}
        <div role="rowgroup" className={classes['rows']} style={{ height: virtualizer.getTotalSize() }}>
          {visible.map(({ index, start }) => (
            <TableRow
              key={index}
              table={props}
              index={index}
              id={`${tableId}-${index}`}
              isActive={index === active}
              top={start - headHeight}
              height={rowHeight}
              onActivate={setActive}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Knows which rows are in sight and which one is active, and moves it by the keyboard. */
function useRows<Row>(props: DataTableProps<Row>, scroller: RefObject<HTMLElement | null>, rowHeight: number) {
  const [active, setActive] = useActiveRow(props.rows, props.rowId);
  const virtualizer = useVirtualizer({
    count: props.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: rowsOutsideWindow,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  const visible = virtualizer.getVirtualItems();
  useAskForMore(props, visible.at(-1)?.index ?? -1);
  useClaimFocus(props.claimsFocus === true && props.rows.length > 0, scroller);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== scroller.current || event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const move = decideTableMove(event.key, { active, rows: props.rows.length, page });
    if (move.kind === 'none') return;
    event.preventDefault();
    if (move.kind === 'move') {
      if (event.shiftKey) markRange(props, active, move.to);
      setActive(move.to);
      virtualizer.scrollToIndex(move.to, { align: 'auto' });
    } else actOn(props, active, move.kind);
  };
  const onFocus = (event: FocusEvent): void => {
    if (event.target === scroller.current && active < 0) setActive(virtualizer.range?.startIndex ?? 0);
  };
  return { virtualizer, visible, active, setActive, onKeyDown, onFocus };
}

/** Opens or marks the active row. */
function actOn<Row>(table: DataTableProps<Row>, active: number, action: 'open' | 'mark'): void {
  const row = table.rows[active];
  if (row === undefined) return;
  if (action === 'open') table.onOpen?.(row);
  else table.selection?.onToggle(table.rowId(row));
}

/** Marks the rows over which the keyboard moves with Shift held, both ends included. */
function markRange<Row>(table: DataTableProps<Row>, from: number, to: number): void {
  const [first, last] = from < to ? [from, to] : [to, from];
  for (const row of table.rows.slice(Math.max(0, first), last + 1)) {
    const rowId = table.rowId(row);
    if (table.selection?.selected.has(rowId) === false) table.selection.onToggle(rowId);
  }
}

function TableEmpty(props: { readonly empty: ReactNode }): ReactNode {
  return (
    <div role="row" className={classes['empty']}>
      <div role="gridcell">{props.empty}</div>
    </div>
  );
}

/** Asks for more rows when the end of those at hand comes near. */
function useAskForMore<Row>(props: DataTableProps<Row>, lastDrawn: number): void {
  const { onNearEnd } = props;
  const isNear = lastDrawn >= 0 && lastDrawn >= props.rows.length - rowsLeftWhenAskingForMore;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again only when the end moved
  useEffect(() => {
    if (isNear) onNearEnd?.();
  }, [isNear, props.rows.length]);
}

/** Takes the focus once, unless the person is already typing or reading somewhere else on the page. */
function useClaimFocus(isReady: boolean, scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const holder = document.activeElement;
    if (isReady && (holder === document.body || holder?.tagName === 'H1'))
      scroller.current?.focus({ preventScroll: true });
  }, [isReady, scroller]);
}
