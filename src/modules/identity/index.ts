export { disableStaff } from './actions/change-staff.ts';
export { createClient, disableClient } from './actions/create-client.ts';
export { createStaff, type NewStaff } from './actions/create-staff.ts';
export { decideProposal, type ProposedCommand, proposeCommand } from './actions/two-people.ts';
export { lowerAssuranceForDemo } from './assurance-store.ts';
export { createAuthenticator } from './authenticator.ts';
export type { Site, SiteAddress, SiteLicence } from './domain/site.ts';
export type { StaffMember } from './domain/staff.ts';
export { composeOtpAuthUri, computeCode } from './one-time-code.ts';
export {
  findSiteByNcpdpId,
  findSiteByNpi,
  getDefaultSite,
  getSite,
  listSiteLicences,
  listSites,
} from './site-queries.ts';
export { insertSite, insertTenant, type NewSite } from './site-store.ts';
export { findStaff, findStaffByUserName, listStaffNames } from './staff-queries.ts';
export { findTenant, getTenant, listTenants, type Tenant } from './tenant-queries.ts';
export { serveTokenEndpoint } from './token-endpoint.ts';
