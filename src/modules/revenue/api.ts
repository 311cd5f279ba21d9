import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import type { ClaimState } from '../claims/language.ts';
import type { WaterfallStepCode } from './domain/claim-waterfall.ts';
import type { DetectorCode } from './domain/detector.ts';
import { type FindingDeed, type FindingState, findingDeeds } from './domain/finding-lifecycle.ts';
import { type Account, accounts, type CauseKind } from './domain/ledger.ts';
import type { RateKind } from './domain/rate-tracker.ts';
import { type RiskDimension, riskDimensions } from './domain/risk-board.ts';
import { revenuePermissions } from './permissions.ts';
import { revenueRefusals } from './refusals.ts';

const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const codesOf = <Code extends string>(codes: readonly string[]) =>
  Type.Unsafe<Code>(Type.Union(codes.map((code) => Type.Literal(code))));
const code = <Code extends string>() => Type.Unsafe<Code>(Type.String());

const Id = Type.String({ format: 'uuid' });
const Cents = Type.Integer();
const AccountCode = codesOf<Account>(Object.keys(accounts));
const Dimension = codesOf<RiskDimension>(Object.keys(riskDimensions));
const Deed = codesOf<FindingDeed>(Object.keys(findingDeeds));
const Part = Type.Object({ by: Dimension, key: Type.String({ maxLength: 200 }) });
const seeing = { module: 'revenue', permission: revenuePermissions.seeRevenue } as const;

/** Reads the money of a claim. */
export const getClaimMoney = endpoint({
  ...seeing,
  name: 'get-claim-money',
  kind: 'query',
  summary: 'Reads the waterfall of a claim, every posting behind it with its cause, and the history of its messages.',
  request: Type.Object({ claimId: Id }),
  response: Type.Object({
    claim: Type.Object({
      claimId: Type.String(),
      fillId: Type.String(),
      therapyId: Type.String(),
      patientId: Type.String(),
      drugName: Type.String(),
      ndc11: Type.String(),
      quantityThousandths: Type.Integer(),
      daysSupply: Type.Integer(),
      serviceOn: Type.String(),
      state: code<ClaimState>(),
      payerName: orNull(Type.String()),
      authorizationNumber: orNull(Type.String()),
    }),
    /** By contract, when the claim was billed; payer and patient together, as the agreed amount. Null where it is not known. */
    expectedCents: orNull(Cents),
    agreedCents: orNull(Cents),
    benchmark: orNull(Type.Object({ source: Type.String(), isSynthetic: Type.Boolean() })),
    rulesSource: orNull(Type.String()),
    standing: Type.Object({
      steps: Type.Array(
        Type.Object({
          step: code<WaterfallStepCode>(),
          cents: Cents,
          afterCents: Cents,
          isTotal: Type.Boolean(),
          accounts: Type.Array(AccountCode),
        }),
      ),
      reimbursementCents: Cents,
      netMarginCents: Cents,
      remittedCents: Cents,
      openWithPayerCents: Cents,
      openWithPatientCents: Cents,
      refundDueCents: Cents,
      refundReceivedCents: Cents,
      hasCost: Type.Boolean(),
    }),
    postings: Type.Array(
      Type.Object({
        postingSetId: Type.String(),
        number: Type.Integer(),
        account: AccountCode,
        detail: Type.String(),
        cents: Cents,
        causeKind: code<CauseKind>(),
        occurredAt: Type.String(),
        remittanceFileId: orNull(Type.String()),
      }),
    ),
    steps: Type.Array(
      Type.Object({
        sequence: Type.Integer(),
        from: orNull(Type.String()),
        to: code<ClaimState>(),
        reasonCode: orNull(Type.String()),
        rejectCodes: Type.Array(Type.String()),
        at: Type.String(),
      }),
    ),
  }),
  refusals: [revenueRefusals.unknownClaim],
});

/** Lists the money of a therapy's claims. */
export const listTherapyMoney = endpoint({
  ...seeing,
  name: 'list-therapy-money',
  kind: 'query',
  summary: 'Lists the claims of a therapy with what they bring, cost and leave open, the newest first.',
  request: Type.Object({ therapyId: Id }),
  response: Type.Object({
    claims: Type.Array(
      Type.Object({
        claimId: Type.String(),
        serviceOn: Type.String(),
        state: code<ClaimState>(),
        reimbursementCents: Cents,
        netMarginCents: Cents,
        openWithPayerCents: Cents,
        hasCost: Type.Boolean(),
      }),
    ),
  }),
});

/** Reads the board of revenue at risk. */
export const getRiskBoard = endpoint({
  ...seeing,
  name: 'get-risk-board',
  kind: 'query',
  summary:
    'Reads what is at risk by cause, owner, payer or day, with the dearest findings and what changed within a day.',
  request: Type.Object({ by: Dimension, parts: Type.Array(Part, { maxItems: 8 }) }),
  response: Type.Object({
    findings: Type.Integer(),
    atRiskCents: Cents,
    changes: Type.Object({
      opened: Type.Integer(),
      openedCents: Cents,
      closed: Type.Integer(),
      closedCents: Cents,
    }),
    bars: Type.Array(Type.Object({ key: Type.String(), findings: Type.Integer(), atRiskCents: Cents })),
    verdicts: Type.Array(Type.Object({ detector: code<DetectorCode>(), right: Type.Integer(), wrong: Type.Integer() })),
    rows: Type.Array(
      Type.Object({
        findingId: Type.String(),
        detector: code<DetectorCode>(),
        detectorVersion: Type.Integer(),
        claimId: orNull(Type.String()),
        patientId: orNull(Type.String()),
        remittanceFileId: orNull(Type.String()),
        payerName: orNull(Type.String()),
        serviceOn: orNull(Type.String()),
        owner: Type.String(),
        atRiskCents: Cents,
        facts: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String()])),
        state: code<FindingState>(),
        openedAt: Type.String(),
      }),
    ),
  }),
});

/** Lists where guarantees of effective rates stand. */
export const listEffectiveRates = endpoint({
  ...seeing,
  name: 'list-effective-rates',
  kind: 'query',
  summary:
    'Lists the guarantees of effective rates with what the year reached so far, the true-up, its projection and its months.',
  request: Type.Object({}),
  response: Type.Object({
    asOf: Type.String(),
    summedAt: orNull(Type.String()),
    guarantees: Type.Array(
      Type.Object({
        contractId: Type.String(),
        contractName: Type.String(),
        kind: code<RateKind>(),
        target: Type.Integer(),
        sides: code<'one' | 'two'>(),
        reserveCents: Cents,
        claims: Type.Integer(),
        awpCents: Cents,
        ingredientPaidCents: Cents,
        feePaidCents: Cents,
        actual: orNull(Type.Integer()),
        trueUpCents: Cents,
        projectedCents: Cents,
        uncoveredCents: Cents,
        months: Type.Array(
          Type.Object({
            month: Type.String(),
            claims: Type.Integer(),
            awpCents: Cents,
            ingredientPaidCents: Cents,
            feePaidCents: Cents,
          }),
        ),
      }),
    ),
  }),
});

/** Works a finding. */
export const workFinding = endpoint({
  module: 'revenue',
  permission: revenuePermissions.workFindings,
  name: 'work-finding',
  kind: 'command',
  summary: 'Takes or snoozes a finding, or closes it with the verdict whether it was right.',
  request: Type.Object({ findingId: Id, deed: Deed }),
  response: Type.Object({}),
  refusals: [revenueRefusals.unknownFinding, revenueRefusals.findingClosed],
});
