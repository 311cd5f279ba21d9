import type { TenantId } from '../../kernel/ids.ts';
import {
  addProvider,
  insertLink,
  listProviders,
  type ProviderTerms,
  saveGroup,
  setProviderStanding,
} from '../../modules/federation/index.ts';
import { findStaffByUserName } from '../../modules/identity/index.ts';
import type { Settings } from '../../platform/config/settings.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { IdentityClient } from '../partner-simulators/identity-provider.ts';
import type { OpenedTheriac } from '../start-theriac.ts';

const clientId = 'theriac';
const providerName = 'Harborview ID';
const tenantId = 1 as TenantId;

/** Whose accounts at the simulated provider are linked already; everybody else there links theirs by signing in once. */
const linkedAccounts = { ines: '00u-ines-okafor', clara: '00u-clara-nguyen' } as const;

/** Lists the clients of the simulated identity provider: the staff application at its usual address. */
export function listIdentityClients(settings: Pick<Settings, 'webPort' | 'webTls'>): readonly IdentityClient[] {
  const origin = `${settings.webTls ? 'https' : 'http'}://localhost:${settings.webPort}`;
  return [{ clientId, keysAddress: `${origin}/sign-in/keys`, redirectAddresses: [`${origin}/sign-in/answer`] }];
}

/** Enters the simulated identity provider of the first health system, unless it stands already. */
export async function enterIdentityProvider(theriac: OpenedTheriac): Promise<void> {
  const issuer = `http://localhost:${theriac.settings.simulators.identityPort}`;
  const scope = { tenantId, actor: { kind: 'system', name: 'demo' } as const };
  await theriac.platform.transactor.transact(scope, (tx) => enterProvider(tx, issuer));
}

/** Enters a provider by its issuer. After another port was chosen the simulated one listens there alone, and the one before is disabled. */
export async function enterProvider(tx: TenantTransaction, issuer: string): Promise<void> {
  const providers = await listProviders(tx);
  if (providers.some((provider) => provider.issuer === issuer)) return;
  for (const { providerId } of providers.filter(({ name }) => name === providerName))
    await setProviderStanding(tx, { providerId, isEnabled: false });
  await enter(tx, issuer);
}

async function enter(tx: TenantTransaction, issuer: string): Promise<void> {
  const admin = await findStaffByUserName(tx, 'admin');
  if (admin === null) return;
  const terms: ProviderTerms = {
    name: providerName,
    issuer,
    clientId,
    authentication: 'private-key',
    domains: [],
    groupClaim: null,
    acceptedMethods: ['otp', 'hwk', 'mfa'],
    acceptedContexts: [],
    skewSeconds: 60,
    subjectIsExternalId: true,
    isOffered: true,
  };
  const added = await addProvider(tx, { terms, secret: null, madeBy: admin.staffId });
  if (!added.ok) throw new Error(`the demonstration provider was refused: ${added.refusal.code}`);
  await setProviderStanding(tx, { providerId: added.value, isEnabled: true });
  for (const [userName, subject] of Object.entries(linkedAccounts)) {
    const member = await findStaffByUserName(tx, userName);
    if (member !== null) await insertLink(tx, { issuer, subject, staffId: member.staffId, linkedBy: 'directory' });
  }
  const usual = { groupId: null, seesAllSites: false, siteIds: [] };
  if ((await listProviders(tx)).filter(({ name }) => name === providerName).length > 1) return;
  await saveGroup(tx, { ...usual, name: 'Pharmacy intake', roles: ['intakeTechnician', 'patientCoordinator'] });
  await saveGroup(tx, { ...usual, name: 'Pharmacists', roles: ['clinicalPharmacist'] });
}
