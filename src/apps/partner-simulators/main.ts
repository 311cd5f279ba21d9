import { text } from 'node:stream/consumers';
import type { ChartClient } from './chart-authorization.ts';
import type { ChartPatient } from './chart-pages.ts';
import { startChartServer } from './chart-server.ts';
import { type CourierAccount, startCourier } from './courier.ts';
import { type HealthRecord, startHealthRecord } from './health-record.ts';
import { type IdentityClient, startIdentityProvider } from './identity-provider.ts';
import type { ListeningPlace } from './listen.ts';
import { type AskingPharmacy, type PrescriberNetwork, startPrescriberNetwork } from './prescriber-network.ts';
import { startSwitch } from './switch.ts';

/** What the process is told as one line of JSON on its standard input; keys never stand in arguments or the environment. */
interface SimulatorConfig {
  readonly switchPort: number;
  readonly courierPort: number;
  readonly chartPort: number;
  /** Who asks charts and is launched from them; absent where everybody is answered. */
  readonly chartClients?: readonly ChartClient[];
  /** Of the identity provider, and the clients that it knows; absent where nobody signs in by it. */
  readonly identity?: { readonly port: number; readonly clients: readonly IdentityClient[] };
  readonly delayMilliseconds?: number;
  readonly speedFactor?: number;
  readonly courierAccounts?: readonly CourierAccount[];
  /** Who takes news of orders and answers requests; absent where nobody does. */
  readonly prescribers?: {
    readonly networkPort: number;
    readonly recordPort: number;
    /** What proves both to the pharmacy, and whom they trust. */
    readonly tls: ListeningPlace['tls'];
    readonly thinkMilliseconds: number;
    /** By the path at which a pharmacy reaches the network: where its answers go. */
    readonly pharmacies: Readonly<Record<string, AskingPharmacy>>;
    /** By the path at which a pharmacy sends forms: where the answers of prescribers go. */
    readonly formPharmacies: Readonly<Record<string, AskingPharmacy>>;
  };
}

const config = JSON.parse(await text(process.stdin)) as SimulatorConfig;
const host = '127.0.0.1';

/** Starts a partner; a port that another program holds ends the process, which says which one. */
async function start<Started>(name: string, starting: Promise<Started>): Promise<Started> {
  try {
    return await starting;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    process.stdout.write(`${JSON.stringify({ portInUse: name })}\n`, () => process.exit(1));
    return new Promise<never>(() => undefined);
  }
}

const claimsSwitch = await start(
  'switchPort',
  startSwitch({ host, port: config.switchPort, delayMilliseconds: config.delayMilliseconds ?? 0 }),
);
const courier = await start(
  'courierPort',
  startCourier({
    ...{ host, port: config.courierPort },
    accounts: config.courierAccounts ?? [],
    speedFactor: config.speedFactor ?? 0,
  }),
);
const { formPharmacies = {}, thinkMilliseconds: formMilliseconds = null } = config.prescribers ?? {};
const charts = await start(
  'chartPort',
  startChartServer({
    ...{ host, port: config.chartPort, clients: config.chartClients ?? [] },
    forms: { pharmacyAt: (path) => formPharmacies[path] ?? null, thinkMilliseconds: formMilliseconds },
  }),
);
const identity =
  config.identity === undefined ? null : await start('identityPort', startIdentityProvider(config.identity));
const { network, record } = await startPrescribers(config.prescribers ?? null);

async function startPrescribers(
  wanted: SimulatorConfig['prescribers'] | null,
): Promise<{ readonly network: PrescriberNetwork | null; readonly record: HealthRecord | null }> {
  if (wanted == null) return { network: null, record: null };
  const { networkPort, recordPort, tls, thinkMilliseconds, pharmacies } = wanted;
  return {
    network: await start(
      'networkPort',
      startPrescriberNetwork({
        ...{ host, port: networkPort, tls, thinkMilliseconds },
        pharmacyAt: (path) => pharmacies[path] ?? null,
      }),
    ),
    record: await start('recordPort', startHealthRecord({ host, port: recordPort, tls, speaks: 'hl7v2' })),
  };
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    const stops = [claimsSwitch, courier, charts, identity, network, record].map((partner) => partner?.stop());
    void Promise.all(stops).then(() => process.exit(0));
  });
}

/** What is made known after the start: pharmacies that are founded meanwhile, and the patients whom the EHR has. */
interface LaterNews {
  readonly accounts: readonly CourierAccount[];
  readonly patients: readonly ChartPatient[];
}

process.on('message', (news) => {
  const { accounts, patients } = news as LaterNews;
  courier.admit(accounts);
  charts.admit(patients);
});

// The process ends with the one that started it.
if (process.send !== undefined) process.once('disconnect', () => process.exit(0));

const ports = {
  switchPort: claimsSwitch.port,
  courierPort: courier.port,
  chartPort: charts.port,
  identityPort: identity?.port,
  networkPort: network?.port,
  recordPort: record?.port,
};
process.stdout.write(`${JSON.stringify(ports)}\n`);
