import { type TLiteral, type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { elsewhereReasons, notCandidateReasons, prospectStates } from './domain/prospect.ts';
import { prospectPermissions } from './permissions.ts';
import { prospectRefusals } from './refusals.ts';

const Id = Type.String({ format: 'uuid' });
const Text = Type.String();
const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const codeOf = <Code extends string>(table: Readonly<Record<Code, unknown>>) =>
  Type.Union((Object.keys(table) as Code[]).map((code) => Type.Literal(code)) as unknown as [TLiteral<Code>]);

/** Lists prospective patients. */
export const listProspects = endpoint({
  module: 'prospects',
  name: 'list-prospects',
  kind: 'query',
  summary:
    'Lists prospective patients: to be worked by their next appointment, or over by what changed last, with why each was found.',
  permission: prospectPermissions.seeProspects,
  request: Type.Object({ view: codeOf({ open: 0, joined: 0, elsewhere: 0, none: 0 }) }),
  response: Type.Object({
    counts: Type.Object({
      open: Type.Integer(),
      joined: Type.Integer(),
      elsewhere: Type.Integer(),
      none: Type.Integer(),
    }),
    prospects: Type.Array(
      Type.Object({
        prospectId: Text,
        version: Type.Integer(),
        patientId: Text,
        patientName: Text,
        clinicName: Text,
        siteName: Text,
        timeZone: Text,
        appointmentAt: Text,
        diseaseState: Text,
        diagnosisCode: orNull(Text),
        /** The classes of drugs that are usual for the disease state. */
        expectedDrugs: Type.Array(Text),
        why: Type.Array(Text),
        listSource: Text,
        isListVerified: Type.Boolean(),
        state: codeOf(prospectStates),
        reasonCode: orNull(Text),
        therapyId: orNull(Text),
        therapyNumber: orNull(Text),
        changedAt: Text,
        changedByName: orNull(Text),
      }),
    ),
  }),
});

const step = <To extends string, Reason extends TSchema>(to: To, reason: Reason) =>
  Type.Object({ to: Type.Literal(to), reasonCode: reason });

/** Records what became of a prospect. */
export const settleProspect = endpoint({
  module: 'prospects',
  name: 'settle-prospect',
  kind: 'command',
  summary:
    'Records that the clinic was contacted, that a patient went elsewhere or is no candidate, or takes that back.',
  permission: prospectPermissions.workProspects,
  request: Type.Object({
    prospectId: Id,
    expectedVersion: Type.Integer({ minimum: 1 }),
    step: Type.Union([
      Type.Object({ to: Type.Union([Type.Literal('contacted'), Type.Literal('found')]) }),
      step('elsewhere', codeOf(elsewhereReasons)),
      step('not-candidate', codeOf(notCandidateReasons)),
    ]),
  }),
  response: Type.Object({ prospectId: Text, version: Type.Integer(), state: codeOf(prospectStates) }),
  refusals: [
    prospectRefusals.unknownProspect,
    prospectRefusals.prospectMoved,
    prospectRefusals.stepNotAllowed,
    prospectRefusals.alreadyOpen,
  ],
});
