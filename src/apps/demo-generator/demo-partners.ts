import { createHash, X509Certificate } from 'node:crypto';
import type { TenantId } from '../../kernel/ids.ts';
import { findPartnerOfKind, insertPartner, type NewPartner } from '../../modules/exchange/index.ts';
import { openDevelopmentAuthority } from '../../platform/tls/development-authority.ts';
import type { OpenedTheriac } from '../start-theriac.ts';
import type { DemoHealthSystem } from './demo-health-systems.ts';

/** Where the simulated partners listen. */
export const demoPorts = { switchPort: 8431, courierPort: 8432, chartPort: 8433 } as const;

/** Enters the partners of a health system of the demonstration: EHR, e-prescribing network, enrollment hub, claims switch and courier. */
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
      address: `http://127.0.0.1:${demoPorts.chartPort}/fhir`,
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
      address: `tcp://127.0.0.1:${demoPorts.switchPort}`,
    },
    {
      ...usual,
      name: 'Swift Courier',
      kind: 'courier',
      formats: ['courier-webhook'],
      address: `http://127.0.0.1:${demoPorts.courierPort}`,
    },
  ];
  const scope = { tenantId: system.tenantId as TenantId, actor: { kind: 'system', name: 'demo' } as const };
  await theriac.platform.transactor.transact(scope, async (tx) => {
    if ((await findPartnerOfKind(tx, 'switch')) !== null) return;
    for (const partner of partners) await insertPartner(tx, partner);
  });
}
