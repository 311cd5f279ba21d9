import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { flowPermissions } from './permissions.ts';
import { flowRefusals } from './refusals.ts';

const Text = Type.String();
const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const Standing = {
  forecasts: Type.Integer(),
  inBand: Type.Integer(),
  medianErrorDays: Type.Number(),
};

/** Forecasts the start of a therapy. */
export const getStartForecast = endpoint({
  module: 'flow',
  name: 'get-start-forecast',
  kind: 'query',
  summary:
    'Forecasts on which day a therapy in its start cycle starts, with a band of 10 to 90 percent, from the own history of the pharmacy.',
  permission: flowPermissions.seeFlow,
  request: Type.Object({ therapyId: Type.String({ format: 'uuid' }) }),
  response: Type.Object({
    /** `not-starting` when it is delivered, refilled or ended; `thin` when history says too little. */
    standing: Type.Enum(['forecast', 'thin', 'not-starting']),
    forecast: orNull(
      Type.Object({
        lowOn: Text,
        middleOn: Text,
        highOn: orNull(Text),
        starts: Type.Integer(),
        reasons: Type.Array(Text),
      }),
    ),
    fewestStarts: Type.Integer(),
    learnedAt: orNull(Text),
  }),
  refusals: [flowRefusals.unknownTherapy],
});

/** Tells how forecasts of starts would have done. */
export const getStartCalibration = endpoint({
  module: 'flow',
  name: 'get-start-calibration',
  kind: 'query',
  summary: 'Tells how forecasts of starts would have done on history that was held back, by stage and therapy.',
  permission: flowPermissions.seeFlow,
  request: Type.Object({}),
  response: Type.Object({
    learnedAt: orNull(Text),
    whole: orNull(Type.Object(Standing)),
    stages: Type.Array(Type.Object({ stage: Text, label: Text, ...Standing })),
    points: Type.Array(
      Type.Object({
        therapyId: Text,
        number: Text,
        stageLabel: Text,
        lowDays: Type.Number(),
        middleDays: Type.Number(),
        highDays: orNull(Type.Number()),
        actualDays: Type.Number(),
        isInBand: Type.Boolean(),
      }),
    ),
  }),
});

/** Lists how long stages usually take. */
export const listStageUsuals = endpoint({
  module: 'flow',
  name: 'list-stage-usuals',
  kind: 'query',
  summary: 'Lists how long finished cycles of a kind usually are in each stage, from the own history of the pharmacy.',
  permission: flowPermissions.seeFlow,
  request: Type.Object({ cycleKind: Type.Enum(['start', 'refill']) }),
  response: Type.Object({
    usuals: Type.Array(
      Type.Object({
        stage: Text,
        /** On how many cycles it rests; `milliseconds` is null while they are too few to say. */
        cycles: Type.Integer(),
        milliseconds: orNull(Type.Number()),
      }),
    ),
  }),
});
