import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useAddressFilter, usePathParameter } from '../../../ui/page-link.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { RecordFailure } from '../../../ui/record-failure.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { isProgrammeCode, type ProgrammeCode } from '../domain/programme.ts';
import { pathwayPermissions } from '../permissions.ts';
import { DraftBar } from './draft-bar.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { OwnCriterionDialog } from './own-criterion-dialog.tsx';
import classes from './pathway-page.module.css';
import { listRows, type PartCode, type PathwayRow, partColumns } from './pathway-rows.ts';
import { contentOf, problemAt, type ShownPathway } from './shown-pathway.ts';
import { VersionsList } from './versions-list.tsx';

/** The parts of the page, each with its key. */
const parts = {
  stages: 'Stages',
  criteria: 'Exit criteria',
  statuses: 'Sub-statuses',
  tasks: 'Tasks',
  clocks: 'Clocks and holds',
  difference: 'Differences',
  past: 'Past therapies',
  running: 'Running therapies',
  versions: 'Versions',
} as const;
type Part = keyof typeof parts;
const partCodes = Object.keys(parts) as readonly Part[];

/** The pathway of one programme: read part by part, written as a draft, tried, and put into force by two people. */
export function PathwayPage(): ReactNode {
  const programme = usePathParameter('programme');
  return isProgrammeCode(programme) ? (
    <KnownProgramme programme={programme} />
  ) : (
    <PageFrame title="Pathway" breadcrumbs={breadcrumbs}>
      <EmptyState title="There is no such programme" />
    </PageFrame>
  );
}

const breadcrumbs = [{ label: 'Pathways', path: '/pathways' }];

function KnownProgramme({ programme }: { readonly programme: ProgrammeCode }): ReactNode {
  const query = useEndpointQuery(api.readPathway, { programme }, { topics: ['pathways'], keepsPrevious: true });
  if (query.error !== null)
    return (
      <PageFrame title="Pathway" breadcrumbs={breadcrumbs}>
        <RecordFailure failure={query.error} onRetry={() => void query.refetch()} />
      </PageFrame>
    );
  if (query.data === undefined)
    return (
      <PageFrame title="Pathway" breadcrumbs={breadcrumbs}>
        <LoadingRows rows={8} />
      </PageFrame>
    );
  return <ShownParts pathway={query.data} />;
}

function ShownParts({ pathway }: { readonly pathway: ShownPathway }): ReactNode {
  const [chosen, choose] = useAddressFilter('part');
  const part: Part = partCodes.find((code) => code === chosen) ?? 'stages';
  useShortcuts(
    partCodes.map((code, index) => ({
      keys: String(index + 1),
      label: parts[code],
      group: 'This page',
      run: () => choose(code),
    })),
  );
  const { version, effectiveFrom } = pathway.inForce;
  return (
    <PageFrame
      fill={part === 'difference' || Object.hasOwn(partColumns, part)}
      title={pathway.label}
      breadcrumbs={breadcrumbs}
      beside={
        <span className={classes['soft']}>
          Version {version} in force since {formatCalendarDay(effectiveFrom as CalendarDay)}
        </span>
      }
      hints={[
        { keys: '1', label: 'to 9: parts' },
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'enter', label: 'change in the draft' },
      ]}
    >
      <DraftBar pathway={pathway} onShow={choose} />
      <nav aria-label="Parts of the pathway" className={classes['parts']}>
        {partCodes.map((code, index) => (
          <button
            key={code}
            type="button"
            className={classes['part']}
            aria-current={code === part ? 'page' : undefined}
            onClick={() => choose(code)}
          >
            {index + 1} {parts[code]}
            {code === 'difference' && pathway.draft !== null && ` (${pathway.draft.changes.length})`}
          </button>
        ))}
      </nav>
      <PartView key={part} part={part} pathway={pathway} />
    </PageFrame>
  );
}

function PartView({ part, pathway }: { readonly part: Part; readonly pathway: ShownPathway }): ReactNode {
  if (part === 'difference') return <Differences pathway={pathway} />;
  if (part === 'versions') return <VersionsList pathway={pathway} />;
  if (part === 'past')
    return (
      <PanelSlotView slot="pathway-past" programme={pathway.programme} revision={pathway.draft?.revision ?? null} />
    );
  if (part === 'running') return <PanelSlotView slot="pathway-running" programme={pathway.programme} />;
  return <PartTable part={part} pathway={pathway} />;
}

function PartTable({ part, pathway }: { readonly part: PartCode; readonly pathway: ShownPathway }): ReactNode {
  const [opened, setOpened] = useState<PathwayRow | null>(null);
  const [adds, setAdds] = useState(false);
  const mayChange = useHasPermission(pathwayPermissions.changePathways.code);
  const isOpenToChange = mayChange && pathway.draft !== null && pathway.proposal === null;
  useShortcuts(
    isOpenToChange && part === 'criteria'
      ? [{ keys: 'a', label: 'Add an exit criterion', group: 'This page', run: () => setAdds(true) }]
      : [],
  );
  const content = contentOf(pathway);
  const nameQueue = (code: string): string => pathway.queues.find((queue) => queue.code === code)?.label ?? code;
  const rows = listRows(part, content, nameQueue);
  const hasProblems = pathway.draft !== null && pathway.draft.problems.length > 0;
  return (
    <>
      {isOpenToChange && part === 'criteria' && (
        <div>
          <button type="button" className={classes['add']} onClick={() => setAdds(true)}>
            Add an exit criterion of our own (a)
          </button>
        </div>
      )}
      <DataTable
        label={parts[part]}
        columns={columnsOf(part, hasProblems ? pathway : null)}
        rows={rows}
        rowId={(row) => `${row.where}/${row.cells[0] ?? ''}`}
        rowTone={({ where }) => (problemAt(pathway, where) === null ? null : 'blocked')}
        claimsFocus
        {...(isOpenToChange ? { onOpen: setOpened } : {})}
      />
      {opened !== null && (
        <EditDialog pathway={pathway} target={opened.target} where={opened.where} onClose={() => setOpened(null)} />
      )}
      {adds && <OwnCriterionDialog pathway={pathway} onClose={() => setAdds(false)} />}
    </>
  );
}

/** Columns share the width by how much they usually say; what is wrong stands beside its row. */
function columnsOf(part: PartCode, problemsOf: ShownPathway | null): readonly TableColumn<PathwayRow>[] {
  const columns = partColumns[part].map(
    (header, index): TableColumn<PathwayRow> => ({
      id: header,
      header,
      width: { grow: index === 0 ? 2 : 3, least: index === 0 && part === 'stages' ? 80 : 110 },
      cell: ({ cells }) => <span title={cells[index]}>{cells[index]}</span>,
    }),
  );
  if (problemsOf === null) return columns;
  const problem: TableColumn<PathwayRow> = {
    id: 'problem',
    header: 'Problem',
    width: { grow: 4, least: 180 },
    cell: ({ where }) => <strong className={classes['wrong']}>{problemAt(problemsOf, where)}</strong>,
  };
  return [...columns.slice(0, 1), problem, ...columns.slice(1)];
}

type Change = NonNullable<ShownPathway['draft']>['changes'][number];

const changeColumns: readonly TableColumn<Change>[] = [
  { id: 'where', header: 'Where', width: { grow: 3, least: 200 }, cell: ({ where }) => where },
  { id: 'what', header: 'What', width: { grow: 2, least: 140 }, cell: ({ what }) => what },
  { id: 'before', header: 'In force', width: { grow: 4, least: 200 }, cell: ({ before }) => before ?? 'Nothing' },
  { id: 'after', header: 'Draft', width: { grow: 4, least: 200 }, cell: ({ after }) => after ?? 'Nothing' },
];

function Differences({ pathway }: { readonly pathway: ShownPathway }): ReactNode {
  if (pathway.draft === null)
    return (
      <EmptyState title="No draft" sentence="What a draft says differently from the version in force stands here." />
    );
  return (
    <DataTable
      label="Differences"
      columns={changeColumns}
      rows={pathway.draft.changes}
      rowId={({ where, what }) => `${where}/${what}`}
      claimsFocus
      empty={<EmptyState title="No differences" sentence="The draft says the same as the version in force." />}
    />
  );
}
