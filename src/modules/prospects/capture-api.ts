import { type TLiteral, type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { captureDimensions, captureOutcomes } from './domain/capture.ts';
import { prospectPermissions } from './permissions.ts';
import { prospectRefusals } from './refusals.ts';

const Text = Type.String();
const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const codeOf = <Code extends string>(table: Readonly<Record<Code, unknown>>) =>
  Type.Union((Object.keys(table) as Code[]).map((code) => Type.Literal(code)) as unknown as [TLiteral<Code>]);
const Month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' });
const Asked = { fromMonth: Month, toMonth: Month, by: codeOf(captureDimensions) };
const Count = {
  kept: Type.Integer(),
  transferred: Type.Integer(),
  elsewhere: Type.Integer(),
  decided: Type.Integer(),
  /** With one digit after the point; null where nothing was decided. */
  percent: orNull(Text),
};

/** Computes which share of prescriptions was kept. */
export const getCapture = endpoint({
  module: 'prospects',
  name: 'get-capture',
  kind: 'query',
  summary:
    'Computes which share of decided specialty prescriptions and prospective patients was kept, by clinic, payer or reason.',
  permission: prospectPermissions.seeCapture,
  request: Type.Object(Asked),
  response: Type.Object({
    total: Type.Object(Count),
    /** Specialty prescriptions that were refused or cancelled for a reason that counts neither way. */
    notCounted: Type.Integer(),
    groups: Type.Array(Type.Object({ key: orNull(Text), label: Text, ...Count })),
  }),
  refusals: [prospectRefusals.monthsReversed],
});

/** Lists what stands behind a number. */
export const listCaptureRows = endpoint({
  module: 'prospects',
  name: 'list-capture-rows',
  kind: 'query',
  summary: 'Lists the prescriptions and prospective patients behind a number of the capture rate, at most 200.',
  permission: prospectPermissions.seeCapture,
  request: Type.Object({
    ...Asked,
    /** Absent for all groups; null for the group where it is not known. */
    key: Type.Optional(orNull(Type.String({ maxLength: 80 }))),
    outcome: orNull(codeOf({ ...captureOutcomes, lost: 0 })),
  }),
  response: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        id: Text,
        patientId: Text,
        patientName: Text,
        subject: Text,
        clinic: orNull(Text),
        payer: orNull(Text),
        outcome: codeOf(captureOutcomes),
        reason: orNull(Text),
        at: Text,
        therapyId: orNull(Text),
        prescriptionId: orNull(Text),
      }),
    ),
  }),
  refusals: [prospectRefusals.monthsReversed],
});
