import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { identityRefusals } from '../identity/language.ts';
import type { RequiredPart } from './domain/payer-rules.ts';
import { claimPermissions } from './permissions.ts';
import { claimRefusals } from './refusals.ts';

const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const Outcome = Type.Union([Type.Literal('reject'), Type.Literal('review'), Type.Literal('ignore')]);
const Part = Type.Unsafe<RequiredPart>(
  Type.Enum(['groupNumber', 'pcn', 'priorAuthorizationNumber', 'submissionClarification', 'drugUseOutcomes']),
);
const Rules = Type.Object({
  required: Type.Array(Part, { maxItems: 5 }),
  mostDaysSupply: orNull(Type.Integer({ minimum: 1, maximum: 365 })),
  mostQuantityThousandths: orNull(Type.Integer({ minimum: 1 })),
  takesLaterClaims: Type.Boolean(),
  answersRepeats: Type.Boolean(),
  filingDays: orNull(Type.Integer({ minimum: 1, maximum: 1_000 })),
  earlyRefillPercent: orNull(Type.Integer({ minimum: 1, maximum: 100 })),
  authorizationPlace: Type.Union([Type.Literal('claim-segment'), Type.Literal('prior-authorization-segment')]),
  outcomes: Type.Record(Type.String({ maxLength: 60 }), Outcome),
});
const payer = { bin: Type.String(), pcn: Type.String(), groupNumber: Type.String() };
const Line = Type.Object({ label: Type.String(), value: Type.String() });

/** Shows the rule book of the payers. */
export const getRuleBook = endpoint({
  module: 'claims',
  name: 'get-rule-book',
  kind: 'query',
  summary:
    'Shows what payers ask of claims by BIN, PCN and group with day and source, what is proposed, and what reject codes mean.',
  permission: claimPermissions.seeClaims,
  request: Type.Object({}),
  response: Type.Object({
    today: Type.String(),
    rules: Type.Array(
      Type.Object({
        ...payer,
        planNames: Type.Array(Type.String()),
        validFrom: Type.String(),
        standing: Type.Union([Type.Literal('past'), Type.Literal('now'), Type.Literal('later')]),
        source: Type.String(),
        isVerified: Type.Boolean(),
        lines: Type.Array(Line),
        rules: Rules,
      }),
    ),
    proposals: Type.Array(
      Type.Object({
        ...payer,
        proposalId: Type.String(),
        validFrom: Type.String(),
        proposedBy: Type.String(),
        proposerName: Type.String(),
        proposedAt: Type.String(),
        changes: Type.Array(Type.Object({ label: Type.String(), before: orNull(Type.String()), after: Type.String() })),
      }),
    ),
    rejectMeanings: Type.Array(
      Type.Object({
        code: Type.String(),
        effectiveFrom: Type.String(),
        sentence: Type.String(),
        firstAction: Type.String(),
        role: Type.String(),
        isRebillable: Type.Boolean(),
        source: Type.String(),
        isVerified: Type.Boolean(),
      }),
    ),
    /** The rules before sending whose outcome a payer may change. */
    edits: Type.Array(Type.Object({ rule: Type.String(), sentence: Type.String() })),
  }),
});

/** Proposes other rules of a payer. */
export const proposePayerRules = endpoint({
  module: 'claims',
  name: 'propose-payer-rules',
  kind: 'command',
  summary: 'Proposes what a payer asks of claims from a later day on; a second person decides.',
  permission: claimPermissions.changePayerRules,
  request: Type.Object({
    bin: Type.String({ pattern: '^[0-9]{6}$' }),
    pcn: Type.String({ maxLength: 10 }),
    groupNumber: Type.String({ maxLength: 40 }),
    validFrom: Type.String({ format: 'date' }),
    source: Type.String({ minLength: 3, maxLength: 300 }),
    isVerified: Type.Boolean(),
    rules: Rules,
  }),
  response: Type.Object({ proposalId: Type.String() }),
  refusals: [
    claimRefusals.rulesTooSoon,
    claimRefusals.rulesOfDayStand,
    claimRefusals.rulesUnchanged,
    claimRefusals.rulesUnknown,
    identityRefusals.freshProofNeeded,
  ],
});

/** Decides on proposed rules. */
export const decidePayerRules = endpoint({
  module: 'claims',
  name: 'decide-payer-rules',
  kind: 'command',
  summary:
    'Approves or declines what another person proposed of a payer’s rules; approval enters exactly what was proposed.',
  permission: claimPermissions.changePayerRules,
  request: Type.Object({
    proposalId: Type.String({ format: 'uuid' }),
    decision: Type.Union([Type.Literal('approved'), Type.Literal('declined')]),
  }),
  response: Type.Object({}),
  refusals: [
    identityRefusals.unknownProposal,
    identityRefusals.proposalDecided,
    identityRefusals.proposalExpired,
    identityRefusals.ownProposal,
    identityRefusals.freshProofNeeded,
    claimRefusals.rulesTooSoon,
    claimRefusals.rulesOfDayStand,
  ],
});
