import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import type { ContractRate, DrugClass, GuaranteeKind, PriceBasis } from './domain/contract-terms.ts';
import type { ExpectationGap, ExpectedLine } from './domain/expected-payment.ts';
import { contractPermissions } from './permissions.ts';
import { contractRefusals } from './refusals.ts';

const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const code = <Code extends string>() => Type.Unsafe<Code>(Type.String());
const Cents = Type.Integer();
const leg = {
  basis: code<PriceBasis>(),
  adjustTenThousandths: Type.Integer(),
  listCode: orNull(Type.String()),
};
const Rate = Type.Object({
  drugs: code<DrugClass>(),
  daysFrom: Type.Integer(),
  daysTo: orNull(Type.Integer()),
  legs: Type.Array(Type.Object(leg)),
  dispensingFeeCents: Type.Unsafe<ContractRate['dispensingFeeCents']>(Cents),
});

/** Lists contracts. */
export const listContracts = endpoint({
  module: 'contracts',
  name: 'list-contracts',
  kind: 'query',
  summary: 'Lists the contracts of payers with every version that came into force, its terms and its source.',
  permission: contractPermissions.seeContracts,
  request: Type.Object({}),
  response: Type.Object({
    versions: Type.Array(
      Type.Object({
        contractId: Type.String(),
        name: Type.String(),
        payerName: orNull(Type.String()),
        planName: orNull(Type.String()),
        bin: orNull(Type.String()),
        pcn: orNull(Type.String()),
        groupNumber: orNull(Type.String()),
        version: Type.Integer(),
        validFrom: Type.String(),
        source: Type.String(),
        isSynthetic: Type.Boolean(),
        terms: Type.Object({
          rates: Type.Array(Rate),
          transactionFeeCents: Cents,
          concessionTenThousandths: Type.Integer(),
          macAppealDays: orNull(Type.Integer()),
          guarantees: Type.Array(
            Type.Object({
              kind: code<GuaranteeKind>(),
              target: Type.Integer(),
              sides: code<'one' | 'two'>(),
              reserveCents: Cents,
            }),
          ),
        }),
      }),
    ),
  }),
});

/** Reads what a claim should be paid. */
export const getExpectedPayment = endpoint({
  module: 'contracts',
  name: 'get-expected-payment',
  kind: 'query',
  summary:
    'Reads what was expected of a claim when it was billed: every price tried, its day and source, and which one counts.',
  permission: contractPermissions.seeExpectedPayments,
  request: Type.Object({ claimId: Type.String({ format: 'uuid' }) }),
  response: Type.Object({
    contract: orNull(
      Type.Object({
        contractId: Type.String(),
        name: Type.String(),
        version: Type.Integer(),
        validFrom: Type.String(),
        source: Type.String(),
        isSynthetic: Type.Boolean(),
      }),
    ),
    amountCents: orNull(Cents),
    keptCents: orNull(Cents),
    gaps: Type.Array(code<ExpectationGap>()),
    rate: orNull(Rate),
    legs: Type.Array(
      Type.Object({
        ...leg,
        price: orNull(
          Type.Object({
            unitPrice: Type.Integer(),
            validFrom: Type.String(),
            source: Type.String(),
            isSynthetic: Type.Boolean(),
          }),
        ),
        contractUnitPrice: orNull(Type.Integer()),
        totalCents: orNull(Cents),
        isChosen: Type.Boolean(),
      }),
    ),
    lines: Type.Array(Type.Object({ line: code<ExpectedLine['line']>(), cents: Cents, isLater: Type.Boolean() })),
  }),
  refusals: [contractRefusals.nothingExpected],
});
