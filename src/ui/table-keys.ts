/** What a key does in a table: moves to a row, opens or marks the active one, or nothing. */
export type TableMove =
  | { readonly kind: 'move'; readonly to: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'mark' }
  | { readonly kind: 'none' };

/**
 * Decides what a key does in a table.
 * @param table the active row (-1 for none), the number of rows, and how many rows fit the window
 */
export function decideTableMove(
  key: string,
  table: { readonly active: number; readonly rows: number; readonly page: number },
): TableMove {
  if (table.rows === 0) return { kind: 'none' };
  const to = (row: number): TableMove => ({ kind: 'move', to: Math.max(0, Math.min(table.rows - 1, row)) });
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return to(table.active + 1);
    case 'ArrowUp':
    case 'k':
      return to(table.active - 1);
    case 'PageDown':
      return to(table.active + table.page);
    case 'PageUp':
      return to(table.active - table.page);
    case 'Home':
      return to(0);
    case 'End':
      return to(table.rows - 1);
    case 'Enter':
      return table.active < 0 ? { kind: 'none' } : { kind: 'open' };
    case ' ':
    case 'x':
      return table.active < 0 ? { kind: 'none' } : { kind: 'mark' };
    default:
      return { kind: 'none' };
  }
}
