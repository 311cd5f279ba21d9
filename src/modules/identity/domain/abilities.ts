import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { identityRefusals } from '../refusals.ts';
import type { StaffLicence } from './account-change.ts';

/** A skill that people may have, by its code. */
export interface Skill {
  readonly skill: string;
  readonly label: string;
}

/** The skills of a health system that has named none itself. */
const standardSkills: readonly Skill[] = [
  { skill: '340b', label: '340B' },
  { skill: 'appeals', label: 'Appeals' },
  { skill: 'cell-therapy', label: 'Cell therapy' },
  { skill: 'interpreter', label: 'Calls with an interpreter' },
  { skill: 'oncology', label: 'Oncology' },
  { skill: 'pediatrics', label: 'Pediatrics' },
  { skill: 'rems', label: 'REMS' },
  { skill: 'transplant', label: 'Transplant' },
];

/**
 * Languages to choose from, by primary tags of BCP 47: English, and those that most people in the United States speak at home beside it
 * (U.S. Census Bureau, American Community Survey, table C16001), with American Sign Language.
 */
export const offeredLanguages = [
  ...['en', 'es', 'zh', 'tl', 'vi', 'ar', 'fr', 'ko', 'ru', 'pt', 'ht', 'hi', 'pl', 'ase'],
] as const;

/** What a person is good for beside the roles. */
export interface Abilities {
  readonly languages: readonly string[];
  readonly skills: readonly string[];
  readonly licences: readonly StaffLicence[];
  /** Whether they signed in and neither signed out nor stayed longer than a session lives. */
  readonly isHere: boolean;
}

/** Lists the standard skills and those that a health system named, its own names first, by label. */
export function mergeSkills(named: readonly Skill[]): readonly Skill[] {
  const others = standardSkills.filter(({ skill }) => !named.some((each) => each.skill === skill));
  return [...named, ...others].toSorted((left, right) => left.label.localeCompare(right.label));
}

/** Decides whether skills can be recorded: each stands on the list. */
export function decideSkills(skills: readonly string[], known: readonly Skill[]): Result<null> {
  const isKnown = (code: string): boolean => known.some(({ skill }) => skill === code);
  return skills.every(isKnown) ? ok(null) : refuse(identityRefusals.unknownSkill);
}

/** Lists the states in which a person may work as a pharmacist on a day. */
export function listPharmacistStates(licences: readonly StaffLicence[], day: CalendarDay): readonly string[] {
  const inForce = licences.filter(
    ({ kind, validFrom, validTo }) => kind === 'pharmacist' && validFrom <= day && (validTo === null || day <= validTo),
  );
  return [...new Set(inForce.map(({ state }) => state))].sort();
}
