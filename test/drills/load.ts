import { randomUUID } from 'node:crypto';
import { get, request as send } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { connect, type TLSSocket } from 'node:tls';
import { demoPassword } from '../../src/apps/demo-generator/demo-health-systems.ts';
import { encodeMllpFrame, MllpDecoder } from '../../src/standards/hl7v2/hl7v2.ts';
import { codeOf, composeOrder, converse } from '../support/mllp-conversation.ts';
import type { Installation } from './installation.ts';

/** What clients were told is kept. Whoever was told nothing says it again, under the same number, until told. */
export interface Load {
  /** Numbers of orders that were acknowledged with AA, and the values of measurements whose command was answered with 200. */
  readonly acknowledgedOrders: ReadonlySet<string>;
  readonly acknowledgedCommands: ReadonlySet<string>;
  /** Waits until so many more facts were acknowledged. */
  more(count: number): Promise<void>;
  /** Lets everything that was begun be acknowledged, and ends. */
  finish(): Promise<void>;
  /** Ends without another word. */
  abandon(): void;
}

const connections = 3;
/** Whoever waits longer than this for one more fact has found a program that does not come back. */
const longestSilence = 60_000;
let runs = 0;

/** Puts load on the program: orders over MLLP on several connections, and commands of a person over HTTP. */
export function startLoad(
  installation: Installation,
  program: { readonly webPort: number; readonly mllpPort: number },
): Load {
  runs += 1;
  const orders = new Set<string>();
  const commands = new Set<string>();
  const answers = new Map<string, string>();
  const state = { ending: false, abandoned: false };
  links.clear();
  const senders = Array.from({ length: connections }, (_, lane) =>
    sendOrders({ installation, program, orders, answers, state, lane: `${runs}${lane}` }),
  );
  senders.push(giveCommands({ installation, program, commands, answers, state }));
  const countAll = (): number => orders.size + commands.size;
  return {
    acknowledgedOrders: orders,
    acknowledgedCommands: commands,
    more: async (count) => {
      const wanted = countAll() + count;
      let [known, since] = [countAll(), performance.now()];
      while (countAll() < wanted) {
        await wait(5);
        if (countAll() !== known) [known, since] = [countAll(), performance.now()];
        if (performance.now() - since > longestSilence) throw new Error(describeSilence(answers));
      }
    },
    finish: async () => {
      state.ending = true;
      const silence = wait(2 * longestSilence, 'silence' as const, { ref: false });
      if ((await Promise.race([Promise.all(senders), silence])) === 'silence')
        throw new Error(describeSilence(answers));
    },
    abandon: () => {
      state.ending = true;
      state.abandoned = true;
    },
  };
}

interface LaneParts {
  readonly installation: Installation;
  readonly program: { readonly webPort: number; readonly mllpPort: number };
  readonly state: { readonly ending: boolean; readonly abandoned: boolean };
  /** What each lane was told last. */
  readonly answers: Map<string, string>;
}

function describeSilence(answers: ReadonlyMap<string, string>): string {
  const told = [...answers].map(([lane, answer]) => `${lane}: ${answer}`);
  return `Nothing more was acknowledged for ${longestSilence / 1000} s; last answers: ${told.join('; ')}`;
}

/** Sends one order to a gateway on a connection of its own and returns the code of the answer. */
export async function sendOrder(installation: Installation, mllpPort: number, order: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port: mllpPort, servername: 'localhost', ...installation.ehr });
  const [answer] = await converse(socket, [encodeMllpFrame(order)]);
  socket.destroy();
  return codeOf(answer);
}

/** Signs a person in and returns the cookie of the session. */
export async function signIn(installation: Installation, webPort: number, userName: string): Promise<string> {
  const request = { userName, password: demoPassword, code: installation.codeOf(userName) };
  const answer = await call(webPort, { path: '/api/identity/sign-in', request });
  return answer.cookie;
}

async function sendOrders(parts: LaneParts & { readonly orders: Set<string>; readonly lane: string }): Promise<void> {
  const { state, lane } = parts;
  for (let number = 1; !state.ending; number += 1) {
    const controlId = `L${lane}-${number}`;
    const patient = Number(`${lane}${number}`);
    const frame = encodeMllpFrame(composeOrder({ controlId, patient, order: controlId, sender: 'EHR|HARBORVIEW' }));
    for (;;) {
      const code = state.abandoned ? 'AA' : await askOnce(parts, frame);
      parts.answers.set(lane, code);
      if (code === 'AA') break;
      await wait(20);
    }
    if (!state.abandoned) parts.orders.add(controlId);
  }
  links.get(parts.lane)?.destroy();
}

const links = new Map<string, TLSSocket>();

/** Sends a frame on the open connection of its lane and returns the code of the answer; 'none' when the connection broke. */
function askOnce(parts: LaneParts & { readonly lane: string }, frame: Uint8Array): Promise<string> {
  const known = links.get(parts.lane);
  const { ehr } = parts.installation;
  const socket =
    known !== undefined && !known.destroyed
      ? known
      : connect({ host: '127.0.0.1', port: parts.program.mllpPort, servername: 'localhost', ...ehr });
  links.set(parts.lane, socket);
  const decoder = new MllpDecoder();
  return new Promise((resolve) => {
    const settle = (code: string): void => {
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      if (code === 'none') socket.destroy();
      resolve(code);
    };
    socket.on('data', (chunk: Buffer) => {
      const [answer] = decoder.push(chunk).frames;
      if (answer !== undefined) settle(codeOf(new TextDecoder().decode(answer.bytes)));
    });
    socket.on('error', () => settle('none'));
    socket.on('close', () => settle('none'));
    socket.setTimeout(15_000, () => settle('none'));
    socket.write(frame);
  });
}

/** A person signs in once: a code is taken once in half a minute, and whoever fails ten times is made to wait. */
const sessions = new WeakMap<Installation, string>();

async function giveCommands(parts: LaneParts & { readonly commands: Set<string> }): Promise<void> {
  const { installation, program, state } = parts;
  let cookie = sessions.get(installation) ?? '';
  while (cookie === '' && !state.abandoned) {
    cookie = await signIn(installation, program.webPort, 'clara');
    if (cookie === '') await wait(300);
  }
  sessions.set(installation, cookie);
  for (let number = 1; !state.ending; number += 1) {
    const value = `${runs}${String(number).padStart(5, '0')}`;
    const measured = { loincCode: '29463-7', value, ucumUnit: 'kg', observedOn: '2026-03-02', text: null };
    const request = { patientId: installation.patientId, ...measured };
    const command = { path: '/api/patients/record-observation', request, key: randomUUID(), cookie };
    while (!state.abandoned) {
      const { status, text } = await call(program.webPort, command);
      parts.answers.set('commands', `${status} ${text}`);
      if (status === 200) break;
      await wait(20);
    }
    if (!state.abandoned) parts.commands.add(value);
  }
}

/** Gives a command over HTTP; status 0 when the connection broke. */
export function call(
  port: number,
  given: { readonly path: string; readonly request: unknown; readonly key?: string; readonly cookie?: string },
): Promise<{ readonly status: number; readonly text: string; readonly cookie: string }> {
  const body = JSON.stringify(given.request);
  return new Promise((resolve) => {
    const nothing = { status: 0, text: '', cookie: '' };
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-theriac-csrf': '1',
      'idempotency-key': given.key ?? randomUUID(),
      ...(given.cookie === undefined ? {} : { cookie: given.cookie }),
    };
    const outgoing = send(
      { host: 'localhost', port, path: given.path, method: 'POST', headers, timeout: 15_000 },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', () => resolve(nothing));
        incoming.on('end', () => {
          const cookie = (incoming.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
          resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString(), cookie });
        });
      },
    );
    outgoing.on('timeout', () => outgoing.destroy());
    outgoing.on('error', () => resolve(nothing));
    outgoing.end(body);
  });
}

/** A browser's stream of live updates. */
export interface LiveStream {
  /** Everything that came so far. */
  text(): string;
  /** Is settled when the server ended the stream. */
  readonly ended: Promise<void>;
}

/** Listens to live updates as a browser does. */
export function listenToLive(port: number, cookie: string): Promise<LiveStream> {
  return new Promise((resolve, reject) => {
    const stream = get({ host: 'localhost', port, path: '/api/live', headers: { cookie } }, (incoming) => {
      const heard: string[] = [];
      incoming.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
      incoming.on('error', () => undefined);
      resolve({
        text: () => heard.join(''),
        ended: new Promise((end) => {
          incoming.once('close', () => end());
        }),
      });
    });
    stream.on('error', reject);
  });
}
