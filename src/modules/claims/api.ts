import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import type { ClaimState } from './domain/claim-lifecycle.ts';
import type { EligibilityState } from './domain/eligibility.ts';
import type { ExchangeOutcome, ExchangeTransaction } from './domain/exchange.ts';
import type { EditOutcome } from './domain/payer-rules.ts';
import { claimPermissions } from './permissions.ts';
import { claimRefusals } from './refusals.ts';

/** Finds claims by the payer's number. */
export const findClaims = endpoint({
  module: 'claims',
  name: 'find-claims',
  kind: 'query',
  summary: 'Finds claims by the authorization number that the payer answered with (NCPDP 503-F3).',
  permission: claimPermissions.seeClaims,
  request: Type.Object({ authorizationNumber: Type.String({ minLength: 2, maxLength: 40 }) }),
  response: Type.Object({
    claims: Type.Array(
      Type.Object({
        claimId: Type.String(),
        fillId: Type.String(),
        patientName: Type.String(),
        dateOfService: Type.String(),
        state: Type.String(),
      }),
    ),
  }),
});

const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const State = Type.Unsafe<ClaimState>(Type.String());
const Line = Type.Object({
  field: Type.String(),
  label: Type.String(),
  sent: orNull(Type.String()),
  answeredField: orNull(Type.String()),
  answered: orNull(Type.String()),
});

/** Shows what was said about the claims of a fill. */
export const getFillClaims = endpoint({
  module: 'claims',
  name: 'get-fill-claims',
  kind: 'query',
  summary:
    'Shows the claims of a fill by payer: what was found before sending, and what was sent beside what came back, field by field.',
  permission: claimPermissions.seeClaims,
  request: Type.Object({ fillId: Type.String({ format: 'uuid' }) }),
  response: Type.Object({
    claims: Type.Array(
      Type.Object({
        claimId: Type.String(),
        payerOrder: Type.Integer(),
        planName: Type.String(),
        state: State,
        totalPaidCents: orNull(Type.Integer()),
        patientPayCents: orNull(Type.Integer()),
        isToBeTakenBack: Type.Boolean(),
        rejects: Type.Array(
          Type.Object({
            code: Type.String(),
            sentence: Type.String(),
            firstAction: Type.String(),
            role: Type.String(),
            isRebillable: Type.Boolean(),
            isVerified: Type.Boolean(),
          }),
        ),
        correction: orNull(
          Type.Object({ lines: Type.Array(Type.String()), at: Type.String(), by: orNull(Type.String()) }),
        ),
        findings: Type.Array(
          Type.Object({
            rule: Type.String(),
            version: Type.Integer(),
            outcome: Type.Unsafe<EditOutcome>(Type.String()),
            sentence: Type.String(),
            firstAction: Type.String(),
            facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
            source: orNull(Type.String()),
          }),
        ),
        exchanges: Type.Array(
          Type.Object({
            sequence: Type.Integer(),
            transaction: Type.Unsafe<ExchangeTransaction>(Type.String()),
            beganAt: Type.String(),
            outcome: orNull(Type.Unsafe<ExchangeOutcome>(Type.String())),
            switchName: orNull(Type.String()),
            lines: Type.Array(Line),
          }),
        ),
      }),
    ),
  }),
});

const openFilter = {
  kind: Type.Optional(Type.Union([Type.Literal('rejected'), Type.Literal('unanswered')])),
  planId: Type.Optional(Type.String({ format: 'uuid' })),
  code: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  /** Only claims that have waited this many hours at least. */
  waitsHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
};
const OpenSum = Type.Object({ count: Type.Integer(), claimedCents: Type.Integer(), oldestAt: orNull(Type.String()) });

/** Sums up the claims that need somebody. */
export const sumOpenClaims = endpoint({
  module: 'claims',
  name: 'sum-open-claims',
  kind: 'query',
  summary: 'Counts the claims that need somebody with the money that waits, and the payers and codes to narrow by.',
  permission: claimPermissions.seeClaims,
  request: Type.Object(openFilter),
  response: Type.Object({
    rejected: OpenSum,
    unanswered: OpenSum,
    plans: Type.Array(Type.Object({ planId: Type.String(), planName: Type.String(), count: Type.Integer() })),
    codes: Type.Array(Type.Object({ code: Type.String(), sentence: Type.String(), count: Type.Integer() })),
  }),
});

/** Lists the claims that need somebody. */
export const listOpenClaims = endpoint({
  module: 'claims',
  name: 'list-open-claims',
  kind: 'query',
  summary:
    'Lists a page of the rejected claims that are still open and of the claims that no payer answered, the oldest first.',
  permission: claimPermissions.seeClaims,
  request: Type.Object({
    ...openFilter,
    after: Type.Optional(
      Type.Object({ since: Type.String({ format: 'date-time' }), claimId: Type.String({ format: 'uuid' }) }),
    ),
  }),
  response: Type.Object({
    claims: Type.Array(
      Type.Object({
        claimId: Type.String(),
        fillId: Type.String(),
        patientName: Type.String(),
        planName: Type.String(),
        state: State,
        kind: Type.Unsafe<'rejected' | 'unanswered'>(Type.String()),
        reason: Type.String(),
        firstAction: Type.String(),
        role: Type.String(),
        isRebillable: Type.Boolean(),
        claimedCents: Type.Integer(),
        since: Type.String(),
      }),
    ),
    next: orNull(Type.Object({ since: Type.String(), claimId: Type.String() })),
  }),
});

const Coverage = Type.Object({ patientId: Type.String({ format: 'uuid' }) });

/** Shows what payers answered about a patient's coverage. */
export const listEligibility = endpoint({
  module: 'claims',
  name: 'list-eligibility',
  kind: 'query',
  summary:
    'Lists the coverages of a patient that a payer can be asked about, each with what was last asked and answered.',
  permission: claimPermissions.seeClaims,
  request: Coverage,
  response: Type.Object({
    coverages: Type.Array(
      Type.Object({
        coverageId: Type.String(),
        planName: Type.String(),
        payerOrder: Type.Integer(),
        isAskable: Type.Boolean(),
        checks: Type.Array(
          Type.Object({
            checkId: Type.String(),
            askedOn: Type.String(),
            askedAt: Type.String(),
            askedBy: orNull(Type.String()),
            state: Type.Unsafe<EligibilityState>(Type.String()),
            sentence: Type.String(),
            lines: Type.Array(Line),
          }),
        ),
      }),
    ),
  }),
});

/** Asks a payer whether it covers a patient. */
export const checkEligibility = endpoint({
  module: 'claims',
  name: 'check-eligibility',
  kind: 'command',
  summary: 'Asks the payer of a coverage whether it covers the patient today (E1). The question bills nothing.',
  permission: claimPermissions.checkEligibility,
  request: Type.Object({ patientId: Type.String({ format: 'uuid' }), coverageId: Type.String({ format: 'uuid' }) }),
  response: Type.Object({ checkId: Type.String() }),
  refusals: [claimRefusals.unknownCoverage, claimRefusals.coverageWithoutPlan],
});
