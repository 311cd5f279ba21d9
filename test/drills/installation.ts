import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { demoHealthSystems } from '../../src/apps/demo-generator/demo-health-systems.ts';
import { enterPartners } from '../../src/apps/demo-generator/demo-partners.ts';
import { demoTotpSecret } from '../../src/apps/demo-generator/demo-secrets.ts';
import { foundHealthSystems } from '../../src/apps/demo-generator/found-health-systems.ts';
import { openInstallation } from '../../src/apps/installation.ts';
import { openTheriac } from '../../src/apps/start-theriac.ts';
import type { PatientId, TenantId } from '../../src/kernel/ids.ts';
import { computeCode } from '../../src/modules/identity/index.ts';
import { registerPatient } from '../../src/modules/patients/index.ts';
import { installDemoReference } from '../../src/modules/reference/index.ts';
import { systemClock } from '../../src/platform/clock/clock.ts';
import { readSettings } from '../../src/platform/config/settings.ts';
import { openStateFolders } from '../../src/platform/config/state-folder.ts';
import { openSecrets } from '../../src/platform/open-secrets.ts';
import { openDevelopmentAuthority } from '../../src/platform/tls/development-authority.ts';
import { buildJourneyWeb } from '../support/journey-web.ts';

/** An installation on disk that real processes run on: a database, a state folder, health systems, partners and one patient. */
export interface Installation {
  /** What each process is started with. */
  readonly environment: Readonly<Record<string, string>>;
  readonly databaseUrl: string;
  /** The certificate of the EHR and the authority that it trusts. */
  readonly ehr: { readonly key: string; readonly cert: string; readonly ca: string };
  readonly patientId: PatientId;
  /** The one-time code of a person now. */
  codeOf(userName: string): string;
  remove(): void;
}

const tenantId = 1 as TenantId;

/** Founds an installation on an empty database. */
export async function foundInstallation(databaseUrl: string): Promise<Installation> {
  const root = mkdtempSync(join(tmpdir(), 'theriac-installation-'));
  const environment = { DATABASE_URL: databaseUrl, THERIAC_STATE: root, THERIAC_REQUESTS_PER_MINUTE: '100000' };
  const theriac = await openTheriac(await openInstallation(readSettings(environment)));
  const [system] = demoHealthSystems;
  if (system === undefined) throw new Error('there is no health system');
  await foundHealthSystems(theriac.platform);
  await enterPartners(theriac, system);
  const scope = { tenantId, actor: { kind: 'system', name: 'drill' } as const };
  const patientId = await theriac.platform.transactor.transact(scope, async (tx) => {
    await installDemoReference(tx);
    return registerPatient(tx, drilled);
  });
  const authority = await openDevelopmentAuthority({ folder: theriac.folders.tls, clock: systemClock });
  const { certificatePem: cert, keyPem: key } = await authority.createPartnerCertificate(`${system.slug}-ehr`);
  await theriac.close();
  const web = await buildJourneyWeb();
  cpSync(web, join(theriac.folders.web, basename(web)), { recursive: true });
  const { derived } = await openSecrets(openStateFolders(root));
  return {
    ...{ environment, databaseUrl, patientId },
    ehr: { key, cert, ca: authority.certificatePem },
    codeOf: (userName) => computeCode(demoTotpSecret(derived, { tenantId, userName }), systemClock.now()),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

const drilled = {
  familyName: 'Drillstone',
  givenName: 'Ada',
  birthDate: '1980-02-03' as never,
  sex: 'female',
  addresses: [],
  phones: [],
  emails: [],
  identifiers: [],
} as const;
