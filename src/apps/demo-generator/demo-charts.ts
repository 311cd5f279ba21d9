import type { PatientId, SiteId, TenantId } from '../../kernel/ids.ts';
import { findConnection, sendNote, setConnection, usualScopes } from '../../modules/charts/index.ts';
import { findPartnerOfKind } from '../../modules/exchange/index.ts';
import {
  addProvider,
  insertLink,
  listProviders,
  type ProviderId,
  setProviderStanding,
} from '../../modules/federation/index.ts';
import { findStaffByUserName } from '../../modules/identity/index.ts';
import { listPatients, listSurvivorIds } from '../../modules/patients/index.ts';
import { listTherapies } from '../../modules/therapies/index.ts';
import type { Settings } from '../../platform/config/settings.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ChartClient } from '../partner-simulators/chart-authorization.ts';
import type { ChartPatient } from '../partner-simulators/chart-pages.ts';
import { toChartPatientId } from '../partner-simulators/chart-rules.ts';
import type { OpenedTheriac } from '../start-theriac.ts';
import { type DemoHealthSystem, demoHealthSystems } from './demo-health-systems.ts';

const providerName = 'Harborview EHR';
const mostPatients = 12;
const mostLookedAt = 150;

/** Somebody whom only the EHR knows. */
export const chartStranger = {
  family: 'Strangeworth',
  given: 'Odell',
  birthDate: '1958-02-11',
  recordNumber: 'MR999999',
} as const;

/** Whose accounts at the simulated EHR are linked already; Clara is asked for her code, because she shows one factor there. */
const linkedAccounts = { ines: '00u-ines-okafor', clara: '00u-clara-nguyen' } as const;

/** Lists the clients of the simulated EHR: each health system asks its chart, and the first one is launched from it. */
export function listChartClients(settings: Pick<Settings, 'webPort' | 'webTls'>): readonly ChartClient[] {
  return demoHealthSystems.map((system, index) => {
    const origin = `${settings.webTls ? 'https' : 'http'}://${system.hosts[0]}:${settings.webPort}`;
    return {
      clientId: clientIdOf(system),
      keysAddress: `${origin}/ehr/keys`,
      scopes: usualScopes.queries,
      launch: index === 0 ? { address: `${origin}/ehr/launch`, redirectAddress: `${origin}/ehr/answer` } : null,
    };
  });
}

/** Sets up the chart of a health system at the simulated EHR, where it is not set up for this address already. */
export async function enterChart(theriac: OpenedTheriac, system: DemoHealthSystem): Promise<void> {
  const { chartPort } = theriac.settings.simulators;
  const baseAddress = `http://127.0.0.1:${chartPort}/fhir`;
  await theriac.platform.transactor.transact(scopeOf(system), (tx) => enterChartAt(tx, system, baseAddress));
}

/** Sets up the chart at a FHIR address. One that was pointed at another machine stays there. */
export async function enterChartAt(
  tx: TenantTransaction,
  system: DemoHealthSystem,
  baseAddress: string,
): Promise<void> {
  const partner = await findPartnerOfKind(tx, 'ehr');
  const isOwn = partner?.queryAddress == null || /^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(partner.queryAddress);
  if (partner === null || !isOwn) return;
  const isLaunched = system === demoHealthSystems[0];
  const providerId = isLaunched ? await enterProvider(tx, new URL(baseAddress).origin) : null;
  const connection = await findConnection(tx, partner.partnerId);
  const stands = connection !== null && partner.queryAddress === baseAddress;
  if (stands && connection.launch?.providerId === (providerId ?? undefined)) return;
  const set = await setConnection(tx, {
    ...{ partnerId: partner.partnerId, providerId, changedBy: null },
    launchClientId: providerId === null ? null : clientIdOf(system),
    terms: {
      ...{ baseAddress, clientId: clientIdOf(system), scopes: usualScopes.queries, takesNotes: true },
      ...{ identifierSystem: numberSystemOf(system), identifierAssigner: assignerOf(system) },
      launchScopes: usualScopes.launch,
    },
  });
  if (!set.ok) throw new Error(`the chart of the demonstration was refused: ${set.refusal.code}`);
}

/** Lists patients of the first health system as its EHR knows them, and one whom only the EHR knows. */
export async function listChartPatients(theriac: OpenedTheriac): Promise<readonly ChartPatient[]> {
  const [system] = demoHealthSystems;
  if (system === undefined) return [];
  const patients = await theriac.platform.transactor.transact(scopeOf(system), listPatientsOfChart);
  const known = patients.flatMap(({ demographics }) => {
    const number = demographics.identifiers.find(
      ({ kind, assigner }) => kind === 'MR' && assigner === assignerOf(system),
    );
    if (number === undefined) return [];
    const { familyName: family, givenName: given, birthDate } = demographics;
    return [toChartPatient(system, { family, given, birthDate, recordNumber: number.value })];
  });
  return [...known, toChartPatient(system, chartStranger)];
}

/** Writes one note into the chart, which the EHR files when the program runs. */
export async function writeChartNote(theriac: OpenedTheriac, system: DemoHealthSystem): Promise<void> {
  await theriac.platform.transactor.transact(scopeOf(system), async (tx) => {
    const clara = await findStaffByUserName(tx, 'clara');
    const patients = await listPatientsOfChart(tx);
    for (const { patientId } of clara === null ? [] : patients) {
      const therapies = await listTherapies(tx, { patientId });
      const therapy = therapies.find(({ ended, siteId }) => ended === null && clara?.siteIds.includes(siteId));
      if (therapy === undefined || clara === null) continue;
      const text =
        'Start review done. Patient taught to inject, storage and missed doses explained. No interaction found. Next contact before the first refill.';
      const sent = await sendNote(tx, {
        therapyId: therapy.therapyId,
        kind: 'clinical',
        text,
        writtenBy: clara.staffId,
      });
      if (!sent.ok) throw new Error(`a note of the demonstration was refused: ${sent.refusal.code}`);
      return;
    }
  });
}

/** Whom a therapy of today concerns that Clara may see, so that a launch has something to open. */
async function listPatientsOfChart(tx: TenantTransaction) {
  const ids: PatientId[] = [];
  const clara = await findStaffByUserName(tx, 'clara');
  const isSeen = (siteId: SiteId): boolean => clara?.siteIds.includes(siteId) ?? true;
  for (const patientId of await listSurvivorIds(tx, { after: null, most: mostLookedAt })) {
    const therapies = ids.length < mostPatients ? await listTherapies(tx, { patientId }) : [];
    if (therapies.some(({ ended, siteId }) => ended === null && isSeen(siteId))) ids.push(patientId);
  }
  return listPatients(tx, ids);
}

/** Enters the authorization server of the EHR by its issuer. After another port was chosen the one before is disabled. */
async function enterProvider(tx: TenantTransaction, issuer: string): Promise<ProviderId | null> {
  const providers = await listProviders(tx);
  const standing = providers.find((provider) => provider.issuer === issuer);
  if (standing !== undefined) return standing.providerId;
  const admin = await findStaffByUserName(tx, 'admin');
  if (admin === null) return null;
  for (const { providerId } of providers.filter(({ name }) => name === providerName))
    await setProviderStanding(tx, { providerId, isEnabled: false });
  const added = await addProvider(tx, {
    terms: {
      ...{ name: providerName, issuer, clientId: 'theriac', authentication: 'private-key', groupClaim: null },
      ...{ domains: [], acceptedMethods: ['otp', 'hwk', 'mfa'], acceptedContexts: [], skewSeconds: 60 },
      ...{ subjectIsExternalId: true, isOffered: false },
    },
    secret: null,
    madeBy: admin.staffId,
  });
  if (!added.ok) throw new Error(`the provider of the EHR was refused: ${added.refusal.code}`);
  await setProviderStanding(tx, { providerId: added.value, isEnabled: true });
  for (const [userName, subject] of Object.entries(linkedAccounts)) {
    const member = await findStaffByUserName(tx, userName);
    if (member !== null) await insertLink(tx, { issuer, subject, staffId: member.staffId, linkedBy: 'directory' });
  }
  return added.value;
}

/** Describes a patient as the EHR of a health system has them. */
export function toChartPatient(
  system: DemoHealthSystem,
  patient: Omit<ChartPatient, 'patientId' | 'system'>,
): ChartPatient {
  const numbers = numberSystemOf(system);
  return { ...patient, system: numbers, patientId: toChartPatientId(`${numbers}|${patient.recordNumber}`) };
}

function clientIdOf({ slug }: DemoHealthSystem): string {
  return `theriac-${slug}`;
}

/** An object identifier of the arc for examples (ITU-T X.660, 2.999). */
function numberSystemOf({ tenantId }: DemoHealthSystem): string {
  return `urn:oid:2.999.420.${tenantId}`;
}

function assignerOf({ slug }: DemoHealthSystem): string {
  return slug.toUpperCase();
}

function scopeOf({ tenantId }: DemoHealthSystem) {
  return { tenantId: tenantId as TenantId, actor: { kind: 'system', name: 'demo' } as const };
}
