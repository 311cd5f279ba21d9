import { type TSchema, Type } from 'typebox';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { endpoint } from '../../kernel/endpoint.ts';
import type { WaterfallStepCode } from './domain/claim-waterfall.ts';
import { type Account, accounts } from './domain/ledger.ts';
import { type MarginDimension, marginDimensions } from './domain/margin.ts';
import { revenuePermissions } from './permissions.ts';
import { revenueRefusals } from './refusals.ts';

const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const codesOf = <Code extends string>(codes: readonly string[]) =>
  Type.Unsafe<Code>(Type.Union(codes.map((code) => Type.Literal(code))));

const Cents = Type.Integer();
const Day = Type.Unsafe<CalendarDay>(Type.String({ format: 'date' }));
const Dimension = codesOf<MarginDimension>(Object.keys(marginDimensions));
const Selection = {
  from: Day,
  until: Day,
  parts: Type.Array(Type.Object({ by: Dimension, key: Type.String({ maxLength: 60 }) }), { maxItems: 5 }),
};
const seeing = { module: 'revenue', permission: revenuePermissions.seeRevenue } as const;

/** Reads margins. */
export const getMargins = endpoint({
  ...seeing,
  name: 'get-margins',
  kind: 'query',
  summary:
    'Sums the waterfall of claims of a time, narrowed by payer, drug, clinic, therapy or month, with the margins by one of these.',
  request: Type.Object({ by: Dimension, ...Selection }),
  response: Type.Object({
    claims: Type.Integer(),
    underwater: Type.Integer(),
    withoutPrice: Type.Integer(),
    reimbursementCents: Cents,
    netMarginCents: Cents,
    steps: Type.Array(
      Type.Object({
        step: Type.Unsafe<WaterfallStepCode>(Type.String()),
        cents: Cents,
        afterCents: Cents,
        isTotal: Type.Boolean(),
        accounts: Type.Array(codesOf<Account>(Object.keys(accounts))),
      }),
    ),
    bars: Type.Array(
      Type.Object({
        key: Type.String(),
        name: orNull(Type.String()),
        claims: Type.Integer(),
        reimbursementCents: Cents,
        costCents: Cents,
        netMarginCents: Cents,
        underwater: Type.Integer(),
      }),
    ),
  }),
});

/** Lists the margins of single claims. */
export const listClaimMargins = endpoint({
  ...seeing,
  name: 'list-claim-margins',
  kind: 'query',
  summary: 'Lists the margins of the claims behind a sum, those that lose most first, fifty at a time.',
  request: Type.Object({
    ...Selection,
    after: Type.Optional(Type.Object({ netMarginCents: Type.Integer(), claimId: Type.String({ format: 'uuid' }) })),
  }),
  response: Type.Object({
    claims: Type.Array(
      Type.Object({
        claimId: Type.String(),
        patientId: orNull(Type.String()),
        payerName: orNull(Type.String()),
        drugName: Type.String(),
        serviceOn: Day,
        reimbursementCents: Cents,
        costCents: Cents,
        netMarginCents: Cents,
      }),
    ),
  }),
});

/** Takes margins out as a file. */
export const exportMargins = endpoint({
  module: 'revenue',
  permission: revenuePermissions.exportRevenue,
  name: 'export-margins',
  kind: 'query',
  summary: 'Gives the margins by one dimension as CSV or Parquet; amounts in Parquet are whole cents.',
  request: Type.Object({ by: Dimension, ...Selection, format: codesOf<'csv' | 'parquet'>(['csv', 'parquet']) }),
  response: Type.Object({}),
  download: true,
  refusals: [revenueRefusals.exportTooLarge],
});
