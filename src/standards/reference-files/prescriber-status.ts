import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { type Npi, parseNpi } from '../../kernel/npi.ts';
import type { ReferenceSource } from './delimited-text.ts';
import { type ReferenceRow, readTable, type TableShape } from './table.ts';

/** What a source says of a prescriber from a day on. */
export interface PrescriberStatusLine {
  readonly npi: Npi;
  readonly status: 'active' | 'inactive' | 'deceased' | 'sanctioned';
  readonly from: CalendarDay;
  readonly source: string;
}

const columns = {
  npi: { name: 'npi', isRequired: true },
  status: { name: 'status', isRequired: true },
  from: { name: 'from', isRequired: true },
  source: { name: 'source', isRequired: true },
};

const shape: TableShape<keyof typeof columns, PrescriberStatusLine> = {
  delimiter: ',',
  quote: true,
  order: 'header',
  columns,
  toRow: (cells) => {
    const npi = cells.requiredParsed('npi', parseNpi);
    const status = cells.requiredParsed('status', parseStatus);
    const from = cells.required('from') === '' ? null : cells.day('from');
    const source = cells.required('source');
    return npi === null || status === null || from === null || source === '' ? null : { npi, status, from, source };
  },
};

/** Reads a CSV of facts about prescribers with the columns npi, status, from and source, made from whatever sources a pharmacy trusts. */
export function readPrescriberStatuses(source: ReferenceSource): AsyncGenerator<ReferenceRow<PrescriberStatusLine>> {
  return readTable(source, shape);
}

function parseStatus(text: string): PrescriberStatusLine['status'] | null {
  const status = text.toLowerCase();
  return status === 'active' || status === 'inactive' || status === 'deceased' || status === 'sanctioned'
    ? status
    : null;
}
