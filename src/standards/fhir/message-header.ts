import { type FhirElement, itemsOf, memberOf, textOf } from './element.ts';
import { fhirProblems, type Report } from './problems.ts';
import { type IndexedResource, listResources, type ResourceIndex, resolveReference } from './resource-index.ts';
import { type FhirMoment, readMoment } from './value-types.ts';

/** Who sent a message and about what; `eventCode` is `query-response-unsolicited` and so on in Specialty Enrollment. */
export interface FhirMessageHeader {
  readonly id: string | null;
  readonly eventCode: string | null;
  readonly sourceName: string | null;
  readonly sourceEndpoint: string | null;
  readonly responseTo: string | null;
  readonly responseCode: string | null;
  readonly sentAt: FhirMoment | null;
}

/** An issue that the sender itself reports inside the document. */
export interface SenderIssue {
  readonly where: string;
  readonly severity: string | null;
  readonly code: string | null;
  readonly text: string | null;
}

/** Reads the header of a message; null where the document is none. */
export function readMessageHeader(index: ResourceIndex, report: Report): FhirMessageHeader | null {
  const [header] = listResources(index, 'MessageHeader');
  if (header === undefined) return null;
  return {
    id: header.id,
    eventCode: textOf(header, 'eventCoding', 'code') ?? textOf(header, 'eventUri'),
    sourceName: textOf(header, 'source', 'name'),
    sourceEndpoint: textOf(header, 'source', 'endpoint'),
    responseTo: textOf(header, 'response', 'identifier'),
    responseCode: textOf(header, 'response', 'code'),
    sentAt: readMoment(memberOf(index.root, 'timestamp'), report),
  };
}

/** Lists what the message's Parameters and header say is its matter: resources by parameter name, `focus` for the header. */
export function listNamedResources(index: ResourceIndex): ReadonlyMap<string, readonly IndexedResource[]> {
  const named = new Map<string, IndexedResource[]>();
  const add = (name: string, from: IndexedResource, reference: FhirElement): void => {
    const found = resolveReference(index, from, reference);
    const sharing = named.get(name);
    if (found === null) return;
    if (sharing === undefined) named.set(name, [found]);
    else sharing.push(found);
  };
  for (const header of listResources(index, 'MessageHeader')) {
    for (const focus of itemsOf(header, 'focus')) add('focus', header, focus);
  }
  for (const parameters of listResources(index, 'Parameters')) {
    for (const parameter of itemsOf(parameters, 'parameter')) {
      add(textOf(parameter, 'name') ?? '', parameters, memberOf(parameter, 'valueReference'));
    }
  }
  return named;
}

/** Lists the issues of OperationOutcomes that the sender put into the document. */
export function listSenderIssues(index: ResourceIndex, report: Report): readonly SenderIssue[] {
  return listResources(index, 'OperationOutcome').flatMap((outcome) =>
    itemsOf(outcome, 'issue').map((issue) => {
      const severity = textOf(issue, 'severity');
      if (severity === 'error' || severity === 'fatal') report(fhirProblems.senderReportedError, issue.where);
      const text = textOf(issue, 'details', 'text') ?? textOf(issue, 'diagnostics');
      return { where: issue.where, severity, code: textOf(issue, 'code'), text };
    }),
  );
}
