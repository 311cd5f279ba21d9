import { loadR4Validator } from '../../gateways/fhir-r4/r4-validator.ts';
import type { Problem } from '../../kernel/problem.ts';
import { type FhirResource, readFhir, readSpecialtyEnrollment } from '../../standards/fhir/fhir.ts';
import { readContent, readTransmission, readTree } from '../../standards/hl7v2/hl7v2.ts';
import { readScript } from '../../standards/ncpdp-script/ncpdp-script.ts';
import { readTelecom } from '../../standards/ncpdp-telecom/ncpdp-telecom.ts';
import { readX12 } from '../../standards/x12/x12.ts';
import { type FormatName, findFormat } from './message-format.ts';

/** What a file turned out to be. The format is null when its content is of none that is read. */
export interface FileReading {
  readonly format: FormatName | null;
  readonly problems: readonly Problem[];
  readonly message: unknown;
}

const unknownFormat: Problem = {
  code: 'read.unknown-format',
  where: 'byte 0',
  severity: 'error',
  text: 'The content is no HL7 version 2, NCPDP SCRIPT, FHIR, NCPDP Telecommunication or X12 message.',
};

/** Reads a file of any supported format, with the problems and their places. */
export async function readAnyFormat(bytes: Uint8Array): Promise<FileReading> {
  const format = findFormat(bytes);
  switch (format) {
    case 'hl7v2':
      return { format, ...readHl7(bytes) };
    case 'ncpdp-script':
      return { format, ...readScript(bytes) };
    case 'ncpdp-telecom':
      return { format, ...readTelecom(bytes) };
    case 'x12':
      return { format, ...readX12(bytes) };
    case 'fhir-r4':
      return { format, ...(await readFhirFile(bytes)) };
    case null:
      return { format, problems: [unknownFormat], message: null };
  }
}

function readHl7(bytes: Uint8Array): Omit<FileReading, 'format'> {
  const transmission = readTransmission(bytes);
  const read = transmission.messages.map(({ message, problems }) => {
    if (message === null) return { problems, message: null };
    const content = readContent(message);
    const typed = content.message?.kind === 'other' ? readTree(message) : content.message;
    return { problems: [...problems, ...content.problems], message: typed };
  });
  const messages = read.map((one) => one.message);
  const problems = [...transmission.problems, ...read.flatMap((one) => one.problems)];
  return { problems, message: messages.length === 1 ? messages[0] : messages.length === 0 ? null : messages };
}

async function readFhirFile(bytes: Uint8Array): Promise<Omit<FileReading, 'format'>> {
  const { message, problems } = readFhir(bytes);
  if (message === null) return { message, problems };
  const { validate } = await loadR4Validator();
  const found = [...problems, ...validate(message)];
  if (!isEnrollment(message)) return { message, problems: found };
  const enrollment = readSpecialtyEnrollment(message);
  return { message: enrollment.message, problems: [...found, ...enrollment.problems] };
}

/** Tells whether a resource is a message that asks to dispense something; what merely answers a search may hold anything. */
function isEnrollment(resource: FhirResource): boolean {
  const { type, entry = [] } = resource as {
    readonly type?: string;
    readonly entry?: readonly { readonly resource?: { readonly resourceType?: string } }[];
  };
  const isMessage = resource.resourceType === 'Bundle' && type === 'message';
  return isMessage && entry.some((one) => one.resource?.resourceType === 'MedicationRequest');
}
