import { type FhirElement, itemsOf, memberOf, numberOf, partOf, textOf } from './element.ts';
import { fhirProblems, type Report } from './problems.ts';
import { readOrganization } from './provider.ts';
import type { IndexedResource, ResourceIndex } from './resource-index.ts';
import {
  type Concept,
  type FhirMoment,
  firstCode,
  labelOf,
  readConcept,
  readIdentifiers,
  readMoment,
} from './value-types.ts';

/** An insurance with the numbers that a pharmacy claim routes by. */
export interface FhirCoverage {
  readonly where: string;
  readonly status: string | null;
  readonly type: Concept | null;
  readonly payerName: string | null;
  readonly payerId: string | null;
  /** Six digits, or eight of an issuer identification number; as written where it is neither. */
  readonly bin: string | null;
  readonly pcn: string | null;
  readonly groupId: string | null;
  readonly memberId: string | null;
  readonly planName: string | null;
  readonly relationshipCode: string | null;
  readonly order: number | null;
  readonly start: FhirMoment | null;
  readonly end: FhirMoment | null;
}

/**
 * Reads a Coverage. BIN, PCN, group and member stand in `class` with the codes rxbin, rxpcn, rxgroup and rxid, or in
 * extensions whose address ends in one of these names; the subscriber's number stands in where there is no rxid.
 */
export function readCoverage(index: ResourceIndex, coverage: IndexedResource, report: Report): FhirCoverage {
  const [payor] = itemsOf(coverage, 'payor');
  const payer = payor === undefined ? null : readOrganization(index, coverage, payor, report);
  const type = readConcept(memberOf(coverage, 'type'));
  const bin = findNumber(coverage, 'rxbin');
  if (bin !== null && !/^(\d{6}|\d{8})$/.test(bin)) report(fhirProblems.binInvalid, coverage.where);
  const memberNumber = readIdentifiers(coverage).find(({ typeCode }) => typeCode === 'MB')?.value;
  return {
    where: coverage.where,
    status: textOf(coverage, 'status'),
    type,
    payerName: payer?.name ?? labelOf(type),
    payerId: payer?.identifiers[0]?.value ?? null,
    bin,
    pcn: findNumber(coverage, 'rxpcn'),
    groupId: findNumber(coverage, 'rxgroup') ?? findNumber(coverage, 'group'),
    memberId: findNumber(coverage, 'rxid') ?? textOf(coverage, 'subscriberId') ?? memberNumber ?? null,
    planName: findClass(coverage, 'plan')?.name ?? null,
    relationshipCode: firstCode(readConcept(memberOf(coverage, 'relationship'))),
    order: numberOf(coverage, 'order'),
    start: readMoment(partOf(coverage, 'period', 'start'), report),
    end: readMoment(partOf(coverage, 'period', 'end'), report),
  };
}

function findNumber(coverage: FhirElement, code: string): string | null {
  return findClass(coverage, code)?.value ?? findExtension(coverage, code);
}

function findClass(coverage: FhirElement, code: string): { value: string | null; name: string | null } | null {
  const found = itemsOf(coverage, 'class').find((each) =>
    itemsOf(memberOf(each, 'type'), 'coding').some((coding) => textOf(coding, 'code')?.toLowerCase() === code),
  );
  if (found === undefined) return null;
  const value = textOf(found, 'value');
  return { value, name: textOf(found, 'name') ?? value };
}

function findExtension(coverage: FhirElement, code: string): string | null {
  const found = itemsOf(coverage, 'extension').find((extension) => {
    const name = (textOf(extension, 'url') ?? '').toLowerCase().replace(/[^a-z/]/g, '');
    return name.endsWith(code);
  });
  if (found === undefined) return null;
  return textOf(found, 'valueString') ?? textOf(found, 'valueIdentifier', 'value') ?? textOf(found, 'valueCode');
}
