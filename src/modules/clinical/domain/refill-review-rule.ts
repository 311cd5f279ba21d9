import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { missedDoseReasons, type RefillAnswers, sideEffectAnswers, visitAnswers } from './refill-call.ts';

/** A rule that sends the answers of a refill call to a pharmacist, with the answer that fires it. */
interface ReviewRule {
  readonly code: string;
  /** Says which answer fired it; null while it does not fire. */
  readonly explain: (answers: RefillAnswers) => string | null;
}

/** One version of the rules. It never changes once calls were judged by it; new rules are a new version. */
interface ReviewRules {
  readonly version: number;
  readonly effectiveFrom: CalendarDay;
  readonly source: string;
  /** From how many missed doses a pharmacist looks. */
  readonly missedDosesFrom: number;
}

/** A rule that fired. */
interface FiredRule {
  readonly code: string;
  readonly explanation: string;
}

/** The versions in the order in which they came into force. */
const versions: readonly ReviewRules[] = [
  {
    version: 1,
    effectiveFrom: '2026-01-01' as CalendarDay,
    source: 'Customary questions of specialty pharmacies; a house sets its own [unverified]',
    missedDosesFrom: 2,
  },
];

/** Finds the rules in force on a day; before the first, the first. */
export function findReviewRules(on: CalendarDay): ReviewRules {
  const [first] = versions;
  const found = versions.findLast(({ effectiveFrom }) => effectiveFrom <= on) ?? first;
  if (found === undefined) throw new Error('there are no rules for refill calls');
  return found;
}

/** Finds the version of the rules by which a call was judged. */
export function getReviewRules(version: number): ReviewRules {
  const found = versions.find((rules) => rules.version === version);
  if (found === undefined) throw new Error(`there is no version ${version} of the rules for refill calls`);
  return found;
}

/** Lists the rules that the answers of a call fire, each with the answer that fired it. */
export function listFiredRules(answers: RefillAnswers, rules: ReviewRules): readonly FiredRule[] {
  return listRules(rules).flatMap(({ code, explain }) => {
    const explanation = explain(answers);
    return explanation === null ? [] : [{ code, explanation }];
  });
}

function listRules({ missedDosesFrom }: ReviewRules): readonly ReviewRule[] {
  return [
    {
      code: 'missed-doses',
      explain: ({ dosesMissed, missedReason }) =>
        dosesMissed < missedDosesFrom
          ? null
          : `Missed ${dosesMissed} doses${missedReason === null ? '' : ` (${missedDoseReasons[missedReason].toLowerCase()})`}; from ${missedDosesFrom} a pharmacist looks`,
    },
    {
      code: 'told-to-hold',
      explain: ({ missedReason }) => (missedReason === 'told-to-hold' ? 'Says that somebody told them to pause' : null),
    },
    {
      code: 'side-effect',
      explain: ({ sideEffects }) =>
        sideEffects === 'none' ? null : `Side effects: ${sideEffectAnswers[sideEffects].toLowerCase()}`,
    },
    {
      code: 'new-medicine',
      explain: ({ hasNewMedicine }) => (hasNewMedicine ? 'Takes a new medicine' : null),
    },
    { code: 'new-allergy', explain: ({ hasNewAllergy }) => (hasNewAllergy ? 'Has a new allergy' : null) },
    {
      code: 'unplanned-visit',
      explain: ({ visit }) => (visit === 'none' ? null : `Was seen unplanned: ${visitAnswers[visit].toLowerCase()}`),
    },
    {
      code: 'procedure-planned',
      explain: ({ procedureOn }) => (procedureOn === null ? null : `A procedure is planned on ${procedureOn}`),
    },
  ];
}
