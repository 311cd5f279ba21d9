import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { describePatient, findResources } from './chart-rules.ts';

/** A simulated EHR that answers FHIR searches. */
export interface ChartSimulator {
  readonly port: number;
  /** How many batches were answered. */
  countBatches(): number;
  stop(): Promise<void>;
}

const largestBody = 1_048_576;

/** Starts an EHR that answers batches of FHIR searches, and knows everybody whom it is asked for by number, family name and birth date. */
export async function startChartServer(options: {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
}): Promise<ChartSimulator> {
  let batches = 0;
  const server = createServer((request, response) => {
    void readBatch(request).then((urls) => {
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
    stop: async () => {
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

async function readBatch(request: IncomingMessage): Promise<readonly string[] | null> {
  if (request.method !== 'POST') return null;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  if (bytes.length > largestBody) return null;
  const bundle = JSON.parse(bytes.toString()) as {
    readonly type?: unknown;
    readonly entry?: readonly { readonly request?: { readonly url?: unknown } }[];
  };
  if (bundle.type !== 'batch') return null;
  return (bundle.entry ?? []).flatMap(({ request: asked }) => (typeof asked?.url === 'string' ? [asked.url] : []));
}

function end(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body));
}
