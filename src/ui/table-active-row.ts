import { useState } from 'react';

/** The row that the keyboard is on, by its place and by its id. */
interface ActiveRow {
  readonly index: number;
  readonly rowId: string;
}

/**
 * Keeps the active row when the rows around it change: it is followed by its id, so that Enter never opens a row that
 * slid under the cursor. Returns its place, or -1 when there is none or it is gone, and the function that moves it.
 */
export function useActiveRow<Row>(
  rows: readonly Row[],
  rowId: (row: Row) => string,
): readonly [number, (index: number) => void] {
  const [active, setActive] = useState<ActiveRow | null>(null);
  const move = (index: number): void => {
    const row = rows[index];
    setActive(row === undefined ? null : { index, rowId: rowId(row) });
  };
  return [active === null ? -1 : findActive(rows, rowId, active), move];
}

/** Finds where the active row is now; it is usually where it was. */
export function findActive<Row>(rows: readonly Row[], rowId: (row: Row) => string, active: ActiveRow): number {
  const there = rows[active.index];
  if (there !== undefined && rowId(there) === active.rowId) return active.index;
  return rows.findIndex((row) => rowId(row) === active.rowId);
}
