import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { patientsRefusals } from '../refusals.ts';
import { type Demographics, tidyDemographics } from './demographics.ts';
import type { PatientMatch } from './patient-matching.ts';

/** Decides whether demographics can be kept: two names and a birth date that is not ahead. */
export function decideDemographics(demographics: Demographics, today: CalendarDay): Result<Demographics> {
  const tidied = tidyDemographics(demographics);
  if (tidied.familyName === '' || tidied.givenName === '') return refuse(patientsRefusals.nameNeeded);
  if (tidied.birthDate > today) return refuse(patientsRefusals.birthDateAhead);
  return ok(tidied);
}

/** Decides whether somebody may be registered as new: nobody who may be the same person is known, or a person looked and said so. */
export function decideNewness(match: PatientMatch, isSurelyNew: boolean): Result<null> {
  if (match.decision === 'new' || isSurelyNew) return ok(null);
  const candidateIds = match.candidates.map(({ patientId }) => patientId);
  return refuse(patientsRefusals.likelyDuplicate, { score: match.score, candidateIds });
}
