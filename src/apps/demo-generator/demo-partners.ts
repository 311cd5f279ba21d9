import { createHash, X509Certificate } from 'node:crypto';
import type { TenantId } from '../../kernel/ids.ts';
import {
  findPartnerOfKind,
  insertPartner,
  type NewPartner,
  type PartnerId,
  savePartnerAddress,
  savePartnerStatuses,
} from '../../modules/exchange/index.ts';
import type { SimulatorPorts } from '../../platform/config/settings.ts';
import { openDevelopmentAuthority } from '../../platform/tls/development-authority.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { OpenedTheriac } from '../start-theriac.ts';
import type { DemoHealthSystem } from './demo-health-systems.ts';

/** The path at which a health system reaches the simulated e-prescribing network, which serves them all. */
export function networkPathOf(system: Pick<DemoHealthSystem, 'slug'>): string {
  return `/${system.slug}`;
}

/** The path at which a health system sends forms to the prescribers of its simulated EHR. */
export function formPathOf(system: Pick<DemoHealthSystem, 'slug'>): string {
  return `/forms/${system.slug}`;
}

/**
 * Enters the partners of a health system of the demonstration: EHR, e-prescribing network, enrollment hub, claims switch and courier.
 * Where they stand already, those that listen on this machine are looked for at the ports of the settings.
 */
export async function enterPartners(theriac: OpenedTheriac, system: DemoHealthSystem): Promise<void> {
  const authority = await openDevelopmentAuthority({ folder: theriac.folders.tls, clock: theriac.platform.clock });
  const fingerprintOf = async (name: string): Promise<Uint8Array> => {
    const { certificatePem } = await authority.createPartnerCertificate(`${system.slug}-${name}`);
    return createHash('sha256').update(new X509Certificate(certificatePem).raw).digest();
  };
  const usual = { siteId: null, address: null, allowedSenders: [], certificateSha256: null, keySecret: null } as const;
  const partners: readonly NewPartner[] = [
    {
      ...usual,
      name: `${system.slug} EHR`,
      kind: 'ehr',
      formats: ['hl7v2', 'fhir-r4'],
      certificateSha256: await fingerprintOf('ehr'),
    },
    {
      ...usual,
      name: 'E-prescribing network',
      kind: 'prescriber',
      formats: ['ncpdp-script'],
      certificateSha256: await fingerprintOf('network'),
    },
    {
      ...usual,
      name: 'Enrollment hub',
      kind: 'hub',
      formats: ['fhir-r4'],
      certificateSha256: await fingerprintOf('hub'),
    },
    {
      ...usual,
      name: 'Claims switch',
      kind: 'switch',
      formats: ['ncpdp-telecom'],
    },
    {
      ...usual,
      name: 'Swift Courier',
      kind: 'courier',
      formats: ['courier-webhook'],
    },
  ];
  const scope = { tenantId: system.tenantId as TenantId, actor: { kind: 'system', name: 'demo' } as const };
  await theriac.platform.transactor.transact(scope, async (tx) => {
    if ((await findPartnerOfKind(tx, 'switch')) === null) {
      for (const partner of partners) await tellOfOrders(tx, await insertPartner(tx, partner), partner);
    }
    await reachSimulators(tx, system, theriac.settings.simulators);
  });
}

/** Who sends orders of the demonstration is told what becomes of them, in the format that it speaks. */
async function tellOfOrders(tx: TenantTransaction, partnerId: PartnerId, { kind }: NewPartner): Promise<void> {
  const statusFormat = kind === 'ehr' ? 'hl7v2' : kind === 'prescriber' ? 'ncpdp-script' : null;
  if (statusFormat === null) return;
  const statusKinds = ['dispensed', 'partially-dispensed', 'delivered', 'not-dispensed', 'waiting-on-prescriber'];
  await savePartnerStatuses(tx, { partnerId, statusFormat, statusKinds, address: null });
}

/** Sets the addresses of simulated partners. One that was pointed at another machine stays there. */
async function reachSimulators(tx: TenantTransaction, system: DemoHealthSystem, ports: SimulatorPorts): Promise<void> {
  const addresses = {
    ehr: `mllps://localhost:${ports.recordPort}`,
    prescriber: `https://localhost:${ports.networkPort}${networkPathOf(system)}`,
    switch: `tcp://127.0.0.1:${ports.switchPort}`,
    courier: `http://127.0.0.1:${ports.courierPort}`,
  } as const;
  for (const kind of ['ehr', 'prescriber', 'switch', 'courier'] as const) {
    const partner = await findPartnerOfKind(tx, kind);
    const present = partner?.address ?? null;
    if (partner === null || !(present === null || isOwnMachine(present))) continue;
    await savePartnerAddress(tx, {
      ...{ partnerId: partner.partnerId, address: addresses[kind] },
      ...(kind === 'ehr' ? { formAddress: `http://127.0.0.1:${ports.chartPort}${formPathOf(system)}` } : {}),
    });
  }
}

function isOwnMachine(address: string): boolean {
  return ['localhost', '127.0.0.1'].includes(URL.parse(address)?.hostname ?? '');
}
