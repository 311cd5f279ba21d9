import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { demoHealthSystems } from '../../src/apps/demo-generator/demo-health-systems.ts';
import { enterPartners } from '../../src/apps/demo-generator/demo-partners.ts';
import { courierKeyOf } from '../../src/apps/run-gateways.ts';
import type { OpenedTheriac } from '../../src/apps/start-theriac.ts';
import { composeAccount } from '../../src/gateways/courier/courier-key.ts';
import type { TenantId } from '../../src/kernel/ids.ts';
import { findPartnerOfKind, savePartnerAddress } from '../../src/modules/exchange/index.ts';
import { openDevelopmentAuthority } from '../../src/platform/tls/development-authority.ts';
import { encodeMllpFrame } from '../../src/standards/hl7v2/hl7v2.ts';
import type { JourneyClock } from './journey-clock.ts';
import { converse } from './mllp-conversation.ts';

/** The world around the pharmacy: the claims switch, the courier, and the EHR that sends orders. */
export interface JourneyPartners {
  /** Sends a message of the EHR over MLLP with its certificate, and returns the answer. */
  sendFromEhr(message: string): Promise<string>;
  stop(): Promise<void>;
}

// A day of travel takes about four seconds: long enough to hand the parcel over before it arrives.
const speedFactor = 20_000;
const simulators = join(import.meta.dirname, '../../src/apps/partner-simulators/main.ts');

/** Enters the partners of the first health system and starts the simulated ones, whose clock agrees with the server's. */
export async function startJourneyPartners(theriac: OpenedTheriac, clock: JourneyClock): Promise<JourneyPartners> {
  const [system] = demoHealthSystems;
  if (system === undefined) throw new Error('there is no health system');
  await enterPartners(theriac, system);
  const authority = await openDevelopmentAuthority({ folder: theriac.folders.tls, clock });
  const child = spawn(process.execPath, ['--import', shiftClockOf(clock.offsetMilliseconds), simulators], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: authority.certificatePath },
  });
  const exited = once(child, 'exit');
  const tenantId = system.tenantId as TenantId;
  const courierAccounts = [await composeCourierAccount(theriac, tenantId)];
  const prescribers = await composePrescribers(theriac, authority, system.slug);
  child.stdin?.end(
    JSON.stringify({ switchPort: 0, courierPort: 0, chartPort: 0, speedFactor, courierAccounts, prescribers }),
  );
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  await setAddresses(theriac, tenantId, JSON.parse(line.toString()) as SimulatorPorts);
  const ehr = await authority.createPartnerCertificate(`${system.slug}-ehr`);
  return {
    sendFromEhr: async (message) => {
      const socket = connect({
        host: '127.0.0.1',
        port: theriac.settings.mllpPort,
        servername: 'localhost',
        ca: authority.certificatePem,
        cert: ehr.certificatePem,
        key: ehr.keyPem,
      });
      const [answer = ''] = await converse(socket, [encodeMllpFrame(new TextEncoder().encode(message))]);
      socket.destroy();
      return answer;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Prescribers answer at once. */
async function composePrescribers(
  { settings }: OpenedTheriac,
  authority: Awaited<ReturnType<typeof openDevelopmentAuthority>>,
  slug: string,
) {
  const ca = authority.certificatePem;
  const own = await authority.serverCertificate();
  const network = await authority.createPartnerCertificate(`${slug}-network`);
  const pharmacy = {
    url: `https://localhost:${settings.partnerPort}/gateways/script`,
    bearerKey: null,
    tls: { key: network.keyPem, cert: network.certificatePem, ca },
  };
  const tls = { key: own.keyPem, cert: own.certificatePem, ca };
  const ehr = await authority.createPartnerCertificate(`${slug}-ehr`);
  const formPharmacies = {
    '/forms': {
      url: `https://localhost:${settings.partnerPort}/fhir/$process-message`,
      bearerKey: null,
      tls: { key: ehr.keyPem, cert: ehr.certificatePem, ca },
    },
  };
  return { networkPort: 0, recordPort: 0, tls, thinkMilliseconds: 0, pharmacies: { '/': pharmacy }, formPharmacies };
}

interface SimulatorPorts {
  readonly switchPort: number;
  readonly courierPort: number;
  readonly chartPort: number;
  readonly networkPort: number;
  readonly recordPort: number;
}

async function composeCourierAccount(theriac: OpenedTheriac, tenantId: TenantId) {
  const scope = { tenantId, actor: { kind: 'system', name: 'journey' } } as const;
  const courier = await theriac.platform.transactor.transact(scope, (tx) => findPartnerOfKind(tx, 'courier'));
  if (courier === null) throw new Error('there is no courier');
  const place = { tenantId, partnerId: courier.partnerId };
  return {
    account: composeAccount(place),
    keyHex: Buffer.from(courierKeyOf(theriac)(place)).toString('hex'),
    eventsAddress: `https://localhost:${theriac.settings.partnerPort}/gateways/courier/events`,
  };
}

async function setAddresses(theriac: OpenedTheriac, tenantId: TenantId, ports: SimulatorPorts): Promise<void> {
  const scope = { tenantId, actor: { kind: 'system', name: 'journey' } } as const;
  await theriac.platform.transactor.transact(scope, async (tx) => {
    const places = [
      { kind: 'switch', address: `tcp://127.0.0.1:${ports.switchPort}` },
      { kind: 'prescriber', address: `https://localhost:${ports.networkPort}` },
      {
        kind: 'ehr',
        address: `mllps://localhost:${ports.recordPort}`,
        queryAddress: `http://127.0.0.1:${ports.chartPort}/fhir`,
        formAddress: `http://127.0.0.1:${ports.chartPort}/forms`,
      },
      { kind: 'courier', address: `http://127.0.0.1:${ports.courierPort}` },
    ] as const;
    for (const { kind, ...reached } of places) {
      const partner = await findPartnerOfKind(tx, kind);
      if (partner !== null) await savePartnerAddress(tx, { partnerId: partner.partnerId, ...reached });
    }
  });
}

/** Writes a module that moves the clock of a process. */
function shiftClockOf(offsetMilliseconds: number): string {
  const source = `
    const real = Date;
    const now = () => real.now() + ${offsetMilliseconds};
    globalThis.Date = new Proxy(real, {
      construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
      get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
    });
  `;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}
