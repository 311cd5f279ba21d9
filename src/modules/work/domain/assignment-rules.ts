import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { workRefusals } from '../refusals.ts';
import { isQueueCode, type QueueCode } from './queue.ts';

/** What an item may ask of whoever takes it, and what it is called on screen. */
export const needKinds = {
  licence: 'License of the state shipped to',
  language: 'Language of the patient',
  skill: 'Skill of the program',
} as const;

/** The code of a kind of need. */
export type NeedKind = keyof typeof needKinds;

/** How strongly a queue asks, and what that is called on screen; a queue that does not ask says nothing. */
export const needStrengths = { must: 'Must', prefer: 'Prefer' } as const;

/** The code of how strongly a queue asks. */
export type NeedStrength = keyof typeof needStrengths;

/** What each queue asks. */
export type QueueNeeds = Readonly<Partial<Record<QueueCode, Readonly<Partial<Record<NeedKind, NeedStrength>>>>>>;

/** One version of what the queues of a tenant ask of people. */
export interface AssignmentRules {
  readonly version: number;
  readonly queues: QueueNeeds;
  /** Everybody is taken to speak it. */
  readonly houseLanguage: string;
  /** Which skill work for a therapy of a programme asks for. */
  readonly skillOfProgramme: Readonly<Record<string, string>>;
  /** By how many minutes an unmet wish puts an item behind others for a person. It never starves: it only waits so much longer. */
  readonly wishMinutes: number;
}

const talking = { language: 'prefer' } as const;

/**
 * What the queues of a tenant ask that has decided nothing. [K] Whether each pharmacist who reviews or verifies must be licensed in the
 * state shipped to differs by state; the strict reading is the standard, and each health system sets its own.
 */
export const standardAssignment: AssignmentRules = {
  version: 1,
  queues: {
    ...{ onboarding: talking, assistance: talking, scheduling: talking, refills: talking, renewals: talking },
    ...{ 'missing-information': talking, 'delivery-exceptions': talking },
    'clinical-review': { licence: 'must', skill: 'prefer' },
    verification: { licence: 'must' },
    monitoring: { licence: 'prefer', language: 'prefer', skill: 'prefer' },
  },
  houseLanguage: 'en',
  skillOfProgramme: { oncology: 'oncology', transplant: 'transplant', 'cell-therapy': 'cell-therapy' },
  wishMinutes: 240,
};

const mostWishMinutes = 20_160;

/** Tells whether rules can be meant: of queues that there are, and with wishes that put work back by two weeks at most. */
export function arePlausibleRules(rules: Omit<AssignmentRules, 'version'>): boolean {
  return Object.keys(rules.queues).every(isQueueCode) && rules.wishMinutes >= 0 && rules.wishMinutes <= mostWishMinutes;
}

/** Decides the next version of the rules, made by somebody who saw the one that holds. */
export function decideAssignmentRules(
  asked: Omit<AssignmentRules, 'version'> & { readonly expectedVersion: number },
  holding: AssignmentRules,
): Result<AssignmentRules> {
  const { expectedVersion, ...content } = asked;
  if (expectedVersion !== holding.version) return refuse(workRefusals.assignmentChanged);
  if (!arePlausibleRules(content)) return refuse(workRefusals.assignmentImplausible);
  return ok({ ...content, version: holding.version + 1 });
}
