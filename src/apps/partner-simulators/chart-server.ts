import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { describePatient, findResources } from './chart-rules.ts';
import { type FormDesk, type FormDeskOptions, openFormDesk } from './form-desk.ts';

/** A simulated EHR that answers FHIR searches, and takes forms for its prescribers at every path but that of the searches. */
export interface ChartSimulator {
  readonly port: number;
  /** How many batches were answered. */
  countBatches(): number;
  readonly forms: FormDesk;
  stop(): Promise<void>;
}

const largestBody = 1_048_576;
const searchPath = '/fhir';
const nobodyAsks: FormDeskOptions = { pharmacyAt: () => null, thinkMilliseconds: null };

/** Starts an EHR that answers batches of FHIR searches, and knows everybody whom it is asked for by number, family name and birth date. */
export async function startChartServer(options: {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** How its prescribers treat forms; without it nobody fills one in. */
  readonly forms?: FormDeskOptions;
}): Promise<ChartSimulator> {
  let batches = 0;
  const forms = openFormDesk(options.forms ?? nobodyAsks);
  const server = createServer((request, response) => {
    void readBody(request).then((bytes) => {
      if (request.url !== searchPath) {
        const taken = bytes === null ? null : forms.take(bytes, request.url ?? '/');
        return end(response, taken?.status ?? 400, taken?.body ?? { resourceType: 'OperationOutcome' });
      }
      const urls = bytes === null ? null : readBatch(bytes);
      if (urls === null) return end(response, 400, { resourceType: 'OperationOutcome' });
      batches += 1;
      const entry = urls.map((url) => ({
        resource: { resourceType: 'Bundle', type: 'searchset', entry: listEntries(url) },
        response: { status: '200 OK' },
      }));
      end(response, 200, { resourceType: 'Bundle', type: 'batch-response', entry });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    countBatches: () => batches,
    forms,
    stop: async () => {
      forms.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
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

async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  if (request.method !== 'POST') return null;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  return bytes.length > largestBody ? null : bytes;
}

function readBatch(bytes: Uint8Array): readonly string[] | null {
  const bundle = JSON.parse(new TextDecoder().decode(bytes)) as {
    readonly type?: unknown;
    readonly entry?: readonly { readonly request?: { readonly url?: unknown } }[];
  };
  if (bundle.type !== 'batch') return null;
  return (bundle.entry ?? []).flatMap(({ request: asked }) => (typeof asked?.url === 'string' ? [asked.url] : []));
}

function end(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body));
}
