import type { SiteId, StaffId } from '../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { type Call, type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { findSignedInPerson, findStaff, listSites, listStaffNames } from '../identity/index.ts';
import { addProvider, changeProvider, setProviderStanding } from './actions/change-provider.ts';
import { finishByCode, finishBySession, linkAccount } from './actions/finish-sign-in.ts';
import { saveGroup } from './actions/save-group.ts';
import * as api from './api.ts';
import { findWaiting, listTrials } from './attempt-store.ts';
import type { GroupId } from './domain/group-roles.ts';
import type { ProviderId, ProviderTerms } from './domain/provider.ts';
import { listGroups } from './group-store.ts';
import { deleteLink, listLinks } from './link-store.ts';
import { findProvider, listProviders } from './provider-store.ts';
import { federationRefusals } from './refusals.ts';

const done = ok({ body: {}, patientIds: [] });

/** What answers the endpoints of sign-in by identity providers. */
export const federationRoutes: readonly Route[] = [
  route(api.listSignInWays, async (tx) => {
    const enabled = (await listProviders(tx)).filter(({ isEnabled, isOffered }) => isEnabled && isOffered);
    const body = { providers: enabled.map(({ providerId, name }) => ({ providerId, name })) };
    return ok({ body, patientIds: [] });
  }),
  route(api.describeWaitingSignIn, async (tx, call) =>
    ok({ body: { needs: await describeWaiting(tx, call) }, patientIds: [] }),
  ),
  route(api.finishByCode, async (tx, call) => {
    const { code } = call.request;
    const finished = await finishByCode(tx, { browserToken: call.signInToken ?? null, code, source: call.source });
    if (!finished.ok) return finished;
    return 'session' in finished ? ok({ body: {}, patientIds: [], session: finished.session }) : finished;
  }),
  route(api.finishBySession, async (tx, call) => {
    const { signInToken: browserToken = null, sessionToken } = call;
    const finished = await finishBySession(tx, { browserToken, sessionToken });
    return finished.ok ? ok({ body: {}, patientIds: [], about: about('staff', finished.value) }) : finished;
  }),
  route(api.linkAccount, async (tx, call) => {
    const { staffId, provenAt } = personOf(call.principal);
    const linked = await linkAccount(tx, { staffId, provenAt, browserToken: call.signInToken ?? null });
    return linked.ok ? ok({ body: {}, patientIds: [], about: about('staff', linked.value) }) : linked;
  }),
  route(api.listProviders, async (tx) => ok({ body: { providers: await describeProviders(tx) }, patientIds: [] })),
  route(api.addProvider, async (tx, call) => {
    const { staffId: madeBy } = personOf(call.principal);
    const { secret } = call.request;
    const added = await addProvider(tx, { terms: toTerms(call.request), secret, madeBy });
    if (!added.ok) return added;
    const providerId = added.value;
    return ok({ body: { providerId }, patientIds: [], about: about('identity-provider', providerId) });
  }),
  route(api.changeProvider, async (tx, call) => {
    const providerId = call.request.providerId as ProviderId;
    const terms = toTerms({ ...call.request, issuer: '' });
    return finish(await changeProvider(tx, { providerId, terms, secret: call.request.secret }), providerId);
  }),
  route(api.setProviderStanding, async (tx, call) => {
    const providerId = call.request.providerId as ProviderId;
    const { isEnabled } = call.request;
    const reason = isEnabled ? 'enabled' : 'disabled';
    return finish(await setProviderStanding(tx, { providerId, isEnabled }), providerId, reason);
  }),
  route(api.removeLink, (tx, call) => removeLink(tx, call)),
  route(api.listGroups, async (tx) => {
    const groups = (await listGroups(tx)).map((group) => ({
      ...group,
      roles: [...group.roles],
      siteIds: [...group.siteIds],
    }));
    const sites = (await listSites(tx)).map(({ siteId, name }) => ({ siteId, name }));
    return ok({ body: { groups, sites }, patientIds: [] });
  }),
  route(api.saveGroup, async (tx, call) => {
    const groupId = call.request.groupId as GroupId | null;
    const siteIds = call.request.siteIds.map((siteId) => siteId as SiteId);
    const saved = await saveGroup(tx, { ...call.request, groupId, siteIds });
    if (!saved.ok) return saved;
    return ok({ body: { groupId: saved.value }, patientIds: [], about: about('directory-group', saved.value) });
  }),
];

async function removeLink(
  tx: TenantTransaction,
  call: Call<{ readonly providerId: string; readonly subject: string; readonly staffId: string }>,
) {
  const { providerId, subject } = call.request;
  const staffId = call.request.staffId as StaffId;
  const provider = await findProvider(tx, providerId as ProviderId);
  if (provider === null) return refuse(federationRefusals.unknownProvider);
  if (staffId === personOf(call.principal).staffId) return refuse(federationRefusals.ownLink);
  const isRemoved = await deleteLink(tx, { issuer: provider.issuer, subject, staffId });
  if (!isRemoved) return refuse(federationRefusals.unknownLink);
  return ok({ body: {}, patientIds: [], about: about('staff', staffId) });
}

async function describeWaiting(tx: TenantTransaction, call: Pick<Call<unknown>, 'signInToken' | 'sessionToken'>) {
  const waiting = await findWaiting(tx, call.signInToken ?? null);
  const provider = waiting === null ? null : await findProvider(tx, waiting.providerId);
  if (waiting === null || provider === null) return null;
  const { staffId } = waiting;
  const member = staffId === null ? null : await findStaff(tx, staffId);
  return {
    isSignedIn: staffId !== null && (await findSignedInPerson(tx, call.sessionToken)) === staffId,
    step: waiting.outcome,
    providerName: provider.name,
    staffName: member?.displayName ?? null,
    returnPath: waiting.returnPath,
  };
}

async function describeProviders(tx: TenantTransaction) {
  const links = await listLinks(tx);
  const names = await listStaffNames(
    tx,
    links.map(({ staffId }) => staffId),
  );
  const trials = await listTrials(tx);
  return (await listProviders(tx)).map((provider) => {
    const trial = trials.get(provider.providerId);
    return {
      ...provider,
      domains: [...provider.domains],
      acceptedMethods: [...provider.acceptedMethods],
      acceptedContexts: [...provider.acceptedContexts],
      publicKey: provider.publicKey === null ? null : JSON.stringify(provider.publicKey),
      trial: trial === undefined ? null : { at: trial.at, checks: trial.checks.map((check) => ({ ...check })) },
      links: links
        .filter(({ issuer }) => issuer === provider.issuer)
        .map(({ issuer: _, ...link }) => ({ ...link, staffName: names.get(link.staffId) ?? '' })),
    };
  });
}

function toTerms({ name, issuer, clientId, authentication, ...rest }: ProviderTerms): ProviderTerms {
  const { domains, groupClaim, acceptedMethods, acceptedContexts, skewSeconds, subjectIsExternalId, isOffered } = rest;
  const accepted = { domains, groupClaim, acceptedMethods, acceptedContexts, skewSeconds };
  const counted = { ...accepted, subjectIsExternalId, isOffered };
  return { name, issuer, clientId, authentication, ...counted };
}

function finish(result: Result<null>, providerId: ProviderId, reason?: string) {
  if (!result.ok) return result;
  const what = about('identity-provider', providerId);
  return reason === undefined ? ok({ ...done.value, about: what }) : ok({ ...done.value, about: { ...what, reason } });
}

function about(kind: string, id: string) {
  return { kind: 'configuration', object: { kind, id } } as const;
}

function personOf(principal: Principal | null) {
  if (principal?.actor.kind !== 'staff') throw new Error('this endpoint needs a person');
  return { staffId: principal.actor.staffId, provenAt: principal.provenAt };
}
