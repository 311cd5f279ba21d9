import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { composeAccount } from '../gateways/courier/courier-key.ts';
import type { TenantId } from '../kernel/ids.ts';
import { findPartnerOfKind } from '../modules/exchange/index.ts';
import type { SimulatorPorts } from '../platform/config/settings.ts';
import { StartProblem } from '../platform/config/start-problem.ts';
import { openDevelopmentAuthority } from '../platform/tls/development-authority.ts';
import { listChartClients, listChartPatients } from './demo-generator/demo-charts.ts';
import { demoHealthSystems } from './demo-generator/demo-health-systems.ts';
import { listIdentityClients } from './demo-generator/demo-identity.ts';
import { formPathOf, networkPathOf } from './demo-generator/demo-partners.ts';
import { courierKeyOf } from './run-gateways.ts';
import type { OpenedTheriac } from './start-theriac.ts';

/** How many times faster than life the parcels of the demonstration travel: a day takes about a minute. */
const speedFactor = 1440;

/** How long the prescribers of the demonstration think about a request. */
const thinkMilliseconds = 20_000;

/** The simulated outside world, which listens. */
export interface RunningSimulators {
  /** Lets the courier take bookings of the health systems, and the EHR know their patients, once they are founded. */
  admitPharmacies(): Promise<void>;
  stop(): Promise<void>;
}

const portVariables: Readonly<Record<keyof SimulatorPorts, string>> = {
  switchPort: 'THERIAC_SWITCH_PORT',
  courierPort: 'THERIAC_COURIER_PORT',
  chartPort: 'THERIAC_CHART_PORT',
  identityPort: 'THERIAC_IDENTITY_PORT',
  networkPort: 'THERIAC_NETWORK_PORT',
  recordPort: 'THERIAC_RECORD_PORT',
};

/** Starts the simulated outside world in a process of its own: claims switch, courier, charts, e-prescribing network and health record. */
export async function runSimulators(theriac: OpenedTheriac): Promise<RunningSimulators> {
  const { simulators } = theriac.settings;
  const authority = await openDevelopmentAuthority({ folder: theriac.folders.tls, clock: theriac.platform.clock });
  const child = spawn(process.execPath, [join(import.meta.dirname, 'partner-simulators/main.ts')], {
    stdio: ['pipe', 'pipe', 'ignore', 'ipc'],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: authority.certificatePath },
  });
  const exited = once(child, 'exit');
  const prescribers = await composePrescribers(theriac);
  const identity = { port: simulators.identityPort, clients: listIdentityClients(theriac.settings) };
  const chartClients = listChartClients(theriac.settings);
  child.stdin?.end(JSON.stringify({ ...simulators, identity, chartClients, speedFactor, prescribers }));
  const said = child.stdout === null ? [] : await Promise.race([once(child.stdout, 'data'), exited]);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
  };
  const taken = readPortInUse(said[0]);
  if (taken !== null) {
    await stop();
    throw new StartProblem(
      `Port ${simulators[taken]} is in use by another program: the simulated partners need it, or another one in ${portVariables[taken]}.`,
    );
  }
  if (child.exitCode !== null) throw new Error('the simulated partners ended');
  return {
    admitPharmacies: async () => {
      child.send({ accounts: await listCourierAccounts(theriac), patients: await listChartPatients(theriac) });
    },
    stop,
  };
}

/** Reads which port another program holds; null when all partners listen. */
function readPortInUse(line: unknown): keyof SimulatorPorts | null {
  if (!Buffer.isBuffer(line)) return null;
  const { portInUse } = JSON.parse(line.toString()) as { readonly portInUse?: keyof SimulatorPorts };
  return portInUse ?? null;
}

/** Where prescribers listen, what proves them, and where their answers go. */
async function composePrescribers({ settings, folders, platform }: OpenedTheriac) {
  const authority = await openDevelopmentAuthority({ folder: folders.tls, clock: platform.clock });
  const own = await authority.serverCertificate();
  const pharmacies: Record<string, object> = {};
  const formPharmacies: Record<string, object> = {};
  for (const system of demoHealthSystems) {
    const reach = async (path: string, name: string): Promise<object> => {
      const { keyPem: key, certificatePem: cert } = await authority.createPartnerCertificate(`${system.slug}-${name}`);
      return {
        url: `https://localhost:${settings.partnerPort}${path}`,
        host: system.hosts.at(0),
        bearerKey: null,
        tls: { key, cert, ca: authority.certificatePem },
      };
    };
    pharmacies[networkPathOf(system)] = await reach('/gateways/script', 'network');
    formPharmacies[formPathOf(system)] = await reach('/fhir/$process-message', 'ehr');
  }
  const { networkPort, recordPort } = settings.simulators;
  const tls = { key: own.keyPem, cert: own.certificatePem, ca: authority.certificatePem };
  return { networkPort, recordPort, tls, thinkMilliseconds, pharmacies, formPharmacies };
}

async function listCourierAccounts(theriac: OpenedTheriac) {
  const keyOf = courierKeyOf(theriac);
  const accounts: { account: string; keyHex: string; eventsAddress: string }[] = [];
  for (const system of demoHealthSystems) {
    const tenantId = system.tenantId as TenantId;
    const scope = { tenantId, actor: { kind: 'system', name: 'start' } as const };
    const courier = await theriac.platform.transactor.transact(scope, (tx) => findPartnerOfKind(tx, 'courier'));
    if (courier === null) continue;
    const place = { tenantId, partnerId: courier.partnerId };
    accounts.push({
      account: composeAccount(place),
      keyHex: Buffer.from(keyOf(place)).toString('hex'),
      eventsAddress: `https://localhost:${theriac.settings.partnerPort}/gateways/courier/events`,
    });
  }
  return accounts;
}
