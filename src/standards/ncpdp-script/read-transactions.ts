import type { ProblemSeverity } from '../../kernel/problem.ts';
import type { ElementCursor } from './element-cursor.ts';
import { scriptProblems } from './problems.ts';
import { readAllergies, readCoverage, readObservation } from './read-clinical.ts';
import { readMedication } from './read-medication.ts';
import { readFacility, readPatient, readPharmacy, readPrescriber } from './read-parties.ts';
import { readDate, readFlag } from './read-values.ts';
import type {
  FillStatus,
  NewRx,
  RemsRequest,
  ResponseOutcome,
  RxFill,
  RxRequest,
  RxResponse,
  ScriptAcknowledgement,
  ScriptHeader,
  ScriptParties,
} from './script-message.ts';

/** How strictly a transaction demands its parties; null means that the part may be left out. */
interface PartyDemand {
  readonly patient: ProblemSeverity | null;
  readonly birthDate: ProblemSeverity;
  readonly address: ProblemSeverity | null;
  readonly pharmacy: ProblemSeverity | null;
  readonly prescriber: ProblemSeverity | null;
}

/** A new prescription is dispensed from: patient and prescriber must be known. The schema leaves the pharmacy optional. */
const toDispense: PartyDemand = {
  patient: 'error',
  birthDate: 'error',
  address: 'warning',
  pharmacy: null,
  prescriber: 'error',
};
/** A request about a known prescription must say whose it is and who prescribed it. */
const toRecognize: PartyDemand = {
  patient: 'error',
  birthDate: 'warning',
  address: null,
  pharmacy: null,
  prescriber: 'error',
};
/** A response is recognized by the message it answers. */
const toCorrelate: PartyDemand = {
  patient: null,
  birthDate: 'warning',
  address: null,
  pharmacy: null,
  prescriber: null,
};

function readParties(transaction: ElementCursor, demand: PartyDemand): ScriptParties {
  const seek = (name: string, severity: ProblemSeverity | null): ElementCursor | null =>
    severity === null ? transaction.find(name) : transaction.require(name, severity);
  return {
    requestReferenceNumber: transaction.findText('RequestReferenceNumber'),
    patient: readPatient(seek('Patient', demand.patient), { identity: demand.birthDate, address: demand.address }),
    pharmacy: readPharmacy(seek('Pharmacy', demand.pharmacy)),
    prescriber: readPrescriber(seek('Prescriber', demand.prescriber), demand.prescriber ?? 'warning'),
    supervisor: readPrescriber(transaction.find('Supervisor'), 'warning'),
    followUpPrescriber: readPrescriber(transaction.find('FollowUpPrescriber'), 'warning'),
    facility: readFacility(transaction.find('Facility')),
    coverages: transaction.list('BenefitsCoordination').map(readCoverage),
    allergies: readAllergies(transaction.find('AllergyOrAdverseEvent')),
    observation: readObservation(transaction.find('Observation')),
  };
}

export function readNewRx(transaction: ElementCursor, header: ScriptHeader): NewRx {
  const parties = readParties(transaction, toDispense);
  const medication = readMedication(transaction.require('MedicationPrescribed'), 'dispense');
  const schedules = [
    medication?.deaSchedule,
    ...(medication?.compound?.ingredients ?? []).map((part) => part.deaSchedule),
  ];
  if (schedules.some((schedule) => schedule != null) && header.isDigitallySigned !== true) {
    transaction.report(scriptProblems.controlledUnsigned, { at: 'MedicationPrescribed' });
  }
  return {
    kind: 'NewRx',
    ...parties,
    urgencyCode: transaction.findText('UrgencyIndicatorCode'),
    prohibitsRenewalRequest: readFlag(transaction.find('ProhibitRenewalRequest')),
    asksForVerification: asksForVerification(transaction),
    medication,
  };
}

/** A return receipt is asked for by any code but one that says no. [K: element and codes are NCPDP's and unverified.] */
function asksForVerification(transaction: ElementCursor): boolean {
  const receipt = transaction.findText('ReturnReceipt');
  return receipt !== null && !/^(0+|N|false)$/i.test(receipt);
}

export function readRequest(transaction: ElementCursor, kind: RxRequest['kind']): RxRequest {
  const prescribed = transaction.find('MedicationPrescribed');
  const dispensed = transaction.find('MedicationDispensed');
  if (prescribed === null && dispensed === null) {
    transaction.report(scriptProblems.requiredMissing, { at: 'MedicationPrescribed' });
  }
  if (kind === 'RxChangeRequest') transaction.require('MessageRequestCode', 'warning');
  return {
    kind,
    ...readParties(transaction, toRecognize),
    requestCode: transaction.findText('MessageRequestCode'),
    medicationPrescribed: readMedication(prescribed, 'name'),
    medicationDispensed: readMedication(dispensed, 'name'),
    medicationsRequested: transaction
      .list('MedicationRequested')
      .flatMap((requested) => readMedication(requested, 'name') ?? []),
  };
}

const outcomes: readonly ResponseOutcome[] = [
  'Approved',
  'ApprovedWithChanges',
  'Denied',
  'DeniedNewPrescriptionToFollow',
  'Replace',
  'Validated',
  'Pending',
];

export function readResponse(transaction: ElementCursor, kind: RxResponse['kind']): RxResponse {
  const response = transaction.find('Response') ?? transaction;
  // An outcome is stated by the mere presence of its element, which may be empty.
  const stated = response.element.children.filter((child) => outcomes.some((outcome) => outcome === child.name));
  if (stated.length === 0) transaction.report(scriptProblems.outcomeMissing, { at: 'Response' });
  else if (response === transaction) transaction.report(scriptProblems.shapeVariant, { at: 'Response' });
  if (stated.length > 1) response.report(scriptProblems.outcomeAmbiguous);
  const outcome = stated.length === 1 ? (outcomes.find((name) => name === stated[0]?.name) ?? null) : null;
  const answer = stated[0] === undefined ? null : response.find(stated[0].name);
  const medication = readMedication(findAnsweredMedication(transaction, answer), 'name');
  if (outcome === 'ApprovedWithChanges' && medication === null) {
    response.report(scriptProblems.changeMissing, { at: 'ApprovedWithChanges' });
  }
  return {
    kind,
    ...readParties(transaction, toCorrelate),
    outcome,
    reasonCodes: (answer?.list('ReasonCode') ?? []).flatMap(({ text }) => text ?? []),
    denialReason: answer?.findText('DenialReason') ?? null,
    note: answer?.findText('Note') ?? response.findText('Note'),
    medication,
  };
}

/** The answer's medication: where the release puts it, or inside the outcome, where some senders put it. */
function findAnsweredMedication(transaction: ElementCursor, answer: ElementCursor | null): ElementCursor | null {
  const names = ['MedicationResponse', 'MedicationPrescribed', 'MedicationRequested'];
  const stated = transaction.findAny(names);
  if (stated !== null || answer === null) return stated;
  const nested = answer.findAny(names);
  nested?.report(scriptProblems.shapeVariant);
  return nested;
}

const fillStatuses: readonly FillStatus[] = ['Dispensed', 'PartiallyDispensed', 'NotDispensed', 'Transferred'];

export function readRxFill(transaction: ElementCursor): RxFill {
  const holder = transaction.find('FillStatus') ?? transaction.find('StatusType');
  const stated = (holder?.element.children ?? []).filter((child) =>
    fillStatuses.some((status) => status === child.name),
  );
  if (stated.length === 0) transaction.report(scriptProblems.requiredMissing, { at: 'FillStatus' });
  if (stated.length > 1) holder?.report(scriptProblems.outcomeAmbiguous);
  const fillStatus = stated.length === 1 ? (fillStatuses.find((name) => name === stated[0]?.name) ?? null) : null;
  const detail = fillStatus === null ? null : (holder?.find(fillStatus) ?? null);
  const wasDispensed = fillStatus === 'Dispensed' || fillStatus === 'PartiallyDispensed';
  const dispensed = wasDispensed ? transaction.require('MedicationDispensed') : transaction.find('MedicationDispensed');
  return {
    kind: 'RxFill',
    ...readParties(transaction, { ...toRecognize, pharmacy: 'error' }),
    fillStatus,
    reasonCode: detail?.findText('ReasonCode') ?? null,
    note: detail?.findText('Note') ?? null,
    medicationDispensed: readMedication(dispensed, 'name'),
    medicationPrescribed: readMedication(transaction.find('MedicationPrescribed'), 'name'),
  };
}

const knownCodes: Readonly<Record<ScriptAcknowledgement['kind'], ReadonlySet<string>>> = {
  Status: new Set(['000', '001', '002', '003', '005', '010']),
  Error: new Set(['600', '601', '602', '900']),
  Verify: new Set(['000', '010']),
};

export function readAcknowledgement(
  transaction: ElementCursor,
  kind: ScriptAcknowledgement['kind'],
): ScriptAcknowledgement {
  const wrapped = kind === 'Verify' ? transaction.find('VerifyStatus') : null;
  const answer = wrapped ?? transaction;
  if (kind === 'Verify' && wrapped === null && transaction.find('Code') !== null) {
    transaction.report(scriptProblems.shapeVariant);
  }
  const code = answer.requireText('Code');
  if (code !== null && !knownCodes[kind].has(code)) answer.report(scriptProblems.codeUnknown, { at: 'Code' });
  return {
    kind,
    code,
    descriptionCode: answer.list('DescriptionCode')[0]?.text ?? null,
    description: answer.findText('Description'),
  };
}

export function readRemsRequest(transaction: ElementCursor, kind: RemsRequest['kind']): RemsRequest {
  const model = transaction.find('Request')?.find('SolicitedModel') ?? null;
  return {
    kind,
    ...readParties(transaction, { ...toRecognize, pharmacy: 'error' }),
    remsReferenceId: transaction.findText('REMSReferenceID'),
    remsCaseId: model?.findText('REMSCaseID') ?? null,
    replyDeadline: readDate(model?.find('DeadlineForReply') ?? null),
    medication: readMedication(transaction.require('MedicationPrescribed'), 'name'),
  };
}
