import { randomUUID } from 'node:crypto';
import { readFhir } from '../../standards/fhir/fhir.ts';
import { type AskedForm, chooseFormMood, composeFormAnswer } from './form-rules.ts';
import type { AskingPharmacy } from './prescriber-network.ts';
import { chooseMood } from './prescriber-rules.ts';
import { sendHttps } from './send-https.ts';

/** Where prescribers find the forms that pharmacies send, and from where their answers go back. */
export interface FormDesk {
  /** Takes a message with a form; null for bytes that are none. `path` says which pharmacy asks. */
  take(bytes: Uint8Array, path: string): { readonly status: number; readonly body: object } | null;
  /** Lists the forms that were taken, each once however often it came. */
  listTaken(): readonly string[];
  /** Sends the answers of the prescribers that wait, and returns the status of each reply. */
  answerForms(): Promise<readonly number[]>;
  stop(): void;
}

export interface FormDeskOptions {
  /** Finds the pharmacy that asks by the path at which it reaches the desk; null gets no answers. */
  pharmacyAt(path: string): AskingPharmacy | null;
  /** How long prescribers take to fill in a form by themselves; null waits until they are asked to. */
  readonly thinkMilliseconds: number | null;
}

type Resource = Readonly<Record<string, unknown>> & { readonly resourceType: string };

/** Opens a desk at which forms are taken by number, once each. */
export function openFormDesk(options: FormDeskOptions): FormDesk {
  const taken = new Map<string, string>();
  const waiting: { readonly form: AskedForm; readonly pharmacy: AskingPharmacy }[] = [];
  const timers = new Set<NodeJS.Timeout>();

  async function answerForms(): Promise<readonly number[]> {
    const statuses: number[] = [];
    for (const { form, pharmacy } of waiting.splice(0)) {
      const answer = composeFormAnswer(form, { messageId: randomUUID(), now: Date.now() });
      const body = JSON.stringify(answer);
      const reply = await sendHttps({ ...pharmacy, contentType: 'application/fhir+json', body });
      statuses.push(reply.status);
    }
    return statuses;
  }

  function think(form: AskedForm, pharmacy: AskingPharmacy | null): void {
    if (pharmacy === null || chooseFormMood(form.familyName) === 'ignores') return;
    waiting.push({ form, pharmacy });
    if (options.thinkMilliseconds === null) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void answerForms().catch(() => undefined);
    }, options.thinkMilliseconds);
    timers.add(timer);
  }

  return {
    take: (bytes, path) => {
      const bundle = readFhir(bytes).message;
      const entries = (bundle?.['entry'] ?? []) as readonly { readonly resource?: Resource }[];
      const resources = entries.flatMap(({ resource }) => resource ?? []);
      const header = resources.find(({ resourceType }) => resourceType === 'MessageHeader');
      const form = readForm(resources);
      const number = header?.['id'];
      if (form === null || typeof number !== 'string') return null;
      if (chooseMood(form.familyName) === 'refuses') return { status: 422, body: unknownPatient };
      if (!taken.has(number)) {
        taken.set(number, new TextDecoder().decode(bytes));
        think(form, options.pharmacyAt(path));
      }
      return { status: 200, body: composeAcceptance(number) };
    },
    listTaken: () => [...taken.values()],
    answerForms,
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function readForm(resources: readonly Resource[]): AskedForm | null {
  const find = (type: string): Resource | undefined => resources.find(({ resourceType }) => resourceType === type);
  const [task, questionnaire, patient] = [find('Task'), find('Questionnaire'), find('Patient')];
  const [identifier] = (task?.['identifier'] ?? []) as readonly { readonly value?: string }[];
  if (identifier?.value === undefined || questionnaire === undefined || patient === undefined) return null;
  const [name] = (patient['name'] ?? []) as readonly { readonly family?: string }[];
  const items = (questionnaire['item'] ?? []) as AskedForm['items'];
  return { number: identifier.value, patient, familyName: name?.family ?? '', items };
}

const unknownPatient = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'not-found', expression: ['Bundle.entry[3].resource.identifier'] }],
};

function composeAcceptance(number: string): object {
  const header = {
    resourceType: 'MessageHeader',
    eventCoding: {
      system: 'http://hl7.org/fhir/us/specialty-rx/CodeSystem/specialty-rx-event-type',
      code: 'query-response-unsolicited',
    },
    source: { name: 'Simulated health record', endpoint: 'urn:simulated-ehr' },
    response: { identifier: number, code: 'ok' },
  };
  return { resourceType: 'Bundle', type: 'message', entry: [{ resource: header }] };
}
