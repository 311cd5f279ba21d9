export { listSkills } from './ability-store.ts';
export { disableStaff, enableStaff } from './actions/change-staff.ts';
export { createStaff } from './actions/create-staff.ts';
export { provisionStaff, renameStaff, setDirectoryStanding } from './actions/provision-staff.ts';
export {
  type BrowserSession,
  signInByProvider,
  signInByProviderAndCode,
} from './actions/sign-in-by-provider.ts';
export { decideProposal, type ProposedCommand, proposeCommand } from './actions/two-people.ts';
export { lowerAssuranceForDemo } from './assurance-store.ts';
export { createAuthenticator } from './authenticator.ts';
export { listPharmacistStates } from './domain/abilities.ts';
export { toRelyingParty } from './domain/relying-party.ts';
export type { Site, SiteLicence } from './domain/site.ts';
export { composeOtpAuthUri, computeCode } from './one-time-code.ts';
export { type ListedProposal, listProposals } from './proposal-store.ts';
export { endSessionsOfProvider } from './session-store.ts';
export { findSignedInPerson } from './signed-in-person.ts';
export {
  findSiteByNcpdpId,
  findSiteByNpi,
  getDefaultSite,
  getSite,
  listSiteLicences,
  listSites,
} from './site-queries.ts';
export { insertSite, insertTenant, type NewSite } from './site-store.ts';
export { findStaff, findStaffByUserName, listAbilities, listStaff, listStaffNames } from './staff-queries.ts';
export { findTenant, getTenant, listTenants } from './tenant-queries.ts';
