import { type ReactNode, useState } from 'react';
import { cents } from '../../kernel/money.ts';
import { ClockBadge } from '../clock-badge.tsx';
import { EmptyState } from '../empty-state.tsx';
import { formatMoney } from '../format-money.ts';
import { QueueSubject, queueRowHeight } from '../queue-subject.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { DataTable } from '../table.tsx';
import type { TableColumn, TableSort } from '../table-types.ts';
import type { Tone } from '../tone.tsx';
import { Columns, Specimen } from './gallery-section.tsx';
import { hoursAgo } from './gallery-time.ts';

interface QueueRow {
  readonly id: string;
  readonly subject: string;
  readonly reason: string;
  readonly stage: string;
  readonly tone: Tone;
  readonly hoursLeft: number;
  readonly owner: string | null;
  readonly valueCents: number;
}

const stages = ['Prior authorization', 'Benefits', 'Clinical review', 'Scheduling', 'Dispensing'];
const tones: readonly Tone[] = ['waiting', 'blocked', 'current', 'due'];
const reasons = [
  'Chase the payer: no answer for two days',
  'Denied: step therapy, appeal open',
  'Labs missing: TB test',
  'Need-by date in three days',
];

const queue: readonly QueueRow[] = Array.from({ length: 100_000 }, (_, index) => ({
  id: `row-${index}`,
  subject: `Testwell, ${['Ada', 'Ben', 'Cleo', 'Dara', 'Eli'][index % 5]} · ${['adalimumab', 'ustekinumab', 'dupilumab'][index % 3]}`,
  reason: reasons[index % reasons.length] ?? '',
  stage: stages[index % stages.length] ?? '',
  tone: tones[index % tones.length] ?? 'neutral',
  hoursLeft: (index % 70) - 6,
  owner: index % 3 === 0 ? 'Robin Achterberg' : null,
  valueCents: 50_000 + ((index * 7_919) % 900_000),
}));

const columns: readonly TableColumn<QueueRow>[] = [
  {
    id: 'subject',
    header: 'Patient and therapy',
    width: { grow: 3, least: 260 },
    cell: (row) => <QueueSubject subject={row.subject} reason={row.reason} isMine={row.owner !== null} />,
  },
  {
    id: 'stage',
    header: 'Stage',
    width: { grow: 1, least: 180 },
    cell: (row) => <StatusBadge tone={row.tone}>{row.stage}</StatusBadge>,
  },
  {
    id: 'due',
    header: 'Due',
    width: 130,
    isSortable: true,
    cell: (row) => <ClockBadge clock={{ kind: 'running', dueAt: hoursAgo(-row.hoursLeft) }} />,
  },
  { id: 'owner', header: 'Taken by', width: 140, cell: (row) => row.owner ?? '' },
  {
    id: 'value',
    header: 'Value',
    width: 100,
    align: 'end',
    isSortable: true,
    cell: (row) => formatMoney(cents(row.valueCents)),
  },
];

/** The table as a work queue of 100,000 rows, with marks, empty, and while it loads. */
export function GalleryTables(): ReactNode {
  const [opened, setOpened] = useState('none yet');
  const [sort, setSort] = useState<TableSort>({ columnId: 'due', direction: 'ascending' });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['row-1']));
  const toggle = (rowId: string): void =>
    setSelected(
      (earlier) => new Set(earlier.has(rowId) ? [...earlier].filter((id) => id !== rowId) : [...earlier, rowId]),
    );
  return (
    <>
      <Specimen title={`Work queue of 100,000 rows (opened: ${opened})`} flush>
        <DataTable
          label="Work queue"
          columns={columns}
          rows={queue}
          rowId={(row) => row.id}
          rowTone={(row) => row.tone}
          rowHeight={queueRowHeight}
          visibleRows={7}
          sort={sort}
          onSort={(columnId) =>
            setSort({ columnId, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' })
          }
          onOpen={(row) => setOpened(row.id)}
        />
      </Specimen>
      <Specimen title={`Marked rows: ${selected.size}`} flush>
        <DataTable
          label="Claims"
          columns={columns.slice(1)}
          rows={queue.slice(0, 40)}
          rowId={(row) => row.id}
          visibleRows={5}
          selection={{ selected, onToggle: toggle }}
        />
      </Specimen>
      <Columns>
        <Specimen title="Table without rows" flush>
          <DataTable
            label="Appeals"
            columns={columns.slice(0, 2)}
            rows={[]}
            rowId={(row) => row.id}
            visibleRows={5}
            empty={
              <EmptyState
                title="No open appeals"
                sentence="Denials that can be appealed appear here, the most urgent first."
              />
            }
          />
        </Specimen>
        <Specimen title="Table on its way" flush>
          <DataTable
            label="Denials"
            columns={columns.slice(0, 2)}
            rows={[]}
            rowId={(row) => row.id}
            visibleRows={5}
            isLoading
          />
        </Specimen>
      </Columns>
    </>
  );
}
