import type { Instant } from '../../kernel/instant.ts';
import type {
  NewRx,
  RoutingParty,
  RxFill,
  RxRequest,
  RxResponse,
  ScriptAcknowledgement,
  ScriptHeader,
} from './script-message.ts';
import { writeMedication } from './write-medication.ts';
import { type ScriptShape, writeParties } from './write-parties.ts';
import { branch, leaf, marker } from './xml-text.ts';

/** A message that this program sends: what it answers with, and what its simulated partners send. */
export interface OutgoingScript {
  readonly version: ScriptShape;
  readonly header: ScriptHeader;
  readonly body: NewRx | RxFill | RxRequest | RxResponse | ScriptAcknowledgement;
}

/** The stamp that a release writes into its version attributes. */
const releaseStamps: Readonly<Record<ScriptShape, string>> = { '2017071': '20170715', '2023011': '20230115' };

/** Writes a SCRIPT message as XML text in UTF-8, in the shape of its release. */
export function writeScript(message: OutgoingScript): string {
  const stamp = releaseStamps[message.version];
  const content = branch('Message', [writeHeader(message.header), branch('Body', [writeBody(message)])], {
    xmlns: 'http://www.ncpdp.org/schema/SCRIPT',
    DatatypesVersion: stamp,
    TransportVersion: stamp,
    TransactionDomain: 'SCRIPT',
    TransactionVersion: stamp,
    StructuresVersion: stamp,
    ECLVersion: stamp,
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${content}\n`;
}

/** Composes the header of an answer: sender and receiver change places and the answered message is named. */
export function composeAnswerHeader(answer: {
  readonly to: ScriptHeader;
  readonly messageId: string;
  readonly sentAt: Instant;
  readonly senderSoftware: ScriptHeader['senderSoftware'];
}): ScriptHeader {
  return {
    to: answer.to.from,
    from: answer.to.to,
    messageId: answer.messageId,
    relatesToMessageId: answer.to.messageId,
    sentAt: answer.sentAt,
    security: null,
    senderSoftware: answer.senderSoftware,
    rxReferenceNumber: answer.to.rxReferenceNumber,
    prescriberOrderNumber: answer.to.prescriberOrderNumber,
    authorizationNumber: null,
    isTest: answer.to.isTest,
    isDigitallySigned: null,
  };
}

function writeHeader(header: ScriptHeader): string {
  const { security, senderSoftware, isDigitallySigned } = header;
  return branch('Header', [
    writeRoutingParty('To', header.to),
    writeRoutingParty('From', header.from),
    leaf('MessageID', header.messageId),
    leaf('RelatesToMessageID', header.relatesToMessageId),
    leaf('SentTime', header.sentAt),
    branch('Security', [
      branch('UsernameToken', [leaf('Username', security?.username ?? null)]),
      branch('Sender', [
        leaf('SecondaryIdentification', security?.senderSecondaryId ?? null),
        leaf('TertiaryIdentification', security?.senderTertiaryId ?? null),
      ]),
      branch('Receiver', [
        leaf('SecondaryIdentification', security?.receiverSecondaryId ?? null),
        leaf('TertiaryIdentification', security?.receiverTertiaryId ?? null),
      ]),
    ]),
    branch('SenderSoftware', [
      leaf('SenderSoftwareDeveloper', senderSoftware?.developer ?? null),
      leaf('SenderSoftwareProduct', senderSoftware?.product ?? null),
      leaf('SenderSoftwareVersionRelease', senderSoftware?.version ?? null),
    ]),
    leaf('TestMessage', header.isTest ? 'true' : null),
    leaf('RxReferenceNumber', header.rxReferenceNumber),
    leaf('PrescriberOrderNumber', header.prescriberOrderNumber),
    leaf('AuthorizationNumber', header.authorizationNumber),
    branch(
      'DigitalSignature',
      [leaf('DigitalSignatureIndicator', isDigitallySigned === null ? null : String(isDigitallySigned))],
      {
        Version: '1.1',
      },
    ),
  ]);
}

function writeRoutingParty(element: string, party: RoutingParty | null): string {
  return party === null ? '' : leaf(element, party.id, { Qualifier: party.qualifier });
}

function writeBody({ body, version }: OutgoingScript): string {
  switch (body.kind) {
    case 'NewRx':
      return marker(body.kind, [
        leaf('UrgencyIndicatorCode', body.urgencyCode),
        writeParties(body, version),
        writeMedication('MedicationPrescribed', body.medication, version),
        leaf(
          'ProhibitRenewalRequest',
          body.prohibitsRenewalRequest === null ? null : String(body.prohibitsRenewalRequest),
        ),
        leaf('ReturnReceipt', body.asksForVerification ? '001' : null),
      ]);
    case 'RxFill':
      return writeRxFill(body, version);
    case 'RxRenewalRequest':
    case 'RxChangeRequest':
    case 'CancelRx':
      return writeRequest(body, version);
    case 'RxRenewalResponse':
    case 'RxChangeResponse':
    case 'CancelRxResponse':
      return writeResponse(body, version);
    case 'Verify':
      return branch(body.kind, [branch('VerifyStatus', writeAcknowledgement(body))]);
    case 'Status':
    case 'Error':
      return branch(body.kind, writeAcknowledgement(body));
  }
}

function writeAcknowledgement(body: ScriptAcknowledgement): readonly string[] {
  return [
    leaf('Code', body.code),
    leaf('DescriptionCode', body.descriptionCode),
    leaf('Description', body.description),
  ];
}

function writeRxFill(body: RxFill, version: ScriptShape): string {
  const detail = [leaf('ReasonCode', body.reasonCode), leaf('Note', body.note)];
  return marker(body.kind, [
    branch(
      version === '2017071' ? 'FillStatus' : 'StatusType',
      body.fillStatus === null ? [] : [marker(body.fillStatus, detail)],
    ),
    writeParties(body, version),
    writeMedication('MedicationDispensed', body.medicationDispensed, version),
    writeMedication('MedicationPrescribed', body.medicationPrescribed, version),
  ]);
}

function writeRequest(body: RxRequest, version: ScriptShape): string {
  return marker(body.kind, [
    leaf('MessageRequestCode', body.requestCode),
    writeParties(body, version),
    writeMedication('MedicationDispensed', body.medicationDispensed, version),
    writeMedication('MedicationPrescribed', body.medicationPrescribed, version),
    ...body.medicationsRequested.map((requested) => writeMedication('MedicationRequested', requested, version)),
  ]);
}

function writeResponse(body: RxResponse, version: ScriptShape): string {
  const detail = [
    ...body.reasonCodes.map((code) => leaf('ReasonCode', code)),
    leaf('DenialReason', body.denialReason),
    leaf('Note', body.note),
  ];
  const medicationElement = body.kind === 'RxRenewalResponse' ? 'MedicationResponse' : 'MedicationPrescribed';
  return marker(body.kind, [
    leaf('RequestReferenceNumber', body.requestReferenceNumber),
    branch('Response', body.outcome === null ? [] : [marker(body.outcome, detail)]),
    writeParties({ ...body, requestReferenceNumber: null }, version),
    writeMedication(medicationElement, body.medication, version),
  ]);
}
