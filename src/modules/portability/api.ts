import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import type { Id, PatientId } from '../../kernel/ids.ts';
import { portabilityPermissions } from './permissions.ts';
import { portabilityRefusals } from './refusals.ts';

const PatientIdShape = Type.Unsafe<PatientId>(Type.String({ format: 'uuid' }));
const ExportIdShape = Type.Unsafe<Id<'export'>>(Type.String({ format: 'uuid' }));
const Purpose = Type.Union([
  Type.Literal('patient-request'),
  Type.Literal('continuing-care'),
  Type.Literal('payer-audit'),
  Type.Literal('legal'),
  Type.Literal('new-system'),
]);
const ExportLine = Type.Object({
  exportId: Type.String(),
  patientId: Type.String(),
  patientCount: Type.Integer(),
  purpose: Purpose,
  note: Type.String(),
  exportedAt: Type.String(),
  exportedBy: Type.String(),
  exporterName: Type.String(),
  byteCount: Type.Integer(),
  sha256: Type.String(),
  counts: Type.Record(Type.String(), Type.Integer()),
});

/** Exports the record of one patient. */
export const exportPatient = endpoint({
  module: 'portability',
  name: 'export-patient',
  kind: 'command',
  summary:
    'Exports the whole record of one patient as a ZIP archive with FHIR bundle, timelines, original messages, documents and manifest.',
  permission: portabilityPermissions.exportPatient,
  request: Type.Object({
    patientId: PatientIdShape,
    purpose: Purpose,
    note: Type.String({ minLength: 5, maxLength: 500 }),
  }),
  response: Type.Object({ exportId: Type.String(), byteCount: Type.Integer() }),
  refusals: [
    portabilityRefusals.unknownPatient,
    portabilityRefusals.staffOnly,
    portabilityRefusals.hourlyLimitReached,
    portabilityRefusals.recordTooLarge,
  ],
});

/** Takes the archive of an export. */
export const takeExport = endpoint({
  module: 'portability',
  name: 'take-export',
  kind: 'query',
  summary: 'Gives the bytes of an export to the person who made it, within a day.',
  permission: portabilityPermissions.exportPatient,
  request: Type.Object({ exportId: ExportIdShape }),
  response: Type.Object({}),
  download: true,
  refusals: [portabilityRefusals.unknownExport, portabilityRefusals.othersExport, portabilityRefusals.exportTooOld],
});

/** Lists exports. */
export const listExports = endpoint({
  module: 'portability',
  name: 'list-exports',
  kind: 'query',
  summary: 'Lists the newest two hundred exports with who made them and why, and how much of the hour is used.',
  permission: portabilityPermissions.seeExports,
  request: Type.Object({}),
  response: Type.Object({
    exports: Type.Array(ExportLine),
    limit: Type.Object({ patientsInHour: Type.Integer(), used: Type.Integer(), source: Type.String() }),
  }),
});
