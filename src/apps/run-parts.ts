import { openAnchorFiles } from '../platform/audit/anchor-files.ts';
import { startChainUpkeep, startWriterUpkeep } from '../platform/audit/audit-upkeep.ts';
import type { Upkeep } from '../platform/clock/upkeep.ts';
import { startFileUpkeep } from '../platform/files/file-upkeep.ts';
import { createMetricsServer } from '../platform/metrics/metrics-server.ts';
import { openDevelopmentAuthority } from '../platform/tls/development-authority.ts';
import type { PartName } from './part-names.ts';
import { runGateways, runSenders } from './run-gateways.ts';
import { listen, runWeb } from './run-web.ts';
import type { OpenedTheriac } from './start-theriac.ts';

/** What is running, and where it answers. */
export interface RunningParts {
  readonly addresses: readonly { readonly label: string; readonly address: string }[];
  stop(): Promise<void>;
}

/** Runs parts of an open installation until they are stopped. */
export async function runParts(
  theriac: OpenedTheriac,
  parts: { readonly names: ReadonlySet<PartName>; readonly webFolder: string | null },
): Promise<RunningParts> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.reverse()) await one();
  };
  try {
    return { addresses: await startParts(theriac, { ...parts, stops }), stop };
  } catch (error) {
    // What runs already would keep a program alive that could not start.
    await stop();
    throw error;
  }
}

async function startParts(
  theriac: OpenedTheriac,
  parts: {
    readonly names: ReadonlySet<PartName>;
    readonly webFolder: string | null;
    readonly stops: (() => Promise<unknown>)[];
  },
): Promise<RunningParts['addresses']> {
  const { platform, settings } = theriac;
  const { stops } = parts;
  const addresses: { label: string; address: string }[] = [];
  const writerUpkeep = startWriterUpkeep({ ...platform, pool: platform.keyPool, writer: platform.auditWriter });
  stops.push(() => writerUpkeep.stop());
  if (parts.names.has('worker')) for (const stop of await runWorker(theriac)) stops.push(stop);
  if (parts.names.has('web')) {
    const tls = settings.webTls ? await openWebCertificate(theriac) : null;
    const web = await runWeb({ platform, settings, live: theriac.live, webFolder: parts.webFolder, tls });
    addresses.push({
      label: 'Staff application',
      address: `${tls === null ? 'http' : 'https'}://localhost:${web.port}`,
    });
    stops.push(() => web.stop());
  }
  if (parts.names.has('gateways')) {
    const gateways = await runGateways(theriac);
    addresses.push(...gateways.addresses);
    stops.push(() => gateways.stop());
  }
  const { metricsPort: port, metricsHost: host } = settings;
  if (port !== null) {
    const server = createMetricsServer(platform);
    await listen(server, { host, port, variable: 'THERIAC_METRICS_PORT' });
    addresses.push({ label: 'Metrics', address: `http://${host}:${port}/metrics` });
    stops.push(() => server.close());
  }
  return addresses;
}

async function runWorker(theriac: OpenedTheriac): Promise<readonly (() => Promise<unknown>)[]> {
  const { platform, folders } = theriac;
  const chain: Upkeep = startChainUpkeep({
    ...platform,
    pool: platform.keyPool,
    keys: platform.auditKeys,
    sinks: [openAnchorFiles(folders.anchors)],
  });
  const filing: Upkeep = startFileUpkeep({ ...platform, root: folders.files });
  const work = platform.dueWork.start();
  theriac.onWork(work.wake);
  const stopSenders = await runSenders(theriac);
  return [() => chain.stop(), () => filing.stop(), stopSenders, () => work.stop()];
}

async function openWebCertificate(theriac: OpenedTheriac): Promise<{ readonly key: string; readonly cert: string }> {
  const authority = await openDevelopmentAuthority({ folder: theriac.folders.tls, clock: theriac.platform.clock });
  const certificate = await authority.serverCertificate();
  return { key: certificate.keyPem, cert: certificate.certificatePem };
}
