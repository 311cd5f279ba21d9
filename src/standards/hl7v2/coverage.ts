import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Hl7Segment } from './hl7-segment.ts';
import type { TimeStamp } from './time-stamp.ts';
import { type ReadingContext, readCountField, readDayField, readStampField } from './typed-fields.ts';
import {
  type Address,
  type CodedElement,
  type Identifier,
  keepPresent,
  type Organization,
  type PersonName,
  readAddress,
  readCodedElement,
  readIdentifier,
  readOrganization,
  readPersonName,
  readTelecom,
  type Telecom,
} from './value-types.ts';

/**
 * An insurance of the patient (IN1 with the IN2 behind it). `bin` and `pcn` route a pharmacy claim: HL7 has no field
 * for them, so they are taken where a company or plan identifier is marked as such.
 */
export interface Coverage {
  readonly plan: CodedElement | null;
  readonly companyIdentifiers: readonly Identifier[];
  readonly company: Organization | null;
  readonly companyAddress: Address | null;
  readonly companyPhone: Telecom | null;
  readonly bin: string | null;
  readonly pcn: string | null;
  readonly groupNumber: string;
  readonly groupName: string;
  readonly memberId: string;
  readonly policyNumber: string;
  readonly effectiveDay: CalendarDay | null;
  readonly expirationDay: CalendarDay | null;
  readonly planType: string;
  readonly insured: Insured;
  /** The order in which coverages pay, 1 first; null when not given. */
  readonly priority: number | null;
}

/** Who holds the insurance; `relationship` is the insured's to the patient as sent (HL7 table 0063). */
interface Insured {
  readonly name: PersonName | null;
  readonly relationship: CodedElement | null;
  readonly birthDate: TimeStamp | null;
  readonly sex: string;
  readonly address: Address | null;
}

/** A person who answers for the bill (GT1). */
export interface Guarantor {
  readonly name: PersonName | null;
  readonly address: Address | null;
  readonly telecoms: readonly Telecom[];
  readonly relationship: CodedElement | null;
}

/** More insurance segments than any patient has. */
const insuranceLimit = 100;

/** Marks by which senders tell a bank identification or processor control number from other identifiers. */
const binMarks = new Set(['BIN', 'RXBIN', 'IIN', 'RXIIN']);
const pcnMarks = new Set(['PCN', 'RXPCN']);

/** Reads the insurance segments of a message in their order; each IN2 belongs to the IN1 before it. */
export function readCoverages(segments: readonly Hl7Segment[], context: ReadingContext): readonly Coverage[] {
  const insurances = segments.filter(({ name }) => name === 'IN1' || name === 'IN2').slice(0, insuranceLimit);
  return insurances.flatMap((segment, index) => {
    const next = insurances[index + 1];
    return segment.name === 'IN1' ? [readCoverage(segment, next?.name === 'IN2' ? next : null, context)] : [];
  });
}

/** Reads a GT1 segment. */
export function readGuarantor(segment: Hl7Segment): Guarantor {
  return {
    name: readPersonName(segment.value(3)),
    address: readAddress(segment.value(5)),
    telecoms: keepPresent([6, 7].flatMap((field) => segment.values(field).map(readTelecom))),
    relationship: readCodedElement(segment.value(11)),
  };
}

function readCoverage(segment: Hl7Segment, second: Hl7Segment | null, context: ReadingContext): Coverage {
  const memberId = segment.text(49).trim() || second?.text(61).trim() || segment.text(36).trim();
  return {
    plan: readCodedElement(segment.value(2)),
    companyIdentifiers: keepPresent(segment.values(3).map(readIdentifier)),
    company: readOrganization(segment.value(4)),
    companyAddress: readAddress(segment.value(5)),
    companyPhone: readTelecom(segment.value(7)),
    bin: findMarked(segment, binMarks),
    pcn: findMarked(segment, pcnMarks),
    groupNumber: segment.text(8).trim(),
    groupName: segment.text(9).trim(),
    memberId,
    policyNumber: segment.text(36).trim(),
    effectiveDay: readDayField(segment, 12, context),
    expirationDay: readDayField(segment, 13, context),
    planType: segment.text(15),
    insured: {
      name: readPersonName(segment.value(16)),
      relationship: readCodedElement(segment.value(17)),
      birthDate: readStampField(segment, 18, context),
      sex: segment.text(43),
      address: readAddress(segment.value(19)),
    },
    priority: readCountField(segment, 22, context),
  };
}

/** Looks at company ids (IN1-3: authority or type), at plan (IN1-2) and company plan code (IN1-35: coding system). */
function findMarked(segment: Hl7Segment, marks: ReadonlySet<string>): string | null {
  const isMark = (text: string): boolean => marks.has(text.trim().toUpperCase());
  const company = segment.values(3).find((value) => isMark(value.text(4)) || isMark(value.text(5)));
  const plan = [2, 35].flatMap((field) => segment.values(field)).find((value) => isMark(value.text(3)));
  return (company ?? plan)?.text(1).trim() || null;
}
