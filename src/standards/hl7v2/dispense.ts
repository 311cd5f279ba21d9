import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Reading } from '../../kernel/problem.ts';
import type { Hl7Message } from './hl7-message.ts';
import type { Hl7Segment } from './hl7-segment.ts';
import { groupOrders, type OrderGroup } from './order-groups.ts';
import { type NamedDrug, readNamedDrug } from './ordered-drug.ts';
import type { Patient } from './patient.ts';
import { readPatientContext } from './patient-context.ts';
import { hl7Problems, problemAt } from './problems.ts';
import type { TimeStamp } from './time-stamp.ts';
import {
  beginReading,
  type CountedAmount,
  note,
  type ReadingContext,
  readCountField,
  readStampComponent,
  readStampField,
  readThousandthsField,
  type TypedReadingOptions,
} from './typed-fields.ts';
import {
  type CodedElement,
  type EntityIdentifier,
  type IdentifiedPerson,
  keepPresent,
  readCodedElement,
  readEntityIdentifier,
  readIdentifiedPerson,
} from './value-types.ts';

/** One dispensing (RXD) under its order. */
export interface PharmacyDispense {
  readonly patient: Patient | null;
  readonly placerNumber: EntityIdentifier | null;
  readonly fillerNumber: EntityIdentifier | null;
  /** RXD-1: which dispensing under the order this is. */
  readonly subId: string;
  readonly drug: NamedDrug | null;
  readonly dispensedAt: TimeStamp | null;
  readonly amount: CountedAmount | null;
  readonly prescriptionNumber: string;
  readonly refillsRemaining: number | null;
  readonly notes: string;
  readonly dispensers: readonly IdentifiedPerson[];
  readonly substitution: string;
  readonly lots: readonly { readonly number: string; readonly expirationDay: CalendarDay | null }[];
  readonly manufacturer: CodedElement | null;
  readonly routes: readonly CodedElement[];
  readonly where: string;
}

/** Reads the dispenses of an RDS^O13 message; drug, amount and date of each are required. */
export function readDispenses(
  message: Hl7Message,
  options: TypedReadingOptions = {},
): Reading<readonly PharmacyDispense[]> {
  if (message.code !== 'RDS') return { message: null, problems: [problemAt(hl7Problems.notDispense, 'MSH-9')] };
  const context = beginReading(message, options);
  const { beforeOrders, groups } = groupOrders(message);
  const { patient } = readPatientContext(message, beforeOrders, context);
  const dispenses = groups.flatMap((group) => readGroup(group, patient, context));
  if (dispenses.length === 0) note(context, hl7Problems.noDispense, 'RXD');
  return { message: dispenses, problems: context.problems };
}

function readGroup(group: OrderGroup, patient: Patient | null, context: ReadingContext): readonly PharmacyDispense[] {
  const { common } = group;
  const sections = group.sections.filter(({ head }) => head.name === 'RXD');
  if (common === null && sections.length > 0) note(context, hl7Problems.noCommonOrder, 'ORC');
  return sections.map(({ head, followers }) => {
    const dispense: PharmacyDispense = {
      patient,
      placerNumber: common === null ? null : readEntityIdentifier(common.value(2)),
      fillerNumber: common === null ? null : readEntityIdentifier(common.value(3)),
      subId: head.text(1),
      drug: readNamedDrug(head, { drug: 2, supplementary: 25 }, context),
      dispensedAt: readStampField(head, 3, context),
      amount: readAmount(head, context),
      prescriptionNumber: head.text(7).trim(),
      refillsRemaining: readCountField(head, 8, context),
      notes: head
        .values(9)
        .map((value) => value.whole)
        .join('\n'),
      dispensers: keepPresent(head.values(10).map(readIdentifiedPerson)),
      substitution: head.text(11),
      lots: listLots(head, context),
      manufacturer: readCodedElement(head.value(20)),
      routes: keepPresent(followers.filter(({ name }) => name === 'RXR').map((rxr) => readCodedElement(rxr.value(1)))),
      where: head.where(),
    };
    checkDispense(head, dispense, context);
    return dispense;
  });
}

function checkDispense(segment: Hl7Segment, dispense: PharmacyDispense, context: ReadingContext): void {
  if (dispense.drug === null) note(context, hl7Problems.noDispensedDrug, segment.where(2));
  if (segment.isEmpty(3)) note(context, hl7Problems.noDispensedAt, segment.where(3));
  if (segment.isEmpty(4)) note(context, hl7Problems.noDispensedAmount, segment.where(4));
}

function readAmount(segment: Hl7Segment, context: ReadingContext): CountedAmount | null {
  const quantityThousandths = readThousandthsField(segment, 4, context);
  return quantityThousandths === null ? null : { quantityThousandths, unit: readCodedElement(segment.value(5)) };
}

/** Lot numbers (RXD-18) and expiration dates (RXD-19) repeat in the same order. */
function listLots(segment: Hl7Segment, context: ReadingContext): PharmacyDispense['lots'] {
  const expirations = segment.values(19).map((value) => readStampComponent(value, 1, context)?.day ?? null);
  return segment.values(18).map((value, index) => ({
    number: value.text(1),
    expirationDay: expirations[index] ?? null,
  }));
}
