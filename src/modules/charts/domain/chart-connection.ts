import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { chartRefusals } from '../refusals.ts';

/** How the chart of an EHR is asked and by whom it launches Theriac, as an administrator sets it. */
export interface ConnectionTerms {
  /** The FHIR base address, which the EHR names as `iss` when it launches. */
  readonly baseAddress: string;
  readonly clientId: string;
  /** What is asked for when Theriac comes by itself, such as `system/Patient.rs`. */
  readonly scopes: readonly string[];
  /** By which system the EHR names its record numbers, and under which assigner patients have them here. */
  readonly identifierSystem: string;
  readonly identifierAssigner: string;
  readonly takesNotes: boolean;
  /** What a person's launch asks for besides `launch openid fhirUser`. */
  readonly launchScopes: readonly string[];
}

/** The part of every launch that is always asked for (SMART App Launch 2.2, EHR launch with OpenID Connect). */
export const fixedLaunchScopes = ['launch', 'openid', 'fhirUser'] as const;

/** What is asked for unless an administrator says otherwise. */
export const usualScopes = {
  queries: [
    'system/Patient.rs',
    'system/Observation.rs',
    'system/Condition.rs',
    'system/AllergyIntolerance.rs',
    'system/Coverage.rs',
    'system/MedicationRequest.rs',
    'system/DocumentReference.crs',
  ],
  launch: ['patient/Patient.rs'],
} as const;

const permissionsOfScope = '(c?r?u?d?s?|read|write|\\*)';

/** Puts what was typed into the form in which it is compared and sent; refuses a scope that is none, or of the other kind. */
export function decideConnection(typed: ConnectionTerms): Result<ConnectionTerms> {
  const scopes = tidy(typed.scopes);
  const launchScopes = tidy(typed.launchScopes);
  if (!scopes.every((scope) => isScope('system', scope))) return refuse(chartRefusals.scopeInvalid);
  if (!launchScopes.every((scope) => isScope('(patient|user)', scope))) return refuse(chartRefusals.scopeInvalid);
  return ok({
    ...typed,
    scopes,
    launchScopes,
    baseAddress: toBaseAddress(typed.baseAddress),
    clientId: typed.clientId.trim(),
    identifierSystem: typed.identifierSystem.trim(),
    identifierAssigner: typed.identifierAssigner.trim(),
  });
}

/** Writes a FHIR base address in the form in which two are compared: without a slash at its end. */
export function toBaseAddress(address: string): string {
  return address.trim().replace(/\/+$/, '');
}

function isScope(level: string, scope: string): boolean {
  return new RegExp(`^${level}/([A-Z][A-Za-z]+|\\*)\\.${permissionsOfScope}$`).test(scope) && !scope.endsWith('.');
}

function tidy(scopes: readonly string[]): readonly string[] {
  return [...new Set(scopes.map((scope) => scope.trim()).filter((scope) => scope !== ''))];
}
