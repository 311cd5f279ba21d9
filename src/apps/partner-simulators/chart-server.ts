import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ChartAuthorization, type ChartClient } from './chart-authorization.ts';
import { type ChartPatient, writeNotesPage, writePatientsPage } from './chart-pages.ts';
import { type ChartResource, describePatient, findResources } from './chart-rules.ts';
import { type FormDesk, type FormDeskOptions, openFormDesk } from './form-desk.ts';
import type { Misbehavior } from './identity-rules.ts';

/** A simulated EHR that answers FHIR searches, keeps notes, launches Theriac, and takes forms for its prescribers. */
export interface ChartSimulator {
  readonly port: number;
  /** The FHIR base address, which it names as `iss` when it launches. */
  readonly baseAddress: string;
  /** How many batches were answered. */
  countBatches(): number;
  /** How many tokens its authorization server has given; 0 where it has none. */
  countTokens(): number;
  revokeTokens(): void;
  /** Makes what it says of people wrong in one point, or right again. */
  behave(misbehavior: Misbehavior | null): void;
  /** Makes the patients known whom people here open. */
  admit(patients: readonly ChartPatient[]): void;
  /** Lets a person launch a client with a patient open; returns the address that the browser goes to. */
  launch(chosen: { readonly clientId: string; readonly patientId: string; readonly subject: string }): string;
  /** The notes that were filed. */
  listNotes(): readonly ChartResource[];
  /** Answers the next requests for documents with this status and nothing else; null ends it. */
  failDocuments(status: number | null): void;
  readonly forms: FormDesk;
  stop(): Promise<void>;
}

interface Chart {
  readonly baseAddress: string;
  /** Null where everybody is answered. */
  readonly authorization: ChartAuthorization | null;
  readonly clients: readonly ChartClient[];
  readonly patients: Map<string, ChartPatient>;
  readonly notes: Map<string, ChartResource>;
  readonly forms: FormDesk;
  batches: number;
  documentStatus: number | null;
}

const largestBody = 1_048_576;
const nobodyAsks: FormDeskOptions = { pharmacyAt: () => null, thinkMilliseconds: null };

/**
 * Starts an EHR that answers batches of FHIR searches, and knows everybody whom it is asked for by number, family name and birth date. With
 * clients it asks each for a token (SMART Backend Services) and launches them; without, it answers everybody.
 */
export async function startChartServer(options: {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly clients?: readonly ChartClient[];
  /** How its prescribers treat forms; without it nobody fills one in. */
  readonly forms?: FormDeskOptions;
  /** Milliseconds since 1970; those of this machine unless said. */
  readonly now?: () => number;
}): Promise<ChartSimulator> {
  const { clients = [], now = Date.now } = options;
  let chart: Chart | null = null;
  const server = createServer((request, response) => {
    if (chart === null) return end(response, 503, {});
    answer(chart, request, response).catch(() => end(response, 400, { resourceType: 'OperationOutcome' }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  const issuer = `http://127.0.0.1:${port}`;
  const authorization = clients.length === 0 ? null : new ChartAuthorization({ issuer, clients, now });
  const opened: Chart = {
    ...{ authorization, clients, baseAddress: `${issuer}/fhir`, batches: 0, documentStatus: null },
    ...{ patients: new Map<string, ChartPatient>(), notes: new Map<string, ChartResource>() },
    forms: openFormDesk(options.forms ?? nobodyAsks),
  };
  chart = opened;
  return { ...controlsOf(opened), port, stop: () => stop(server, opened.forms) };
}

function controlsOf(chart: Chart): Omit<ChartSimulator, 'port' | 'stop'> {
  return {
    baseAddress: chart.baseAddress,
    countBatches: () => chart.batches,
    countTokens: () => chart.authorization?.issuedTokens ?? 0,
    revokeTokens: () => chart.authorization?.revokeTokens(),
    behave: (misbehavior) => {
      if (chart.authorization !== null) chart.authorization.misbehavior = misbehavior;
    },
    admit: (patients) => {
      for (const patient of patients) chart.patients.set(patient.patientId, patient);
    },
    launch: (chosen) => {
      const launched = chart.authorization?.launch(chart.baseAddress, chosen) ?? null;
      if (launched === null) throw new Error('this EHR launches no such client');
      return launched;
    },
    forms: chart.forms,
    listNotes: () => [...chart.notes.values()],
    failDocuments: (status) => {
      chart.documentStatus = status;
    },
  };
}

async function stop(server: ReturnType<typeof createServer>, forms: FormDesk): Promise<void> {
  forms.stop();
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

async function answer(chart: Chart, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', chart.baseAddress);
  const { authorization } = chart;
  if (request.method === 'POST' && !ownPaths.test(url.pathname)) return takeForm(chart, request, response);
  if (url.pathname.startsWith('/fhir') && !url.pathname.includes('.well-known'))
    return answerFhir(chart, { request, response, path: url.pathname });
  if (authorization === null) return end(response, 404, {});
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /fhir/.well-known/smart-configuration':
      return end(response, 200, authorization.describe());
    case 'GET /keys':
      return end(response, 200, await authorization.listKeys());
    case 'GET /authorize':
      return sendAnswer(response, authorization.authorize(url.searchParams, chart.baseAddress));
    case 'POST /token':
      return sendAnswer(response, await authorization.giveToken(new URLSearchParams(await readText(request))));
    case 'GET /':
      return sendPage(response, writePatientsPage([...chart.patients.values()], findLaunchedClient(chart)));
    case 'GET /notes':
      return sendPage(response, writeNotesPage([...chart.notes.values()]));
    case 'POST /launch': {
      const chosen = new URLSearchParams(await readText(request));
      const of = { clientId: chosen.get('client') ?? '', patientId: chosen.get('patient') ?? '' };
      const location = authorization.launch(chart.baseAddress, { ...of, subject: chosen.get('subject') ?? '' });
      return location === null ? end(response, 404, {}) : sendAnswer(response, { kind: 'redirect', location });
    }
    default:
      return end(response, 404, {});
  }
}

const ownPaths = /^\/(fhir|token|launch)\b/;

async function takeForm({ forms }: Chart, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const taken = forms.take(Buffer.from(await readText(request)), request.url ?? '/');
  end(response, taken?.status ?? 400, taken?.body ?? { resourceType: 'OperationOutcome' });
}

interface FhirCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
}

async function answerFhir(chart: Chart, { request, response, path }: FhirCall): Promise<void> {
  const token = chart.authorization?.findToken(request.headers.authorization) ?? null;
  if (chart.authorization !== null && token === null)
    return end(response, 401, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'login' }] });
  if (request.method !== 'POST') return end(response, 405, { resourceType: 'OperationOutcome' });
  const body = await readText(request);
  if (path === '/fhir/DocumentReference') return fileNote(chart, { request, response, body, token });
  if (path === '/fhir/Patient/_search') {
    const id = new URLSearchParams(body).get('_id') ?? '';
    const patient = token?.patientId === id ? chart.patients.get(id) : undefined;
    const entry = patient === undefined ? [] : [{ resource: toPatientResource(patient) }];
    return end(response, 200, { resourceType: 'Bundle', type: 'searchset', entry });
  }
  const urls = readBatch(body);
  if (urls === null) return end(response, 400, { resourceType: 'OperationOutcome' });
  chart.batches += 1;
  const entry = urls.map((text) => ({
    resource: { resourceType: 'Bundle', type: 'searchset', entry: listEntries(text) },
    response: { status: '200 OK' },
  }));
  return end(response, 200, { resourceType: 'Bundle', type: 'batch-response', entry });
}

/** Files a document once for each identifier (FHIR R4, conditional create). */
function fileNote(
  chart: Chart,
  asked: Omit<FhirCall, 'path'> & {
    readonly body: string;
    readonly token: ReturnType<ChartAuthorization['findToken']>;
  },
): void {
  const { request, response } = asked;
  const mayFile = asked.token === null || asked.token.scopes.some((scope) => /\/DocumentReference\.c/.test(scope));
  const refusal = mayFile ? chart.documentStatus : 403;
  if (refusal !== null) {
    end(response, refusal, writeOutcome('DocumentReference.type'));
    return;
  }
  const note = JSON.parse(asked.body) as ChartResource;
  const condition = new URLSearchParams(String(request.headers['if-none-exist'] ?? '')).get('identifier') ?? '';
  const kept = chart.notes.get(condition);
  const id = kept?.id ?? `note-${chart.notes.size + 1}`;
  if (kept === undefined) chart.notes.set(condition, { ...note, id });
  response.setHeader('location', `${chart.baseAddress}/DocumentReference/${id}/_history/1`);
  end(response, kept === undefined ? 201 : 200, { ...note, id });
}

function writeOutcome(expression: string): object {
  return {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'business-rule', expression: [expression] }],
  };
}

function toPatientResource(patient: ChartPatient): ChartResource {
  const { patientId, system, recordNumber, family, given, birthDate } = patient;
  return {
    resourceType: 'Patient',
    id: patientId,
    identifier: [{ system, value: recordNumber }],
    name: [{ family, given: [given] }],
    birthDate,
    gender: 'unknown',
  };
}

function findLaunchedClient({ clients }: Chart): string {
  return clients.find(({ launch }) => launch !== null)?.clientId ?? '';
}

function listEntries(text: string) {
  const url = new URL(text, 'http://ehr.invalid/');
  const read = (name: string): string => url.searchParams.get(name) ?? '';
  const type = url.pathname.slice(1);
  const codes = read('code')
    .split(',')
    .map((each) => each.split('|').at(-1) ?? '');
  const resources =
    type === 'Patient'
      ? [describePatient({ token: read('identifier'), family: read('family'), birthDate: read('birthdate') })]
      : findResources(read('patient.identifier'), { type, codes });
  return resources.map((resource) => ({
    fullUrl: `http://ehr.invalid/${resource.resourceType}/${resource.id}`,
    resource,
  }));
}

function readBatch(text: string): readonly string[] | null {
  const bundle = JSON.parse(text) as {
    readonly type?: unknown;
    readonly entry?: readonly { readonly request?: { readonly url?: unknown } }[];
  };
  if (bundle.type !== 'batch') return null;
  return (bundle.entry ?? []).flatMap(({ request: asked }) => (typeof asked?.url === 'string' ? [asked.url] : []));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > largestBody) throw new Error('the body is too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}

function sendAnswer(response: ServerResponse, answered: ReturnType<ChartAuthorization['authorize']>): void {
  if (answered.kind === 'redirect') response.writeHead(303, { location: answered.location }).end();
  else end(response, answered.status, answered.body);
}

function sendPage(response: ServerResponse, page: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
}

function end(response: ServerResponse, status: number, body: unknown): void {
  const type = 'application/fhir+json';
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(JSON.stringify(body));
}
