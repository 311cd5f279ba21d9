import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { instantOf } from '../../kernel/instant.ts';
import {
  composeAcceptance,
  composeAnswerHeader,
  composeError,
  errorCodes,
  type OutgoingScript,
  type RxRequest,
  readScript,
  type ScriptMessage,
  writeScript,
} from '../../standards/ncpdp-script/ncpdp-script.ts';
import { sendScript } from './e-prescriber.ts';
import { type ListeningPartner, type ListeningPlace, listenForDocuments } from './listen.ts';
import { chooseMood, decideRequest } from './prescriber-rules.ts';
import type { HttpMessage } from './send-https.ts';

/** A simulated e-prescribing network with the prescribers behind it. */
export interface PrescriberNetwork extends ListeningPartner {
  /** Lists what was taken, each message once however often it came. */
  listTaken(): readonly ScriptMessage[];
  /** How often messages came, repeats included. */
  countArrivals(): number;
  /** Sends the answers of the prescribers that wait, and returns what the pharmacy acknowledged. */
  answerRequests(): Promise<readonly ScriptMessage['body'][]>;
}

/** Where answers of prescribers are sent, and what proves the network there. */
export type AskingPharmacy = Pick<HttpMessage, 'url' | 'host' | 'bearerKey' | 'tls'>;

export interface PrescriberNetworkOptions extends ListeningPlace {
  /** Finds the pharmacy that asks by the path at which it reaches the network; null gets no answers. */
  pharmacyAt(path: string): AskingPharmacy | null;
  /** How long prescribers think before they answer by themselves; null waits until they are asked to. */
  readonly thinkMilliseconds: number | null;
}

const senderSoftware = { developer: 'Simulated network', product: 'Prescriber', version: '1' } as const;
const slowMilliseconds = 1_500;

/** Starts an e-prescribing network that takes RxFill and requests over HTTPS, once for each MessageID, and lets prescribers answer. */
export async function startPrescriberNetwork(options: PrescriberNetworkOptions): Promise<PrescriberNetwork> {
  const taken = new Map<string, ScriptMessage>();
  const attempts = new Map<string, number>();
  const waiting: { readonly request: ScriptMessage; readonly pharmacy: AskingPharmacy }[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let arrivals = 0;

  async function answerRequests(): Promise<readonly ScriptMessage['body'][]> {
    const heard: ScriptMessage['body'][] = [];
    for (const { request, pharmacy } of waiting.splice(0)) {
      const reply = await sendScript({ ...pharmacy, body: composeDecision(request) });
      const body = readScript(new TextEncoder().encode(reply.body)).message?.body;
      if (body !== undefined) heard.push(body);
    }
    return heard;
  }

  const listener = await listenForDocuments(options, async (bytes, path) => {
    arrivals += 1;
    const { message } = readScript(bytes);
    const number = message?.header.messageId ?? '';
    if (message === null || number === '') return xml(400, '');
    const attempt = (attempts.get(number) ?? 0) + 1;
    attempts.set(number, attempt);
    const mood = chooseMood(familyNameOf(message));
    if (mood === 'silent') return null;
    if (mood === 'slow') await wait(slowMilliseconds);
    if (mood === 'refuses') return xml(200, composeAnswer(message, refusal));
    if (mood === 'first-fails' && attempt === 1) return xml(503, composeAnswer(message, disturbance));
    if (!taken.has(number)) {
      taken.set(number, message);
      if (message.body.kind === 'RxRenewalRequest' || message.body.kind === 'RxChangeRequest')
        think(message, options.pharmacyAt(path));
    }
    return xml(200, composeAnswer(message, composeAcceptance()));
  });

  function think(request: ScriptMessage, pharmacy: AskingPharmacy | null): void {
    if (pharmacy === null) return;
    waiting.push({ request, pharmacy });
    if (options.thinkMilliseconds === null) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void answerRequests().catch(() => undefined);
    }, options.thinkMilliseconds);
    timers.add(timer);
  }

  return {
    port: listener.port,
    listTaken: () => [...taken.values()],
    countArrivals: () => arrivals,
    answerRequests,
    stop: async () => {
      for (const timer of timers) clearTimeout(timer);
      await listener.stop();
    },
  };
}

const refusal = composeError({
  code: errorCodes.transactionRejected,
  descriptionCode: '2000',
  description: 'RxFill/Patient/HumanPatient/Name: the patient is not known here.',
});

const disturbance = composeError({
  code: errorCodes.receiverUnable,
  descriptionCode: null,
  description: 'The prescriber cannot be reached now.',
});

function composeAnswer(request: ScriptMessage, body: OutgoingScript['body']): string {
  const header = composeAnswerHeader({
    to: request.header,
    messageId: randomUUID().replaceAll('-', ''),
    sentAt: instantOf(Date.now()),
    senderSoftware,
  });
  return writeScript({ version: request.version === '2017071' ? '2017071' : '2023011', header, body });
}

/** Writes what a prescriber decided about a request, naming the message that asked. */
function composeDecision(request: ScriptMessage): string {
  const body = request.body as RxRequest;
  const {
    requestCode: _code,
    medicationPrescribed: _p,
    medicationDispensed: _d,
    medicationsRequested: _r,
    ...parties
  } = body;
  const kind = body.kind === 'RxChangeRequest' ? 'RxChangeResponse' : 'RxRenewalResponse';
  return composeAnswer(request, { ...parties, kind, ...decideRequest(body) });
}

function familyNameOf({ body }: ScriptMessage): string | null {
  return 'patient' in body ? (body.patient?.name?.last ?? null) : null;
}

function xml(status: number, body: string) {
  return { status, contentType: 'application/xml; charset=utf-8', body };
}
