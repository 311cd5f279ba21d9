import type { MessageFormat, ReadPart } from '../../modules/exchange/index.ts';
import { type FhirResource, readFhir, readSpecialtyEnrollment } from '../../standards/fhir/fhir.ts';
import { type Hl7Message, readContent, readMessage, readTree } from '../../standards/hl7v2/hl7v2.ts';
import { readScript } from '../../standards/ncpdp-script/ncpdp-script.ts';
import { readTelecom } from '../../standards/ncpdp-telecom/ncpdp-telecom.ts';
import { describeValue, nameField } from './describe-value.ts';

/** Says what is understood of a message, in parts with their places; nothing where it cannot be read. */
export function describeMessage(format: MessageFormat, bytes: Uint8Array): readonly ReadPart[] {
  const parts = readers[format](bytes);
  return parts.filter(({ lines }) => lines.length > 0);
}

const readers: Readonly<Record<MessageFormat, (bytes: Uint8Array) => readonly ReadPart[]>> = {
  hl7v2: describeHl7,
  'ncpdp-script': describeScript,
  'fhir-r4': describeFhir,
  'ncpdp-telecom': describeTelecom,
  'courier-webhook': () => [],
};

type Fields = Readonly<Record<string, unknown>>;

/** Makes a part of each field that holds more than a word, and one part of the words; `findPlace` says where a field stands. */
function describeFields(
  title: string,
  fields: Fields,
  findPlace: (key: string, index: number) => string | null,
): readonly ReadPart[] {
  const own: ReadPart = {
    title,
    where: findPlace('', 0),
    lines: Object.entries(fields).flatMap(([key, value]) =>
      isSmall(key, value) && !unsaid.has(key) ? describeValue(value, nameField(key)) : [],
    ),
  };
  const others = Object.entries(fields).flatMap(([key, value]) => {
    if (isSmall(key, value)) return [];
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.map((one, index) => ({
      title: values.length === 1 ? nameOne(key) : `${nameOne(key)} ${index + 1}`,
      where: findPlace(key, index),
      lines: describeValue(one, '').map((line) => (line.label === '' ? { ...line, label: nameOne(key) } : line)),
    }));
  });
  return [own, ...others];
}

/** Fields of lists by the name of one of them. */
const ones: Readonly<Record<string, string>> = {
  coverages: 'Coverage',
  allergies: 'Allergy',
  diagnoses: 'Diagnosis',
  observations: 'Observation',
  prescriptions: 'Prescription',
  conditions: 'Condition',
  consents: 'Consent',
  transactions: 'Transaction',
  medicationsRequested: 'Medication requested',
  sig: 'Directions',
};

function nameOne(key: string): string {
  return ones[key] ?? nameField(key);
}

/** Fields that repeat another or are no part of the message. */
const unsaid: ReadonlySet<string> = new Set(['kind', 'where', 'bodyWeight', 'bodyHeight', 'senderIssues']);

/** Whether a field is said in a line of the part that it belongs to. */
function isSmall(key: string, value: unknown): boolean {
  return unsaid.has(key) || describeValue(value, '').every(({ label }) => label === '');
}

/** Where the parts of an order stand in a message of HL7 version 2: the first of the places that there is. */
const segments: Readonly<Record<string, string>> = {
  '': 'ORC',
  patient: 'PID',
  visit: 'PV1',
  coverages: 'IN1',
  guarantor: 'GT1',
  allergies: 'AL1',
  diagnoses: 'DG1',
  observations: 'OBX',
  bodyWeight: 'OBX',
  drug: 'RXE-2 RXD-2 RXO-1',
  give: 'RXE-3 RXO-2',
  dispense: 'RXE-10 RXD-4 RXO-11',
  sig: 'RXE-7 RXO-7',
  prescriber: 'ORC-12',
  prescriptionNumber: 'RXE-15',
};

function describeHl7(bytes: Uint8Array): readonly ReadPart[] {
  const { message } = readMessage(bytes);
  if (message === null) return [];
  const content = readContent(message).message;
  if (content === null || content.kind === 'other') return describeSegments(message);
  const [title = '', records = []] = listHl7Records(content);
  return records.flatMap((record, index) =>
    describeFields(records.length === 1 ? title : `${title} ${index + 1}`, record, (key, nth) => {
      const choices = segments[key]?.split(' ') ?? [];
      const segment = choices.find((choice) => message.segment(choice.slice(0, 3)) !== null);
      if (segment === undefined) return null;
      const occurrence = segment.length > 3 || key === 'patient' || key === 'visit' || key === '' ? index : nth;
      return occurrence === 0 ? segment : segment.replace(/^.../, (name) => `${name}[${occurrence + 1}]`);
    }),
  );
}

type Content = NonNullable<ReturnType<typeof readContent>['message']>;

function listHl7Records(content: Exclude<Content, { readonly kind: 'other' }>): readonly [string, readonly Fields[]] {
  const asFields = (records: readonly object[]) => records as readonly Fields[];
  switch (content.kind) {
    case 'pharmacy-orders':
      return ['Order', asFields(content.orders)];
    case 'dispenses':
      return ['Dispense', asFields(content.dispenses)];
    case 'admission':
      return ['Admission', asFields([content.admission])];
    case 'appointment':
      return ['Appointment', asFields([content.appointment])];
    case 'results':
      return ['Result', asFields(content.results)];
    case 'acknowledgement':
      return ['Acknowledgement', asFields([content.acknowledgement])];
  }
}

/** A message that this program does not read further is shown segment by segment. */
function describeSegments(message: Hl7Message): readonly ReadPart[] {
  const seen = new Map<string, number>();
  return readTree(message).map(({ name, fields }) => {
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return {
      title: name,
      where: nth === 1 ? name : `${name}[${nth}]`,
      lines: fields.flatMap((field, index) => {
        const value = (field as readonly unknown[])
          .flat(3)
          .filter((text) => text !== '')
          .join(' ');
        return value === '' ? [] : [{ label: `${name}-${index + 1}`, value }];
      }),
    };
  });
}

/** Elements of SCRIPT whose name is not that of the field. */
const elements: Readonly<Record<string, string>> = {
  coverages: 'BenefitsCoordination',
  allergies: 'AllergyOrAdverseEvent',
  medication: 'MedicationPrescribed',
  medicationsRequested: 'MedicationRequested',
};

function describeScript(bytes: Uint8Array): readonly ReadPart[] {
  const { message } = readScript(bytes);
  if (message === null) return [];
  const { header, body } = message;
  const root = `Message/Body/${body.kind}`;
  const headerPart = { title: 'Header', where: 'Message/Header', lines: describeValue(header, '') };
  if (body.kind === 'Unread') return [headerPart];
  const parts = describeFields(body.kind, body as unknown as Fields, (key, index) => {
    if (key === '') return root;
    const element = elements[key] ?? key.charAt(0).toUpperCase() + key.slice(1);
    return `${root}/${element}${index === 0 ? '' : `[${index + 1}]`}`;
  });
  return [...parts, headerPart];
}

function describeFhir(bytes: Uint8Array): readonly ReadPart[] {
  const { message } = readFhir(bytes);
  if (message === null) return [];
  const resources = listResources(message);
  if (
    resources.some(({ resource }) => resource.resourceType === 'MedicationRequest') &&
    message['type'] === 'message'
  ) {
    const enrollment = readSpecialtyEnrollment(message).message;
    if (enrollment !== null) return describeFields('Enrollment', enrollment as unknown as Fields, () => null);
  }
  return resources.map(({ resource, where }) => ({
    title: resource.resourceType,
    where,
    lines: Object.entries(resource).flatMap(([key, value]) =>
      ['resourceType', 'meta', 'text'].includes(key) ? [] : describeValue(value, nameField(key)),
    ),
  }));
}

function listResources(message: FhirResource) {
  const entries = (message['entry'] ?? []) as readonly { readonly resource?: FhirResource }[];
  if (message.resourceType !== 'Bundle') return [{ resource: message, where: message.resourceType }];
  return entries.flatMap(({ resource }, index) =>
    resource === undefined ? [] : [{ resource, where: `Bundle.entry[${index}].resource` }],
  );
}

function describeTelecom(bytes: Uint8Array): readonly ReadPart[] {
  const { message } = readTelecom(bytes);
  return message === null ? [] : describeFields('Transmission', message as unknown as Fields, () => null);
}
