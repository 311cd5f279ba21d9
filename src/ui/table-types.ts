import type { ReactNode } from 'react';
import type { Tone } from './tone.tsx';

declare module 'react' {
  interface CSSProperties {
    /** The grid template of a table's columns. */
    readonly '--columns'?: string;
  }
}

/** A column. `width` is in pixels; `grow` shares what is left by weight, never below `least` pixels. */
export interface TableColumn<Row> {
  readonly id: string;
  readonly header: string;
  readonly width: number | { readonly grow: number; readonly least: number };
  readonly align?: 'start' | 'end';
  readonly isSortable?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

/** The order that the rows have now. */
export interface TableSort {
  readonly columnId: string;
  readonly direction: 'ascending' | 'descending';
}

/** Which rows are marked, by id, and how one is marked or not. */
interface TableSelection {
  readonly selected: ReadonlySet<string>;
  readonly onToggle: (rowId: string) => void;
}

/** What a table shows. Without `visibleRows` it takes the height of the page and scrolls inside it. */
export interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** The tone of the line at the left of a row; null for none. */
  readonly rowTone?: (row: Row) => Tone | null;
  readonly rowHeight?: number;
  readonly visibleRows?: number;
  readonly onOpen?: (row: Row) => void;
  readonly selection?: TableSelection;
  readonly sort?: TableSort;
  readonly onSort?: (columnId: string) => void;
  readonly isLoading?: boolean;
  readonly empty?: ReactNode;
  /** Called when the last rows at hand come into sight. */
  readonly onNearEnd?: () => void;
  /** How many rows there are in all, when more exist than are at hand. */
  readonly totalRows?: number;
  /** Takes the focus when the first rows come, so that the arrow keys work at once. */
  readonly claimsFocus?: boolean;
}

const markWidth = 36;

/** Composes the grid template of the columns, the mark's column first. */
export function columnTemplateOf<Row>(table: Pick<DataTableProps<Row>, 'columns' | 'selection'>): string {
  const widths = table.columns.map(({ width }) =>
    typeof width === 'number' ? `${width}px` : `minmax(${width.least}px, ${width.grow}fr)`,
  );
  return [...(table.selection === undefined ? [] : [`${markWidth}px`]), ...widths].join(' ');
}

/** Computes the width below which the table scrolls sideways. */
export function leastWidthOf<Row>(table: Pick<DataTableProps<Row>, 'columns' | 'selection'>): number {
  const widths = table.columns.map(({ width }) => (typeof width === 'number' ? width : width.least));
  return widths.reduce((sum, width) => sum + width, table.selection === undefined ? 0 : markWidth);
}
