import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { openAnchorFiles } from '../../platform/audit/anchor-files.ts';
import { type Command, UsageProblem } from './command.ts';
import { withTenant } from './open-tenant.ts';
import { exportTenant } from './tenant-export.ts';

/** Exports everything of a health system in open formats. */
export const exportTenantCommand: Command = {
  name: 'export tenant',
  usage: 'NAME --to FOLDER [--json]',
  summary:
    'Exports everything of a health system into a new folder: tables with what is sealed opened, files, FHIR bundles, audit.',
  options: { to: { type: 'string', help: 'the folder to make; it must not be there yet' } },
  run: (call) => {
    const [name, ...more] = call.words;
    const to = call.options['to'];
    if (name === undefined || more.length > 0) throw new UsageProblem('name one health system');
    if (typeof to !== 'string') throw new UsageProblem('name the folder with --to');
    const folder = resolve(to);
    if (existsSync(folder)) throw new UsageProblem(`the folder ${to} is there already`);
    return withTenant({ ...call, options: { ...call.options, tenant: name } }, async (tenant) => {
      const { platform, folders } = tenant.theriac;
      const report = await exportTenant({
        transactor: platform.transactor,
        auditKeys: platform.auditKeys,
        anchors: await openAnchorFiles(folders.anchors).list(tenant.tenantId),
        tenantId: tenant.tenantId,
        slug: tenant.slug,
        folder,
      });
      const { tables, ...counts } = report;
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      if (call.isJson) call.sayJson({ folder, tables: tables.length, rows, ...counts });
      call.say(
        `${tables.length} tables with ${rows} rows, ${report.files} files and ${report.patients} patients are in ${folder}.`,
      );
      for (const sentence of report.disagreements) call.say(`WRONG: ${sentence}`);
      call.say('It names patients and is not sealed: keep it where nobody else reads it.');
      return report.disagreements.length === 0 ? 0 : 1;
    });
  },
};
