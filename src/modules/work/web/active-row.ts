const headRows = 2;

/**
 * Finds the row on which the keyboard is in the table within an element, by what the table tells assistive technology;
 * null when there is none in sight, so that no key ever acts on a row that the person does not see.
 */
export function findActiveRow<Row>(within: HTMLElement | null, rows: readonly Row[]): Row | null {
  const activeId = within?.querySelector('[role=grid]')?.getAttribute('aria-activedescendant');
  const active = activeId == null ? null : document.getElementById(activeId);
  const rowIndex = Number(active?.getAttribute('aria-rowindex') ?? 0);
  return rows[rowIndex - headRows] ?? null;
}
