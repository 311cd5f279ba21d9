import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ClaimSubmission } from './adjudication.ts';
import { type DatedPayerRules, type EditOutcome, type RequiredPart, requiredParts } from './payer-rules.ts';

/** The prior authorization that stands for a therapy, as far as a claim is held against it. */
export interface StandingAuthorization {
  readonly authorizationNumber: string | null;
  readonly validTo: CalendarDay | null;
  /** What it allows for one fill; null where it says nothing of it. */
  readonly quantityThousandths: number | null;
}

/** Everything that a claim is held against before it is sent. */
export interface PreEditFacts {
  readonly submission: ClaimSubmission;
  readonly authorization: StandingAuthorization | null;
  readonly payerRules: DatedPayerRules | null;
  /** The place of the payer among those of the fill: 1 pays first. */
  readonly payerOrder: number;
  /** Whether the payer is a manufacturer's card, and whether a government program pays before it. */
  readonly isManufacturerCard: boolean;
  readonly hasGovernmentPayer: boolean;
  readonly today: CalendarDay;
}

/** The numbers and codes that a finding follows from; never patient data. */
type EditFacts = Readonly<Record<string, string | number>>;

/** What a rule found. */
export interface EditFinding {
  readonly rule: PreEditCode;
  readonly version: number;
  readonly outcome: EditOutcome;
  readonly facts: EditFacts;
  /** Where the payer says so; null for a rule of the house. */
  readonly source: string | null;
}

interface PreEdit {
  readonly version: number;
  readonly sentence: string;
  readonly firstAction: string;
  readonly outcome: EditOutcome;
  /** Whether a payer may change the outcome; what the law forbids is not up to a contract. */
  readonly isFixed?: true;
  /** Null while the rule has nothing to say. */
  find(facts: PreEditFacts): EditFacts | null;
}

/** The rules that a claim passes before it is sent, in the order in which they are told. */
export const preEdits = {
  'authorization-quantity': {
    version: 1,
    sentence: 'The claim asks for more than the prior authorization allows.',
    firstAction: 'Lower the quantity to what is authorized, or ask for the authorization to be extended',
    outcome: 'reject',
    find: ({ submission, authorization }) => {
      const authorized = authorization?.quantityThousandths ?? null;
      return authorized === null || submission.quantityThousandths <= authorized
        ? null
        : { claimed: submission.quantityThousandths / 1000, authorized: authorized / 1000 };
    },
  },
  'authorization-ended': {
    version: 1,
    sentence: 'The prior authorization ended before the date of service.',
    firstAction: 'Have the authorization renewed',
    outcome: 'review',
    find: ({ submission, authorization }) => {
      const endedOn = authorization?.validTo ?? null;
      return endedOn === null || endedOn >= submission.dateOfService ? null : { endedOn };
    },
  },
  'card-on-government-payer': {
    version: 1,
    sentence: 'A manufacturer’s card never pays after a government program.',
    firstAction: 'Take the card off, and look for a foundation or the low-income subsidy',
    outcome: 'reject',
    isFixed: true,
    // 42 U.S.C. 1320a-7b(b), the Anti-Kickback Statute.
    find: ({ isManufacturerCard, hasGovernmentPayer }) =>
      isManufacturerCard && hasGovernmentPayer ? { rule: '42 U.S.C. 1320a-7b(b)' } : null,
  },
  'later-payer-not-taken': {
    version: 1,
    sentence: 'This payer takes no claims after another payer.',
    firstAction: 'Bill the next payer, or leave the rest with the patient',
    outcome: 'reject',
    find: ({ payerOrder, payerRules }) =>
      payerOrder > 1 && payerRules?.rules.takesLaterClaims === false ? { place: payerOrder } : null,
  },
  'required-part-missing': {
    version: 1,
    sentence: 'The payer asks for something that the claim does not say.',
    firstAction: 'Add what is missing and bill again',
    outcome: 'reject',
    find: ({ submission, payerRules }) => {
      const missing = (payerRules?.rules.required ?? []).filter((part) => !says[part](submission));
      return missing.length === 0 ? null : { missing: missing.map((part) => requiredParts[part]).join(', ') };
    },
  },
  'days-supply-limit': {
    version: 1,
    sentence: 'The days’ supply is more than the payer allows.',
    firstAction: 'Lower the days’ supply, or ask for an override',
    outcome: 'reject',
    find: ({ submission, payerRules }) => exceeds(submission.daysSupply, payerRules?.rules.mostDaysSupply, 1),
  },
  'quantity-limit': {
    version: 1,
    sentence: 'The quantity is more than the payer allows for one fill.',
    firstAction: 'Lower the quantity, or ask for an exception',
    outcome: 'reject',
    find: ({ submission, payerRules }) =>
      exceeds(submission.quantityThousandths, payerRules?.rules.mostQuantityThousandths, 1000),
  },
  'filing-limit': {
    version: 1,
    sentence: 'The time in which the payer takes claims is over.',
    firstAction: 'Ask the payer for an exception, or write the claim off',
    outcome: 'reject',
    find: ({ submission, payerRules, today }) => {
      const days = payerRules?.rules.filingDays ?? null;
      const lastDay = days === null ? null : addDays(submission.dateOfService, days);
      return lastDay === null || today <= lastDay ? null : { lastDay };
    },
  },
} as const satisfies Record<string, PreEdit>;

export type PreEditCode = keyof typeof preEdits;

const says: Readonly<Record<RequiredPart, (submission: ClaimSubmission) => boolean>> = {
  groupNumber: ({ group }) => group !== '',
  pcn: ({ pcn }) => pcn !== '',
  priorAuthorizationNumber: ({ priorAuthorizationNumber }) => priorAuthorizationNumber !== null,
  submissionClarification: ({ correction }) => (correction?.submissionClarificationCodes ?? []).length > 0,
  drugUseOutcomes: ({ drugUseOutcomes = [] }) => drugUseOutcomes.length > 0,
};

function exceeds(claimed: number, allowed: number | null | undefined, scale: number): EditFacts | null {
  return allowed === null || allowed === undefined || claimed <= allowed
    ? null
    : { claimed: claimed / scale, allowed: allowed / scale };
}

/** Holds a claim against every rule and lists what they found, in their order. */
export function findPreEdits(facts: PreEditFacts): readonly EditFinding[] {
  const edits: readonly (readonly [string, PreEdit])[] = Object.entries(preEdits);
  return edits.flatMap(([code, edit]) => {
    const found = edit.find(facts);
    if (found === null) return [];
    const agreed = edit.isFixed === true ? undefined : facts.payerRules?.rules.outcomes[code];
    const source = facts.payerRules?.source ?? null;
    return [
      { rule: code as PreEditCode, version: edit.version, outcome: agreed ?? edit.outcome, facts: found, source },
    ];
  });
}

/** Finds the rule that keeps a claim from being sent: one that rejects it, or one that a person has not looked at. */
export function findStop(findings: readonly EditFinding[], reviewed: readonly string[]): EditFinding | null {
  const rejecting = findings.find(({ outcome }) => outcome === 'reject');
  return rejecting ?? findings.find(({ rule, outcome }) => outcome === 'review' && !reviewed.includes(rule)) ?? null;
}
