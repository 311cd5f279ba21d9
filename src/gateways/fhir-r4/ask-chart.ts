import type { ChartQuestion } from '../../modules/referrals/index.ts';
import {
  type ChartSearch,
  composeChartQuery,
  type PatientRecord,
  readFhir,
  readPatientRecord,
} from '../../standards/fhir/fhir.ts';

/** What came of a question to an EHR, with the bytes that went and came. */
export interface ChartReply {
  readonly outcome: 'answered' | 'refused' | 'unreachable';
  readonly sentBody: Uint8Array;
  readonly replyBody: Uint8Array | null;
  /** What it says of exactly one patient; null where it says nothing that can be used. */
  readonly record: PatientRecord | null;
}

const largestReply = 4 * 1_048_576;

/** Asks an EHR for parts of a patient's chart over HTTP. Never rejects; a repeated question changes nothing there. */
export async function askChart(asked: {
  readonly address: string;
  readonly question: ChartQuestion;
  readonly timeoutMilliseconds: number;
}): Promise<ChartReply> {
  const [recordNumber] = asked.question.recordNumbers;
  const { familyName, birthDate } = asked.question;
  const nothing = { sentBody: new Uint8Array(), replyBody: null, record: null };
  if (recordNumber === undefined) return { ...nothing, outcome: 'refused' };
  const sentBody = composeChartQuery({ recordNumber, familyName, birthDate, searches: listSearches(asked.question) });
  try {
    const reply = await fetch(asked.address, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json', accept: 'application/fhir+json' },
      body: Buffer.from(sentBody),
      redirect: 'error',
      signal: AbortSignal.timeout(asked.timeoutMilliseconds),
    });
    const replyBody = new Uint8Array(await reply.arrayBuffer());
    if (reply.status >= 500) return { outcome: 'unreachable', sentBody, replyBody, record: null };
    if (!reply.ok || replyBody.byteLength > largestReply)
      return { outcome: 'refused', sentBody, replyBody: replyBody.slice(0, largestReply), record: null };
    return { outcome: 'answered', sentBody, replyBody, record: readChart(replyBody) };
  } catch {
    return { outcome: 'unreachable', sentBody, replyBody: null, record: null };
  }
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
