import { type FhirElement, isPresent, itemsOf, memberOf, textOf } from './element.ts';
import type { Report } from './problems.ts';
import type { IndexedResource } from './resource-index.ts';
import {
  type Concept,
  type FhirMoment,
  firstCode,
  type Identifier,
  readConcept,
  readConcepts,
  readIdentifiers,
  readMoment,
} from './value-types.ts';

/** A consent that was given, refused or is asked for (status `proposed`). */
export interface FhirConsent {
  readonly where: string;
  readonly identifiers: readonly Identifier[];
  readonly status: string | null;
  readonly scopeCode: string | null;
  readonly categories: readonly Concept[];
  readonly dateTime: FhirMoment | null;
  readonly policyCode: string | null;
  /** `permit` or `deny`. */
  readonly provisionType: string | null;
  readonly documentContentType: string | null;
  readonly hasDocument: boolean;
}

/** Work that one side asks of the other, such as a questionnaire to complete or a consent to obtain. */
export interface FhirTask {
  readonly where: string;
  readonly identifiers: readonly Identifier[];
  readonly status: string | null;
  readonly intent: string | null;
  readonly codes: readonly string[];
  readonly description: string | null;
  readonly authoredOn: FhirMoment | null;
  readonly requester: string | null;
  readonly owner: string | null;
  readonly inputs: readonly { readonly code: string | null; readonly value: string | null }[];
}

/** Reads a Consent; its document stays in the original. */
export function readConsent(consent: IndexedResource, report: Report): FhirConsent {
  const attachment = memberOf(consent, 'sourceAttachment');
  return {
    where: consent.where,
    identifiers: readIdentifiers(consent),
    status: textOf(consent, 'status'),
    scopeCode: firstCode(readConcept(memberOf(consent, 'scope'))),
    categories: readConcepts(consent, 'category'),
    dateTime: readMoment(memberOf(consent, 'dateTime'), report),
    policyCode: firstCode(readConcept(memberOf(consent, 'policyRule'))),
    provisionType: textOf(consent, 'provision', 'type'),
    documentContentType: textOf(attachment, 'contentType'),
    hasDocument: isPresent(attachment) || isPresent(memberOf(consent, 'sourceReference')),
  };
}

/** Reads a Task with its inputs as text. */
export function readTask(task: IndexedResource, report: Report): FhirTask {
  const codings = readConcept(memberOf(task, 'code'))?.codings ?? [];
  return {
    where: task.where,
    identifiers: readIdentifiers(task),
    status: textOf(task, 'status'),
    intent: textOf(task, 'intent'),
    codes: codings.flatMap(({ code }) => code ?? []),
    description: textOf(task, 'description'),
    authoredOn: readMoment(memberOf(task, 'authoredOn'), report),
    requester: readParty(memberOf(task, 'requester')),
    owner: readParty(memberOf(task, 'owner')),
    inputs: itemsOf(task, 'input').map((input) => ({
      code: firstCode(readConcept(memberOf(input, 'type'))),
      value: readInputValue(input),
    })),
  };
}

function readParty(reference: FhirElement): string | null {
  return textOf(reference, 'display') ?? textOf(reference, 'identifier', 'value') ?? textOf(reference, 'reference');
}

function readInputValue(input: FhirElement): string | null {
  const text = ['valueUrl', 'valueUri', 'valueString', 'valueCode', 'valueCanonical'].map((name) =>
    textOf(input, name),
  );
  const nested = [textOf(input, 'valueIdentifier', 'value'), textOf(input, 'valueReference', 'reference')];
  return [...text, ...nested].find((value) => value !== null) ?? null;
}
