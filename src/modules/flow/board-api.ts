import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { boardDimensionCodes } from './domain/barrier-board.ts';
import { flowPermissions } from './permissions.ts';

const Text = Type.String();
const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const Dimension = Type.Enum([...boardDimensionCodes]);
const Parts = Type.Array(Type.Object({ by: Dimension, key: orNull(Type.String({ maxLength: 80 })) }), { maxItems: 8 });
const Cursor = Type.Object({ harmOn: Type.String({ format: 'date' }), therapyId: Type.String({ format: 'uuid' }) });

/** Puts the open therapies that something keeps from moving together. */
export const listBarrierBars = endpoint({
  module: 'flow',
  name: 'list-barrier-bars',
  kind: 'query',
  summary:
    'Counts the open therapies that something keeps from moving, by barrier, party, stage, payer, clinic, prescriber, drug or site, with the days lost.',
  permission: flowPermissions.seeFlow,
  request: Type.Object({ by: Dimension, parts: Parts }),
  response: Type.Object({
    bars: Type.Array(
      Type.Object({
        key: orNull(Text),
        label: Text,
        therapies: Type.Integer(),
        late: Type.Integer(),
        daysLost: Type.Integer(),
        medianDays: Type.Number(),
      }),
    ),
    /** The names of the parts that the board is narrowed to, in their order. */
    partLabels: Type.Array(Text),
  }),
});

/** Lists the therapies behind a bar. */
export const listBarrierRows = endpoint({
  module: 'flow',
  name: 'list-barrier-rows',
  kind: 'query',
  summary:
    'Lists open therapies with the one thing that keeps each from moving, those longest without doses first, 50 at a time.',
  permission: flowPermissions.seeFlow,
  request: Type.Object({ parts: Parts, after: orNull(Cursor) }),
  response: Type.Object({
    rows: Type.Array(
      Type.Object({
        therapyId: Text,
        number: Text,
        patientId: Text,
        drugName: Text,
        stageLabel: Text,
        clause: Text,
        whoseMove: Text,
        party: Text,
        since: Text,
        daysLost: Type.Integer(),
        cost: Type.Object({ harmOn: Text, sentence: Text, daysWithout: Type.Integer() }),
        payer: orNull(Text),
        prescriber: orNull(Text),
        clinic: orNull(Text),
        siteName: Text,
      }),
    ),
    next: orNull(Cursor),
  }),
});
