import type { Problem } from '../../kernel/problem.ts';
import type { NoteToSend } from '../../modules/charts/index.ts';
import { composeChartQuery, type FhirResource, readFhir } from '../../standards/fhir/fhir.ts';
import { type ChartHttpReply, type ChartPlace, postToChart, sendQuery, toHeaders } from './ask-chart.ts';
import { composeChartNote, composeNoteIdentifier } from './compose-chart-note.ts';

/** What came of a note for a chart, with the bytes that went and came last. */
export interface SentNote {
  readonly outcome: 'answered' | 'refused' | 'unreachable';
  readonly sentBody: Uint8Array | null;
  readonly replyBody: Uint8Array | null;
  readonly sentType: string;
  readonly replyType: string;
  /** Under which id the EHR keeps it; null where it does not. */
  readonly documentId: string | null;
  /** By which code it was refused; null when it was not. */
  readonly code: string | null;
  readonly problems: readonly Problem[];
}

const nothing = {
  sentBody: null,
  replyBody: null,
  sentType: 'DocumentReference',
  replyType: '',
  documentId: null,
  code: null,
  problems: [],
} as const;

/**
 * Files a note in the chart: asks for the one patient of this number, name and birth date, then creates the document unless the EHR has one
 * with its identifier (FHIR R4, conditional create). Never rejects.
 */
export async function sendChartNote(place: ChartPlace, note: NoteToSend): Promise<SentNote> {
  const { recordNumber, familyName, birthDate } = note.patient;
  if (recordNumber === null) return refuse('no-record-number', 'Patient.identifier');
  const asked = await sendQuery(place, composeChartQuery({ recordNumber, familyName, birthDate, searches: [] }));
  if (asked.tokenRefusal !== null) return refuse(asked.tokenRefusal, 'token_endpoint');
  const query = { sentBody: asked.sentBody, replyBody: asked.replyBody, sentType: 'Bundle', replyType: 'Bundle' };
  if (asked.outcome === 'unreachable') return { ...nothing, ...query, outcome: 'unreachable' };
  const chartPatientId = asked.record?.patient.id ?? null;
  if (chartPatientId === null) return { ...refuse('patient-not-found', 'DocumentReference.subject'), ...query };
  return create(place, note, composeChartNote(note, chartPatientId));
}

async function create(place: ChartPlace, note: NoteToSend, sentBody: Uint8Array): Promise<SentNote> {
  const { system, value } = composeNoteIdentifier(note.noteId);
  const condition = `identifier=${encodeURIComponent(`${system}|${value}`)}`;
  const sent = await place.access.send(place.credentials, (authorization) =>
    postToChart({
      address: `${place.address}/DocumentReference`,
      contentType: 'application/fhir+json',
      body: sentBody,
      headers: { ...toHeaders(authorization), 'if-none-exist': condition, prefer: 'return=representation' },
      timeoutMilliseconds: place.timeoutMilliseconds,
    }),
  );
  if (sent.kind === 'token-refused') return refuse(sent.code, 'token_endpoint');
  if (sent.kind === 'unreached' || sent.reply.status === null) return { ...nothing, sentBody, outcome: 'unreachable' };
  return readReply(sent.reply, sentBody);
}

function readReply(reply: ChartHttpReply, sentBody: Uint8Array): SentNote {
  const { body: replyBody } = reply;
  const status = reply.status ?? 0;
  const document = readFhir(replyBody).message;
  const of = { ...nothing, sentBody, replyBody, replyType: document?.resourceType ?? '' };
  if (status >= 500 || status === 429 || status === 408) return { ...of, outcome: 'unreachable' };
  const documentId = status === 200 || status === 201 ? findDocumentId(reply.headers.get('location'), document) : null;
  if (documentId !== null) return { ...of, outcome: 'answered', documentId };
  const issues = listIssues(document);
  const code = issues.find(({ code: each }) => each !== null)?.code ?? `http-${status}`;
  const places = issues.flatMap(({ expressions }) => expressions);
  return {
    ...of,
    ...{ outcome: 'refused', code },
    problems: (places.length === 0 ? ['DocumentReference'] : places).map(toProblem),
  };
}

function findDocumentId(location: string | null, document: FhirResource | null): string | null {
  const id = /\/DocumentReference\/([A-Za-z0-9.-]{1,64})(\/|$)/.exec(location ?? '')?.[1];
  if (id !== undefined) return id;
  const kept = document?.resourceType === 'DocumentReference' ? document['id'] : null;
  return typeof kept === 'string' && /^[A-Za-z0-9.-]{1,64}$/.test(kept) ? kept : null;
}

function listIssues(document: FhirResource | null) {
  const issues = document?.resourceType === 'OperationOutcome' ? document['issue'] : null;
  return (Array.isArray(issues) ? issues : []).map((each) => {
    const { code, expression } = each as { readonly code?: unknown; readonly expression?: unknown };
    return {
      code: typeof code === 'string' && /^[a-z-]{1,40}$/.test(code) ? code : null,
      expressions: (Array.isArray(expression) ? expression : []).filter(
        (where): where is string => typeof where === 'string' && /^[A-Z][\w.[\]]{0,160}$/.test(where),
      ),
    };
  });
}

function refuse(code: string, where: string): SentNote {
  return { ...nothing, outcome: 'refused', code, problems: [toProblem(where)] };
}

function toProblem(where: string): Problem {
  return {
    code: 'fhir.refused-by-partner',
    where,
    severity: 'error',
    text: 'The EHR does not file this note; its own words stand in the answer.',
  };
}
