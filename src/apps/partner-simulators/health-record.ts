import { randomUUID } from 'node:crypto';
import { type AddressInfo, createServer as createPlain, type Server, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { instantOf } from '../../kernel/instant.ts';
import type { Problem } from '../../kernel/problem.ts';
import { type FhirResource, readFhir, toOperationOutcome } from '../../standards/fhir/fhir.ts';
import {
  encodeMllpFrame,
  formatHl7Instant,
  type Hl7Message,
  hl7Problems,
  MllpDecoder,
  readContent,
  readMessage,
  writeAcknowledgement,
} from '../../standards/hl7v2/hl7v2.ts';
import { type HttpAnswer, type ListeningPartner, type ListeningPlace, listenForDocuments } from './listen.ts';
import { chooseMood, type PartnerMood } from './prescriber-rules.ts';

/** A simulated electronic health record that takes news of its orders. */
export interface HealthRecord extends ListeningPartner {
  /** Lists what was taken, each message once however often it came. */
  listTaken(): readonly string[];
  /** How often messages came, repeats included. */
  countArrivals(): number;
}

/** What came, by number: a repeat is answered as before and taken once. */
class Inbox {
  readonly taken = new Map<string, string>();
  readonly attempts = new Map<string, number>();
  arrivals = 0;

  /** Notes an arrival and says how it is answered; null stays silent. */
  note(number: string, text: string, mood: PartnerMood): 'taken' | 'refused' | 'disturbed' | null {
    this.arrivals += 1;
    const attempt = (this.attempts.get(number) ?? 0) + 1;
    this.attempts.set(number, attempt);
    if (mood === 'silent') return null;
    if (mood === 'refuses') return 'refused';
    if (mood === 'first-fails' && attempt === 1) return 'disturbed';
    if (!this.taken.has(number)) this.taken.set(number, text);
    return 'taken';
  }
}

/** Starts a record that takes RDS and ORM over MLLP and answers with MSA and ERR. */
export async function startHealthRecord(
  place: ListeningPlace & { readonly speaks: 'hl7v2' | 'fhir-r4' },
): Promise<HealthRecord> {
  const inbox = new Inbox();
  const listener = place.speaks === 'hl7v2' ? await listenForHl7(place, inbox) : await listenForFhir(place, inbox);
  return {
    ...listener,
    listTaken: () => [...inbox.taken.values()],
    countArrivals: () => inbox.arrivals,
  };
}

async function listenForHl7(place: ListeningPlace, inbox: Inbox): Promise<ListeningPartner> {
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    const decoder = new MllpDecoder({ maximumFrameBytes: 1_048_576 });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      for (const { bytes } of decoder.push(chunk).frames) {
        const answer = answerHl7(bytes, inbox);
        if (answer !== null) socket.write(encodeMllpFrame(new TextEncoder().encode(answer)));
      }
    });
  };
  const server: Server =
    place.tls === null
      ? createPlain(serve)
      : createTls({ ...place.tls, requestCert: true, rejectUnauthorized: true }, serve);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(place.port, place.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function answerHl7(bytes: Uint8Array, inbox: Inbox): string | null {
  const { message, problems } = readMessage(bytes);
  if (message === null) return null;
  const content = readContent(message);
  const familyName = message.segment('PID')?.text(5, 1) ?? null;
  const wrong = [...problems, ...content.problems].filter(({ severity }) => severity === 'error');
  const mood = chooseMood(familyName);
  const noted = inbox.note(message.controlId, new TextDecoder().decode(bytes), wrong.length > 0 ? 'refuses' : mood);
  if (noted === null) return null;
  if (noted === 'taken') return acknowledge(message, 'AA', []);
  if (noted === 'disturbed') return acknowledge(message, 'AE', [{ ...unknownPatient, code: 'mllp.application-fault' }]);
  return acknowledge(message, 'AE', wrong.length > 0 ? wrong : [unknownPatient]);
}

const unknownPatient: Problem = {
  code: hl7Problems.patientNotIdentified.code,
  where: 'PID-3.1',
  severity: 'error',
  text: 'No patient has this number.',
};

function acknowledge(request: Hl7Message, code: 'AA' | 'AE', problems: readonly Problem[]): string {
  const sentAt = formatHl7Instant(instantOf(Date.now()));
  return writeAcknowledgement({ request, code, controlId: randomUUID().slice(-20), sentAt, problems });
}

/** The record takes messages of the Specialty Medication Enrollment guide and answers each with a message that names it. */
function listenForFhir(place: ListeningPlace, inbox: Inbox): Promise<ListeningPartner> {
  return listenForDocuments(place, async (bytes): Promise<HttpAnswer | null> => {
    const bundle = readFhir(bytes).message;
    const resources = bundle === null ? [] : listResources(bundle);
    const header = resources.find(({ resourceType }) => resourceType === 'MessageHeader');
    const number = typeof header?.['id'] === 'string' ? header['id'] : '';
    if (number === '') return fhir(400, toOperationOutcome([notAMessage]));
    const patient = resources.find(({ resourceType }) => resourceType === 'Patient');
    const [name] = (patient?.['name'] ?? []) as readonly { readonly family?: string }[];
    const noted = inbox.note(number, new TextDecoder().decode(bytes), chooseMood(name?.family ?? null));
    if (noted === null) return null;
    if (noted === 'disturbed') return fhir(503, toOperationOutcome([{ ...notAMessage, code: 'fhir.busy' }]));
    if (noted === 'refused') return fhir(422, toOperationOutcome([unknownInFhir]));
    return fhir(200, composeResponse(number));
  });
}

const notAMessage: Problem = {
  code: 'fhir.not-a-message',
  where: 'Bundle',
  severity: 'error',
  text: 'A message is taken here.',
};
const unknownInFhir: Problem = {
  code: 'fhir.unknown-patient',
  where: 'Bundle.entry[2].resource.identifier',
  severity: 'error',
  text: 'No patient has this number.',
};

function composeResponse(number: string): FhirResource {
  return {
    resourceType: 'Bundle',
    type: 'message',
    entry: [
      {
        resource: {
          resourceType: 'MessageHeader',
          eventCoding: {
            system: 'http://hl7.org/fhir/us/specialty-rx/CodeSystem/specialty-rx-event-type',
            code: 'query-response-unsolicited',
          },
          source: { name: 'Simulated health record', endpoint: 'urn:simulated-ehr' },
          response: { identifier: number, code: 'ok' },
        },
      },
    ],
  };
}

function listResources(bundle: FhirResource): readonly FhirResource[] {
  const entries = (bundle['entry'] ?? []) as readonly { readonly resource?: FhirResource }[];
  return entries.flatMap(({ resource }) => resource ?? []);
}

function fhir(status: number, resource: FhirResource): HttpAnswer {
  return { status, contentType: 'application/fhir+json', body: JSON.stringify(resource) };
}
