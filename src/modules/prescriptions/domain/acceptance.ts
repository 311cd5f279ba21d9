import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import type { RefusalFacts } from '../../../kernel/refusal.ts';
import type { AcceptanceFacts, ValidityRule } from './acceptance-facts.ts';
import { namePharmacies } from './pharmacy-limit.ts';

/** What a rule found. `indeterminate` means that something it needs is not known yet. */
export interface AcceptanceFinding {
  readonly rule: AcceptanceRule;
  readonly version: number;
  readonly outcome: 'pass' | 'fail' | 'indeterminate' | 'overridden';
  readonly evidence: RefusalFacts;
}

/** A decision with every rule that led to it. `expiresOn` is the last day on which the prescription may be filled. */
export interface AcceptanceDecision {
  readonly decision: 'accepted' | 'parked' | 'needs-person' | 'cancelled';
  readonly reasons: readonly AcceptanceRule[];
  readonly findings: readonly AcceptanceFinding[];
  readonly expiresOn: CalendarDay | null;
}

interface RuleDeclaration {
  readonly version: number;
  /** What is wrong when the rule does not pass, for a person. */
  readonly sentence: string;
  /** Whether a pharmacist or intake technician may let the prescription pass all the same. */
  readonly mayBeOverridden: boolean;
  /** Says what is wrong in the words of the case; null where the general sentence says it. */
  readonly tell?: (evidence: RefusalFacts) => string | null;
  /** What is said while the answer is not known, for a rule that lets the prescription pass all the same then. */
  readonly whileUnknown?: string;
  readonly check: (facts: AcceptanceFacts) => Checked;
}

type Checked = readonly ['pass' | 'fail' | 'indeterminate', RefusalFacts?];

const declarations = {
  'not-cancelled': {
    version: 1,
    sentence: 'The sender cancelled this prescription before it arrived.',
    mayBeOverridden: false,
    check: (facts: AcceptanceFacts): Checked => [facts.isCancelledAlready ? 'fail' : 'pass'],
  },
  'not-controlled': {
    version: 1,
    sentence: 'Certified handling of controlled substances does not exist here yet.',
    mayBeOverridden: false,
    check: checkControlled,
  },
  'patient-known': {
    version: 1,
    sentence: 'Which patient this is has to be settled.',
    mayBeOverridden: false,
    check: (facts: AcceptanceFacts): Checked => [facts.patient === null ? 'indeterminate' : 'pass'],
  },
  'patient-living': {
    version: 1,
    sentence: 'The patient is recorded as deceased.',
    mayBeOverridden: false,
    check: (facts: AcceptanceFacts): Checked =>
      facts.patient === null ? ['indeterminate'] : [facts.patient.isDeceased ? 'fail' : 'pass'],
  },
  'prescriber-known': {
    version: 1,
    sentence: 'Who prescribed has to be settled.',
    mayBeOverridden: false,
    check: (facts: AcceptanceFacts): Checked => [facts.hasPrescriber ? 'pass' : 'indeterminate'],
  },
  'prescriber-in-standing': {
    version: 1,
    sentence: 'The prescriber is recorded as inactive, deceased or sanctioned on the day on which it was written.',
    mayBeOverridden: false,
    whileUnknown: 'No source is on record that says how the prescriber stood on the day on which it was written.',
    check: checkStanding,
  },
  'drug-known': {
    version: 1,
    sentence: 'Which drug is meant has to be settled.',
    mayBeOverridden: false,
    check: (facts: AcceptanceFacts): Checked => [
      facts.drug === null || facts.drug.ingredientRxcui === null ? 'indeterminate' : 'pass',
    ],
  },
  'drug-dispensable': {
    version: 2,
    sentence: 'The drug is of limited distribution: confirm that this pharmacy has access to it.',
    tell: ({ network }) =>
      typeof network === 'string' ? `This pharmacy is not in the network of this drug, but ${network}.` : null,
    mayBeOverridden: true,
    check: checkNetwork,
  },
  'plan-pays-here': {
    version: 1,
    sentence: 'The plan pays for this drug at another pharmacy alone.',
    tell: ({ plan, pharmacies }) => `${plan} pays for this drug only at ${pharmacies}.`,
    mayBeOverridden: true,
    check: checkPlan,
  },
  'written-date-given': {
    version: 1,
    sentence: 'The date on which it was written is missing or lies in the future.',
    mayBeOverridden: false,
    check: checkWrittenDate,
  },
  'not-expired': {
    version: 1,
    sentence: 'It was written too long ago to be filled.',
    mayBeOverridden: false,
    check: checkExpiry,
  },
  'quantity-given': {
    version: 1,
    sentence: 'The quantity to dispense is missing.',
    mayBeOverridden: false,
    check: (facts: AcceptanceFacts): Checked => [(facts.quantityThousandths ?? 0) > 0 ? 'pass' : 'fail'],
  },
  'directions-given': {
    version: 1,
    sentence: 'The directions are missing.',
    mayBeOverridden: false,
    check: (facts: AcceptanceFacts): Checked => [facts.hasDirections ? 'pass' : 'fail'],
  },
  'refills-plausible': {
    version: 1,
    sentence: 'The number of refills cannot be right.',
    mayBeOverridden: false,
    check: checkRefills,
  },
  'ship-to-state-known': {
    version: 1,
    sentence: 'The state that the drug goes to is not known.',
    mayBeOverridden: false,
    check: (facts: AcceptanceFacts): Checked => [facts.shipToState === null ? 'fail' : 'pass'],
  },
  'pharmacy-licensed': {
    version: 1,
    sentence: 'The pharmacy has no valid license for the state that the drug goes to.',
    mayBeOverridden: false,
    check: (facts: AcceptanceFacts): Checked => checkLicence(facts, 'pharmacy'),
  },
  'pharmacist-licensed': {
    version: 1,
    sentence: 'No pharmacist of this pharmacy has a valid license for the state that the drug goes to.',
    mayBeOverridden: false,
    check: (facts: AcceptanceFacts): Checked => checkLicence(facts, 'pharmacist'),
  },
  'no-duplicate': {
    version: 2,
    sentence: 'The same drug was ordered for this patient a short time ago: say whether this is the same order.',
    mayBeOverridden: false,
    check: checkDuplicate,
  },
} as const satisfies Record<string, RuleDeclaration>;

export type AcceptanceRule = keyof typeof declarations;

/** Every rule of acceptance in the order in which it is shown. */
export const acceptanceRules: Readonly<Record<AcceptanceRule, RuleDeclaration>> = declarations;

/** Says what a rule found in a sentence for a person, in the words of the case where the rule has them. */
export function tellFinding({ rule, outcome, evidence }: AcceptanceFinding): string {
  const { sentence, whileUnknown, tell } = acceptanceRules[rule];
  if (outcome === 'indeterminate') return whileUnknown ?? sentence;
  return tell?.(evidence) ?? sentence;
}

/** Rules that are settled by matching rather than by reading the prescription. */
export const matchingRules: ReadonlySet<AcceptanceRule> = new Set(['patient-known', 'prescriber-known', 'drug-known']);

/** Tells whether a person may let a prescription pass although a rule did not. */
export function mayOverride(rule: string): rule is AcceptanceRule {
  return Object.hasOwn(declarations, rule) && acceptanceRules[rule as AcceptanceRule].mayBeOverridden;
}

/**
 * Decides whether a prescription is accepted, and explains it by every rule. One that was cancelled before it came stays cancelled;
 * a controlled substance is parked whatever else is known; anything else that does not pass is for a person.
 */
export function decideAcceptance(facts: AcceptanceFacts): AcceptanceDecision {
  const findings = (Object.keys(declarations) as AcceptanceRule[]).map((rule) => evaluate(rule, facts));
  const open = findings.filter(isOpen);
  const isAgainst = (rule: AcceptanceRule): boolean =>
    open.some((finding) => finding.rule === rule && finding.outcome === 'fail');
  return {
    decision: chooseDecision(isAgainst, open.length),
    reasons: open.filter(isRoot).map(({ rule }) => rule),
    findings,
    expiresOn: computeExpiry(facts),
  };
}

/** Computes the last day on which a prescription may be filled: the earliest that any of the rules, or the sender, allows. */
export function computeExpiry(
  facts: Pick<AcceptanceFacts, 'writtenOn' | 'validity' | 'validUntil'>,
): CalendarDay | null {
  const { writtenOn } = facts;
  const [strictest] = sortByLength(facts.validity);
  if (writtenOn === null || strictest === undefined) return null;
  const byRule = addDays(writtenOn, strictest.validDays);
  return facts.validUntil !== null && facts.validUntil < byRule ? facts.validUntil : byRule;
}

/** A rule that did not pass stops the prescription, and so does one that is not known yet, unless it says otherwise. */
function isOpen({ rule, outcome }: AcceptanceFinding): boolean {
  return outcome === 'fail' || (outcome === 'indeterminate' && acceptanceRules[rule].whileUnknown === undefined);
}

/** A rule that waits for what another rule asks for is no reason of its own. */
function isRoot({ rule, outcome }: AcceptanceFinding): boolean {
  return outcome === 'fail' || matchingRules.has(rule);
}

function chooseDecision(
  isAgainst: (rule: AcceptanceRule) => boolean,
  reasonCount: number,
): AcceptanceDecision['decision'] {
  if (isAgainst('not-cancelled')) return 'cancelled';
  if (isAgainst('not-controlled')) return 'parked';
  return reasonCount === 0 ? 'accepted' : 'needs-person';
}

function evaluate(rule: AcceptanceRule, facts: AcceptanceFacts): AcceptanceFinding {
  const { version, mayBeOverridden, check } = acceptanceRules[rule];
  const [checked, evidence = {}] = check(facts);
  const isOverridden = checked === 'fail' && mayBeOverridden && facts.overridden.includes(rule);
  return { rule, version, outcome: isOverridden ? 'overridden' : checked, evidence };
}

/** A drug that nobody has resolved yet is controlled when the sender says so. */
function checkControlled(facts: AcceptanceFacts): Checked {
  const schedule = facts.drug?.deaSchedule ?? facts.statedSchedule;
  if (schedule !== null) return ['fail', { schedule }];
  return [facts.drug === null ? 'indeterminate' : 'pass'];
}

/** Whether we are in the network is asked of a person only while nobody has recorded it. */
function checkNetwork({ drug, limits: { network } }: AcceptanceFacts): Checked {
  if (drug === null) return ['indeterminate'];
  if (!drug.limitedDistribution) return ['pass'];
  if (network === null || network.pharmacies.length === 0) return ['fail', { network: null }];
  const { pharmacies, includesUs } = network;
  const { source = '', isVerified = false } = pharmacies[0] ?? {};
  return [includesUs ? 'pass' : 'fail', { network: namePharmacies(pharmacies), source, isVerified }];
}

function checkPlan({ limits: { plan } }: AcceptanceFacts): Checked {
  if (plan === null) return ['pass'];
  const { planName, pharmacies, includesUs } = plan;
  const { source = '', isVerified = false } = pharmacies[0] ?? {};
  const evidence = { plan: planName, pharmacies: namePharmacies(pharmacies), source, isVerified };
  return [includesUs ? 'pass' : 'fail', evidence];
}

function checkStanding({ prescriberStanding, writtenOn }: AcceptanceFacts): Checked {
  if (prescriberStanding === null) return ['indeterminate', { writtenOn }];
  const { status, from, source } = prescriberStanding;
  return [status === 'active' ? 'pass' : 'fail', { status, from, source, writtenOn }];
}

/** A possible duplicate stands against a prescription until a person has said what it is. */
function checkDuplicate({ duplicate }: AcceptanceFacts): Checked {
  if (duplicate === null) return ['pass'];
  const { settled, likenesses, ...compared } = duplicate;
  const evidence = { ...compared, likenesses: likenesses.join(' '), resolution: settled?.resolution ?? null };
  return [settled === null ? 'fail' : 'pass', { ...evidence, reasonCode: settled?.reasonCode ?? null }];
}

function checkWrittenDate(facts: AcceptanceFacts): Checked {
  if (facts.writtenOn === null) return ['fail'];
  // The pharmacy's day may lag behind that of a prescriber further east by one.
  return facts.writtenOn > addDays(facts.today, 1) ? ['fail', { writtenOn: facts.writtenOn }] : ['pass'];
}

function checkExpiry(facts: AcceptanceFacts): Checked {
  const expiresOn = computeExpiry(facts);
  const [strictest] = sortByLength(facts.validity);
  if (expiresOn === null || strictest === undefined) return ['indeterminate'];
  const { state, validDays, source, isVerified } = strictest;
  const stated = facts.validUntil === expiresOn ? { validUntil: facts.validUntil } : {};
  return [facts.today > expiresOn ? 'fail' : 'pass', { expiresOn, state, validDays, source, isVerified, ...stated }];
}

function sortByLength(rules: readonly ValidityRule[]): readonly ValidityRule[] {
  return rules.toSorted((left, right) => left.validDays - right.validDays);
}

function checkRefills(facts: AcceptanceFacts): Checked {
  const refills = facts.refills ?? 0;
  return [Number.isSafeInteger(refills) && refills >= 0 && refills <= 99 ? 'pass' : 'fail', { refills }];
}

function checkLicence(facts: AcceptanceFacts, kind: 'pharmacy' | 'pharmacist'): Checked {
  const { shipToState, today } = facts;
  if (shipToState === null) return ['indeterminate'];
  const isValid = facts.licences.some(
    (licence) =>
      licence.kind === kind &&
      licence.state === shipToState &&
      licence.validFrom <= today &&
      (licence.validTo === null || today <= licence.validTo),
  );
  return [isValid ? 'pass' : 'fail', { state: shipToState }];
}
