import type { ResponseOf } from '../../kernel/endpoint.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { listStaffNames } from '../identity/index.ts';
import { type ExportParts, exportPatient } from './actions/export-patient.ts';
import * as api from './api.ts';
import { decideTaking } from './domain/export-limit.ts';
import { findExport, listExports, readExportHour } from './export-store.ts';
import { portabilityRefusals } from './refusals.ts';

type ExportLine = ResponseOf<typeof api.listExports>['exports'][number];

/** Creates what answers the endpoints of portability. */
export function createPortabilityRoutes(parts: ExportParts): readonly Route[] {
  return [
    route(api.exportPatient, async (tx, { request }) => {
      const exported = await exportPatient(tx, request, parts);
      if (!exported.ok) return exported;
      const { exportId, byteCount, recordIds } = exported.value;
      return ok({
        body: { exportId, byteCount },
        patientIds: recordIds,
        about: { kind: 'export', object: { kind: 'export', id: exportId }, reason: request.purpose },
      });
    }),
    route(api.takeExport, async (tx, { request }) => {
      const made = await findExport(tx, request.exportId);
      if (made === null) return refuse(portabilityRefusals.unknownExport);
      const staffId = tx.actor.kind === 'staff' ? tx.actor.staffId : null;
      const allowed = decideTaking(made, { staffId, now: tx.now });
      if (!allowed.ok) return allowed;
      const file = await tx.files.open(made.fileId);
      if (file === null) throw new Error('the archive of an export is missing');
      return ok({
        body: {},
        patientIds: [made.patientId],
        file,
        about: { kind: 'export', object: { kind: 'export', id: made.exportId }, reason: made.purpose },
      });
    }),
    route(api.listExports, async (tx) => {
      const made = await listExports(tx);
      const names = await listStaffNames(
        tx,
        made.map(({ exportedBy }) => exportedBy),
      );
      const exports = made.map(
        ({ fileId: _fileId, ...one }): ExportLine => ({
          ...one,
          sha256: Buffer.from(one.sha256).toString('hex'),
          exporterName: names.get(one.exportedBy) ?? '',
        }),
      );
      const hour = await readExportHour(tx, tx.actor.kind === 'staff' ? tx.actor.staffId : null);
      return ok({
        body: { exports, limit: { patientsInHour: hour.limit, used: hour.exported, source: hour.source } },
        patientIds: [...new Set(made.map(({ patientId }) => patientId))],
      });
    }),
  ];
}
