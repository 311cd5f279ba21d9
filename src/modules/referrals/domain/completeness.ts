import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ReferralRequirement } from '../../reference/index.ts';

/** Where a fact comes from: a record that can be opened, or a directory. */
export interface FactOrigin {
  readonly kind: 'prescription' | 'message' | 'staff' | 'import' | 'document' | 'directory';
  readonly id: string | null;
}

/** Something that came with a referral or stands in the chart. */
export interface ReferralFact {
  readonly kind: ReferralRequirement['kind'];
  /** The LOINC code of a result, the use of a consent, the code of a diagnosis, the requirement that a document meets. */
  readonly code: string | null;
  /** What it says, for a person. */
  readonly text: string;
  /** The day from which its age counts; null when it has none. */
  readonly on: CalendarDay | null;
  readonly origin: FactOrigin;
}

/** A required item with what meets it. A `stale` one was met by something that is too old now. */
export interface CheckedItem {
  readonly requirement: ReferralRequirement;
  readonly status: 'met' | 'stale' | 'missing';
  readonly fact: ReferralFact | null;
}

/** How complete a referral is: the share of its items that are met, in whole percent rounded down, so that 100 means all of them. */
export interface Completeness {
  readonly percent: number;
  readonly metCount: number;
  readonly items: readonly CheckedItem[];
}

/** Computes how complete a referral is from what came and what the chart has. Without any requirement nothing is missing. */
export function computeCompleteness(
  requirements: readonly ReferralRequirement[],
  facts: readonly ReferralFact[],
  today: CalendarDay,
): Completeness {
  const items = requirements.map((requirement) => checkItem(requirement, facts, today));
  const metCount = items.filter(({ status }) => status === 'met').length;
  const percent = items.length === 0 ? 100 : Math.floor((metCount * 100) / items.length);
  return { percent, metCount, items };
}

/** Lists the items that are not met, stale ones with them. */
export function listUnmet({ items }: Completeness): readonly CheckedItem[] {
  return items.filter(({ status }) => status !== 'met');
}

function checkItem(requirement: ReferralRequirement, facts: readonly ReferralFact[], today: CalendarDay): CheckedItem {
  const fitting = facts.filter((fact) => isFitting(requirement, fact));
  const fresh = fitting.filter((fact) => isFresh(requirement, fact, today));
  const [fact = null] = (fresh.length > 0 ? fresh : fitting).toSorted(newestFirst);
  const status = fresh.length > 0 ? 'met' : fact === null ? 'missing' : 'stale';
  return { requirement, status, fact };
}

/** A document that was filed for an item meets it, whatever the item is; its age is that of its filing. */
function isFitting({ kind, itemCode, codes, consentUse }: ReferralRequirement, fact: ReferralFact): boolean {
  if (fact.kind === 'document') return fact.code === itemCode;
  if (fact.kind !== kind) return false;
  if (kind === 'laboratory') return fact.code !== null && codes.includes(fact.code);
  if (kind === 'consent') return fact.code === consentUse;
  return kind !== 'diagnosis' || isDiagnosis(codes, fact);
}

/** What the prescription itself is for counts as it is; of the chart only what the drugs of the programme are usually for. */
function isDiagnosis(codes: readonly string[], { code, origin }: ReferralFact): boolean {
  if (code === null) return false;
  return origin.kind === 'prescription' || codes.some((beginning) => code.startsWith(beginning));
}

function isFresh({ maximumAgeDays }: ReferralRequirement, { on }: ReferralFact, today: CalendarDay): boolean {
  return maximumAgeDays === null || (on !== null && on >= addDays(today, -maximumAgeDays));
}

function newestFirst(left: ReferralFact, right: ReferralFact): number {
  return (right.on ?? '').localeCompare(left.on ?? '');
}
