import type { ChartQuestion } from '../../modules/referrals/index.ts';
import {
  type ChartSearch,
  composeChartQuery,
  type PatientRecord,
  readFhir,
  readPatientRecord,
} from '../../standards/fhir/fhir.ts';
import type { ChartAccess, ChartCredentials } from '../smart/chart-access.ts';

/** What came of a question to an EHR, with the bytes that went and came. */
export interface AskedChart {
  readonly outcome: 'answered' | 'refused' | 'unreachable';
  readonly sentBody: Uint8Array;
  readonly replyBody: Uint8Array | null;
  /** What it says of exactly one patient; null where it says nothing that can be used. */
  readonly record: PatientRecord | null;
  /** By which code a token was refused, by the authorization server or by the EHR that was shown it; null when it was not. */
  readonly tokenRefusal: string | null;
}

const largestReply = 4 * 1_048_576;
const nothing = { sentBody: new Uint8Array(), replyBody: null, record: null, tokenRefusal: null } as const;

/** How an EHR is reached. */
export interface ChartPlace {
  readonly address: string;
  readonly access: ChartAccess;
  /** Null where it asks for no token. */
  readonly credentials: ChartCredentials | null;
  readonly timeoutMilliseconds: number;
}

/** Asks an EHR for parts of a patient's chart over HTTP. Never rejects; a repeated question changes nothing there. */
export async function askChart(place: ChartPlace, question: ChartQuestion): Promise<AskedChart> {
  const [recordNumber] = nameNumbers(question, place.credentials);
  const { familyName, birthDate } = question;
  if (recordNumber === undefined) return { ...nothing, outcome: 'refused' };
  return sendQuery(place, composeChartQuery({ recordNumber, familyName, birthDate, searches: listSearches(question) }));
}

/** Names the record numbers as the EHR does; one that is not known to use numbers of its own is asked by those that are there. */
function nameNumbers({ recordNumbers }: ChartQuestion, credentials: ChartCredentials | null) {
  if (credentials === null) return recordNumbers;
  const { system, assigner } = credentials.numbering;
  return recordNumbers
    .filter((number) => number.assigner === assigner)
    .map(({ value }) => ({ assigner: system, value }));
}

/** Sends a batch of searches to an EHR. Never rejects. */
export async function sendQuery(place: ChartPlace, sentBody: Uint8Array): Promise<AskedChart> {
  const sent = await place.access.send(place.credentials, (authorization) =>
    postToChart({ ...place, body: sentBody, contentType: 'application/fhir+json', headers: toHeaders(authorization) }),
  );
  if (sent.kind === 'token-refused') return { ...nothing, outcome: 'refused', tokenRefusal: sent.code };
  if (sent.kind === 'unreached' || sent.reply.status === null) return { ...nothing, outcome: 'unreachable', sentBody };
  const { status, body: replyBody } = sent.reply;
  const of = { ...nothing, sentBody, replyBody };
  if (status >= 500 || status === 429) return { ...of, outcome: 'unreachable' };
  if (status === 401 || status === 403) return { ...of, outcome: 'refused', tokenRefusal: `http-${status}` };
  if (status >= 300) return { ...of, outcome: 'refused' };
  return { ...of, outcome: 'answered', record: readChart(replyBody) };
}

/** What an EHR answered over HTTP; the status is null where it did not, or with too much. */
export interface ChartHttpReply {
  readonly status: number | null;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Posts a body to an EHR. Follows no redirect, which could lead to somebody else. Never rejects. */
export async function postToChart(posted: {
  readonly address: string;
  readonly contentType: string;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
}): Promise<ChartHttpReply> {
  try {
    const reply = await fetch(posted.address, {
      method: 'POST',
      headers: { 'content-type': posted.contentType, accept: 'application/fhir+json', ...posted.headers },
      body: Buffer.from(posted.body),
      redirect: 'error',
      signal: AbortSignal.timeout(posted.timeoutMilliseconds),
    });
    const body = new Uint8Array(await reply.arrayBuffer());
    if (body.byteLength > largestReply)
      return { status: 413, headers: reply.headers, body: body.slice(0, largestReply) };
    return { status: reply.status, headers: reply.headers, body };
  } catch {
    return { status: null, headers: new Headers(), body: new Uint8Array() };
  }
}

/** Writes the header that carries a token. */
export function toHeaders(authorization: string | null): Readonly<Record<string, string>> {
  return authorization === null ? {} : { authorization };
}

/** Reads the record of one patient out of the answers of a batch; null for none and for several patients. */
function readChart(bytes: Uint8Array): PatientRecord | null {
  const bundle = readFhir(bytes).message;
  if (bundle === null || bundle.resourceType !== 'Bundle') return null;
  return readPatientRecord(bundle).message;
}

const weightCode = '29463-7';
const heightCode = '8302-2';

function listSearches({ wants }: ChartQuestion): readonly ChartSearch[] {
  const kinds = new Set(wants.map(({ kind }) => kind));
  const loincCodes = [
    ...wants.flatMap(({ kind, codes }) => (kind === 'laboratory' ? codes : [])),
    ...(kinds.has('weight') ? [weightCode] : []),
    ...(kinds.has('height') ? [heightCode] : []),
  ];
  const types = { diagnosis: 'Condition', allergies: 'AllergyIntolerance', insurance: 'Coverage' } as const;
  return [
    ...(loincCodes.length === 0 ? [] : [{ type: 'Observation', loincCodes } as const]),
    ...(Object.keys(types) as (keyof typeof types)[])
      .filter((kind) => kinds.has(kind))
      .map((kind) => ({ type: types[kind], loincCodes: [] })),
    ...(kinds.has('medications') ? [{ type: 'MedicationRequest', loincCodes: [] } as const] : []),
  ];
}
