import type { Reading } from '../../kernel/problem.ts';
import { type Diagnosis, findBodyMeasure, listIndications } from './clinical-facts.ts';
import {
  type GiveInstruction,
  type OrderedDispense,
  readDispense,
  readGive,
  readSig,
  type Sig,
} from './encoded-order.ts';
import type { Hl7Message } from './hl7-message.ts';
import type { Hl7Segment } from './hl7-segment.ts';
import { findOrderAction, needsOrderDetail, type OrderAction } from './order-control.ts';
import { type CompoundComponent, type DispensingPharmacy, readComponent, readPharmacy } from './order-details.ts';
import { findHead, groupOrders, listDecisiveFollowers, listFollowers, type OrderGroup } from './order-groups.ts';
import { type NamedDrug, readNamedDrug } from './ordered-drug.ts';
import {
  listDiagnoses,
  listNotes,
  listObservations,
  type PatientContext,
  readPatientContext,
} from './patient-context.ts';
import { type Prescriber, readPrescriber } from './prescriber.ts';
import { hl7Problems, problemAt } from './problems.ts';
import type { TimeStamp } from './time-stamp.ts';
import { beginReading, note, type ReadingContext, readStampField, type TypedReadingOptions } from './typed-fields.ts';
import { type EntityIdentifier, readEntityIdentifier } from './value-types.ts';

/** One pharmacy order as a message has it, with everything the message says of its patient. */
export interface PharmacyOrder extends PatientContext {
  /** The order control code as sent, and what it asks for. */
  readonly control: string;
  readonly action: OrderAction;
  readonly status: string;
  readonly placerNumber: EntityIdentifier | null;
  readonly fillerNumber: EntityIdentifier | null;
  readonly groupNumber: EntityIdentifier | null;
  readonly prescriptionNumber: string;
  readonly drug: NamedDrug | null;
  readonly components: readonly CompoundComponent[];
  readonly give: GiveInstruction | null;
  readonly dispense: OrderedDispense | null;
  readonly sig: Sig;
  /** RXE-32, else ORC-9, else ORC-15: when the order was written, as near as the message tells. */
  readonly writtenAt: TimeStamp | null;
  readonly effectiveAt: TimeStamp | null;
  readonly prescriber: Prescriber | null;
  readonly pharmacy: DispensingPharmacy | null;
  /** The segment that says what is ordered (RXE before RXO), else its ORC. */
  readonly where: string;
}

/** Each order carries everything of its patient, so the number of orders bounds what a hostile message can cost. */
const maximumOrders = 200;

const orderCodes = new Set(['RDE', 'OMP', 'ORM']);

/** Tells whether a message orders drugs: RDE, OMP, and an ORM with RXO or RXE (an ORM may order anything). */
export function isPharmacyOrderMessage(message: Hl7Message): boolean {
  if (!orderCodes.has(message.code)) return false;
  return message.code !== 'ORM' || message.segment('RXO') !== null || message.segment('RXE') !== null;
}

/**
 * Reads the orders of RDE^O11, RDE^O25, RDE^O01, OMP^O09 and ORM^O01 in the shapes of version 2.2 to 2.9.
 * What an order needs and does not have is an error with its place: patient, ORC, RXE or RXO, drug, an amount. A
 * cancellation, a hold or a status needs the order numbers only. Orders are returned as far as they could be read.
 */
export function readPharmacyOrders(
  message: Hl7Message,
  options: TypedReadingOptions = {},
): Reading<readonly PharmacyOrder[]> {
  if (!isPharmacyOrderMessage(message))
    return { message: null, problems: [problemAt(hl7Problems.notPharmacyOrder, 'MSH-9')] };
  const context = beginReading(message, options);
  const { beforeOrders, groups } = groupOrders(message);
  const patient = readPatientContext(message, beforeOrders, context);
  if (groups.length === 0) note(context, hl7Problems.noOrder, 'ORC');
  if (groups.length > maximumOrders) note(context, hl7Problems.tooManyOrders, `ORC[${maximumOrders + 1}]`);
  return {
    message: groups.slice(0, maximumOrders).map((group) => readOrder(group, patient, context)),
    problems: context.problems,
  };
}

function readOrder(group: OrderGroup, patient: PatientContext, context: ReadingContext): PharmacyOrder {
  const { common } = group;
  const [encoded, requested] = [findHead(group, 'RXE'), findHead(group, 'RXO')];
  const detail = encoded ?? requested;
  const control = readControl(group, context);
  const components = listDecisiveFollowers(group, 'RXC', ['RXE', 'RXO']).map((rxc) => readComponent(rxc, context));
  const observations = listObservations(listFollowers(group, 'OBX'), context);
  const sig = readSig(group, context);
  const order: PharmacyOrder = {
    ...patient,
    ...control,
    ...readNumbers(group, context),
    prescriptionNumber: encoded?.text(15).trim() ?? '',
    drug: detail === null ? null : readDrug(encoded, requested, context),
    components,
    give: detail === null ? null : readGive(detail, context),
    dispense: detail === null ? null : readDispense(group, sig.timings, context),
    sig,
    ...readTimes(group, context),
    prescriber: readPrescriber(common, deaFieldOf(encoded, requested), context),
    pharmacy: detail === null ? null : readPharmacy(encoded, requested),
    diagnoses: [...patient.diagnoses, ...listOrderDiagnoses(group, context)],
    observations: [...patient.observations, ...observations],
    bodyWeight: findBodyMeasure(observations, 'weight') ?? patient.bodyWeight,
    bodyHeight: findBodyMeasure(observations, 'height') ?? patient.bodyHeight,
    notes: [...patient.notes, ...listNotes(listFollowers(group, 'NTE'))],
    where: (detail ?? common)?.where() ?? 'ORC',
  };
  if (needsOrderDetail(order.action)) checkCompleteness({ order, encoded, requested, common }, context);
  return order;
}

function readControl(group: OrderGroup, context: ReadingContext): Pick<PharmacyOrder, 'control' | 'action' | 'status'> {
  const { common } = group;
  const code = common?.text(1).trim().toUpperCase() ?? '';
  const action = findOrderAction(code);
  if (common === null) note(context, hl7Problems.noCommonOrder, 'ORC');
  else if (code === '') note(context, hl7Problems.noOrderControl, common.where(1));
  else if (action === null) note(context, hl7Problems.unknownOrderControl, common.where(1));
  // Without a control code nothing tells that an order is not new; it is checked as one.
  return { control: code, action: action ?? (code === '' ? 'new' : 'other'), status: common?.text(5).trim() ?? '' };
}

function readNumbers(
  group: OrderGroup,
  context: ReadingContext,
): Pick<PharmacyOrder, 'placerNumber' | 'fillerNumber' | 'groupNumber'> {
  const { common } = group;
  if (common === null) return { placerNumber: null, fillerNumber: null, groupNumber: null };
  const [placerNumber, fillerNumber, groupNumber] = [
    readEntityIdentifier(common.value(2)),
    readEntityIdentifier(common.value(3)),
    readEntityIdentifier(common.value(4)),
  ];
  if (placerNumber === null && fillerNumber === null) note(context, hl7Problems.noOrderNumber, common.where(2));
  return { placerNumber, fillerNumber, groupNumber };
}

function readTimes(group: OrderGroup, context: ReadingContext): Pick<PharmacyOrder, 'writtenAt' | 'effectiveAt'> {
  const { common } = group;
  const encoded = findHead(group, 'RXE');
  const original = encoded === null ? null : readStampField(encoded, 32, context);
  const entered = common === null ? null : readStampField(common, 9, context);
  const effectiveAt = common === null ? null : readStampField(common, 15, context);
  return { writtenAt: original ?? entered ?? effectiveAt, effectiveAt };
}

/** The encoded drug counts; the requested one where nothing is encoded, by its dispense code (RXO-10) too. */
function readDrug(encoded: Hl7Segment | null, requested: Hl7Segment | null, context: ReadingContext): NamedDrug | null {
  const ordered = encoded === null ? null : readNamedDrug(encoded, { drug: 2, supplementary: 31 }, context);
  if (ordered !== null || requested === null) return ordered;
  const asked = readNamedDrug(requested, { drug: 1, supplementary: 10 }, context);
  if (asked !== null) return asked;
  // An order in free text has its words in RXO-6 (HL7 2.9, 4A.4.1).
  const words = requested
    .values(6)
    .map((value) => value.text(2) || value.text(1))
    .join(' ')
    .trim();
  return words === '' ? null : { text: words, codes: [] };
}

function listOrderDiagnoses(group: OrderGroup, context: ReadingContext): readonly Diagnosis[] {
  const [encoded, requested] = [findHead(group, 'RXE'), findHead(group, 'RXO')];
  const reasons = group.common === null ? [] : listIndications(group.common, 16);
  return [
    ...listDiagnoses(listFollowers(group, 'DG1'), context),
    ...(encoded === null ? [] : listIndications(encoded, 27)),
    ...(requested === null ? [] : listIndications(requested, 20)),
    // ORC-16 is the reason of the order event; it is an indication only where it is coded as a diagnosis.
    ...reasons.filter((reason) => reason.system !== 'other'),
  ];
}

function deaFieldOf(
  encoded: Hl7Segment | null,
  requested: Hl7Segment | null,
): { readonly segment: Hl7Segment; readonly deaField: number } | null {
  if (encoded !== null && !encoded.isEmpty(13)) return { segment: encoded, deaField: 13 };
  return requested === null ? null : { segment: requested, deaField: 14 };
}

function checkCompleteness(
  parts: {
    readonly order: PharmacyOrder;
    readonly encoded: Hl7Segment | null;
    readonly requested: Hl7Segment | null;
    readonly common: Hl7Segment | null;
  },
  context: ReadingContext,
): void {
  const { order, encoded, requested, common } = parts;
  const detail = encoded ?? requested;
  if (detail === null) {
    note(context, hl7Problems.noOrderDetail, common?.where() ?? 'ORC');
    return;
  }
  const isEncoded = encoded !== null;
  if (order.drug === null && order.components.length === 0)
    note(context, hl7Problems.noDrug, detail.where(isEncoded ? 2 : 1));
  // An amount, a rate or a daily dose says how much; one that is there and wrong has its own problem.
  const [giveFields, dispenseField] = isEncoded ? [[3, 19, 23], 10] : [[2, 21, 23], 11];
  const gives = giveFields.some((field) => !detail.isEmpty(field));
  const dispenses = (order.dispense !== null && order.dispense.amount !== null) || !detail.isEmpty(dispenseField);
  if (!dispenses && !gives) {
    note(context, isEncoded ? hl7Problems.noQuantity : hl7Problems.noRequestedAmount, detail.where(giveFields[0]));
  } else if (!dispenses) note(context, hl7Problems.noDispenseAmount, detail.where(dispenseField));
  if (order.prescriber === null) note(context, hl7Problems.noPrescriber, common?.where(12) ?? 'ORC-12');
  if (order.sig.routes.length === 0) note(context, hl7Problems.noRoute, 'RXR');
}
