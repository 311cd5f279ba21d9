import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { type CalendarDay, parseCalendarDay } from '../../kernel/calendar-day.ts';
import { dayIn, type TimeZone } from '../../kernel/instant.ts';
import { hasErrors, type Problem } from '../../kernel/problem.ts';
import {
  completeReferenceImport,
  type ImportReport,
  importReferenceRows,
  mostRowsInBatch,
  type ReferenceBatch,
  type ReferenceKind,
  referenceKinds,
  sumReports,
} from '../../modules/reference/index.ts';
import { systemClock } from '../../platform/clock/clock.ts';
import { type Command, UsageProblem } from './command.ts';
import { type OpenedTenant, tenantOption, withTenant } from './open-tenant.ts';
import { readReferenceRows } from './reference-rows.ts';

/** Takes over a public reference file. */
export const referenceImport: Command = {
  name: 'reference import',
  usage: 'KIND FILE [--as-of DAY] [--source TEXT] [--tenant NAME] [--json]',
  summary: `Takes over a public reference file; doing so again changes nothing. Kinds: ${referenceKinds.join(', ')}.`,
  options: {
    'as-of': { type: 'string', help: 'the day from which the file counts, such as 2026-04-01; today unless said' },
    source: { type: 'string', help: 'what the file is called in records; its name unless said' },
    ...tenantOption,
  },
  run: (call) => {
    const [kind, path, ...more] = call.words;
    if (!isKind(kind)) throw new UsageProblem(`the kind is one of ${referenceKinds.join(', ')}`);
    if (path === undefined || more.length > 0) throw new UsageProblem('name one file');
    if (!existsSync(path)) throw new UsageProblem(`the file ${path} cannot be opened`);
    const source = call.options['source'];
    const file = {
      kind,
      path,
      source: typeof source === 'string' ? source : basename(path),
      asOf: readDay(call.options['as-of']),
    };
    return withTenant(call, async (tenant) => {
      const { report, problems } = await takeOver(tenant, file);
      const { added, changed, unchanged, refused } = report;
      if (call.isJson) call.sayJson({ ...file, added, changed, unchanged, refused, problems });
      call.say(`${file.source}: ${added} added, ${changed} changed, ${unchanged} unchanged, ${refused.length} refused`);
      for (const { place, reason } of refused.slice(0, 10)) call.say(`  ${place}  refused: ${reason}`);
      for (const { where, text, code } of problems.slice(0, 10)) call.say(`  ${where}  ${text}  [${code}]`);
      return hasErrors(problems) ? 1 : 0;
    });
  },
};

interface ReferenceFile {
  readonly kind: ReferenceKind;
  readonly path: string;
  readonly source: string;
  readonly asOf: CalendarDay;
}

async function takeOver(
  tenant: OpenedTenant,
  file: ReferenceFile,
): Promise<{ readonly report: ImportReport; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const reports: ImportReport[] = [];
  let rows: unknown[] = [];
  const flush = async (): Promise<void> => {
    const batch = { kind: file.kind, asOf: file.asOf, source: file.source, rows } as unknown as ReferenceBatch;
    rows = [];
    const imported = await tenant.transact((tx) => importReferenceRows(tx, batch));
    if (!imported.ok) throw new Error(imported.refusal.code);
    reports.push(imported.value);
  };
  for await (const row of readReferenceRows(file.kind, file.path, (found) => problems.push(...found))) {
    rows.push(row);
    if (rows.length === mostRowsInBatch) await flush();
  }
  if (rows.length > 0) await flush();
  const report = sumReports(reports);
  await tenant.transact((tx) => completeReferenceImport(tx, { kind: file.kind, source: file.source, report }));
  return { report, problems };
}

function isKind(text: string | undefined): text is ReferenceKind {
  return referenceKinds.some((kind) => kind === text);
}

function readDay(text: string | boolean | undefined): CalendarDay {
  if (typeof text !== 'string') return dayIn(systemClock.now(), 'UTC' as TimeZone);
  const day = parseCalendarDay(text);
  if (day === null) throw new UsageProblem(`"${text}" is no day such as 2026-04-01`);
  return day;
}
