import { writeRecordBundle } from '../gateways/fhir-r4/write-record-bundle.ts';
import { readScan } from '../gateways/package-scan/read-scan.ts';
import { describeMessage } from '../gateways/reading/describe-message.ts';
import type { Permission } from '../kernel/permission.ts';
import { accessPermissions } from '../modules/access/permissions.ts';
import { accessRoutes } from '../modules/access/routes.ts';
import { chartsTimerActions } from '../modules/charts/jobs.ts';
import { chartPermissions } from '../modules/charts/permissions.ts';
import { chartsRoutes } from '../modules/charts/routes.ts';
import { claimPermissions } from '../modules/claims/permissions.ts';
import { claimsRoutes } from '../modules/claims/routes.ts';
import { clinicalSubscriptions } from '../modules/clinical/jobs.ts';
import { clinicalPermissions } from '../modules/clinical/permissions.ts';
import { clinicalRoutes } from '../modules/clinical/routes.ts';
import { clinicPermissions } from '../modules/clinics/permissions.ts';
import { clinicsRoutes } from '../modules/clinics/routes.ts';
import { contractPermissions } from '../modules/contracts/permissions.ts';
import { contractsRoutes } from '../modules/contracts/routes.ts';
import { conversationPermissions } from '../modules/conversation/permissions.ts';
import { conversationRoutes } from '../modules/conversation/routes.ts';
import { deliverySubscriptions } from '../modules/delivery/jobs.ts';
import { deliveryPermissions } from '../modules/delivery/permissions.ts';
import { deliveryRoutes } from '../modules/delivery/routes.ts';
import { dispensingSubscriptions, dispensingTimerActions } from '../modules/dispensing/jobs.ts';
import { dispensingPermissions } from '../modules/dispensing/permissions.ts';
import { createDispensingRoutes } from '../modules/dispensing/routes.ts';
import { documentPermissions } from '../modules/documents/permissions.ts';
import { documentsRoutes } from '../modules/documents/routes.ts';
import { exchangeTimerActions } from '../modules/exchange/jobs.ts';
import { exchangePermissions } from '../modules/exchange/permissions.ts';
import { composeExchangeRoutes } from '../modules/exchange/routes.ts';
import { federationTimerActions } from '../modules/federation/jobs.ts';
import { federationPermissions } from '../modules/federation/permissions.ts';
import { federationRoutes } from '../modules/federation/routes.ts';
import { flowSubscriptions, flowTimerActions } from '../modules/flow/jobs.ts';
import { flowPermissions } from '../modules/flow/permissions.ts';
import { flowRoutes } from '../modules/flow/routes.ts';
import { identityPermissions } from '../modules/identity/permissions.ts';
import { identityRoutes } from '../modules/identity/routes.ts';
import { inventoryPermissions } from '../modules/inventory/permissions.ts';
import { createInventoryRoutes } from '../modules/inventory/routes.ts';
import { outreachSubscriptions } from '../modules/outreach/jobs.ts';
import { outreachPermissions } from '../modules/outreach/permissions.ts';
import { outreachRoutes } from '../modules/outreach/routes.ts';
import { pathwayPermissions } from '../modules/pathways/permissions.ts';
import { pathwaysRoutes } from '../modules/pathways/routes.ts';
import { patientsTimerActions } from '../modules/patients/jobs.ts';
import { patientsPermissions } from '../modules/patients/permissions.ts';
import { patientsRoutes } from '../modules/patients/routes.ts';
import { portabilityPermissions } from '../modules/portability/permissions.ts';
import { createPortabilityRoutes } from '../modules/portability/routes.ts';
import { prescriptionPermissions } from '../modules/prescriptions/permissions.ts';
import { prescriptionsRoutes } from '../modules/prescriptions/routes.ts';
import { programPermissions } from '../modules/programs/permissions.ts';
import { createProgramsRoutes } from '../modules/programs/routes.ts';
import { prospectsSubscriptions } from '../modules/prospects/jobs.ts';
import { prospectPermissions } from '../modules/prospects/permissions.ts';
import { prospectsRoutes } from '../modules/prospects/routes.ts';
import { receivablesPermissions } from '../modules/receivables/permissions.ts';
import { receivablesRoutes } from '../modules/receivables/routes.ts';
import { referencePermissions } from '../modules/reference/permissions.ts';
import { referenceRoutes } from '../modules/reference/routes.ts';
import { referralsSubscriptions, referralsTimerActions } from '../modules/referrals/jobs.ts';
import { referralPermissions } from '../modules/referrals/permissions.ts';
import { referralsRoutes } from '../modules/referrals/routes.ts';
import { refundsSubscriptions } from '../modules/refunds/jobs.ts';
import { refundPermissions } from '../modules/refunds/permissions.ts';
import { refundsRoutes } from '../modules/refunds/routes.ts';
import { remittancePermissions } from '../modules/remittance/permissions.ts';
import { remittanceRoutes } from '../modules/remittance/routes.ts';
import { revenueSubscriptions, revenueTimerActions } from '../modules/revenue/jobs.ts';
import { revenuePermissions } from '../modules/revenue/permissions.ts';
import { revenueRoutes } from '../modules/revenue/routes.ts';
import { securityPermissions } from '../modules/security/permissions.ts';
import { securityRoutes } from '../modules/security/routes.ts';
import { therapiesSubscriptions, therapiesTimerActions } from '../modules/therapies/jobs.ts';
import { therapyPermissions } from '../modules/therapies/permissions.ts';
import { therapiesRoutes } from '../modules/therapies/routes.ts';
import { workTimerActions } from '../modules/work/jobs.ts';
import { workPermissions } from '../modules/work/permissions.ts';
import { workRoutes } from '../modules/work/routes.ts';
import type { Subscription, TimerAction } from '../platform/events/subscription.ts';
import type { Route } from '../platform/http/route.ts';

/** Every permission that a module declares. */
export const permissions: readonly Permission[] = [
  accessPermissions,
  chartPermissions,
  claimPermissions,
  clinicalPermissions,
  clinicPermissions,
  contractPermissions,
  conversationPermissions,
  deliveryPermissions,
  dispensingPermissions,
  documentPermissions,
  exchangePermissions,
  federationPermissions,
  flowPermissions,
  identityPermissions,
  inventoryPermissions,
  outreachPermissions,
  pathwayPermissions,
  patientsPermissions,
  portabilityPermissions,
  prescriptionPermissions,
  programPermissions,
  prospectPermissions,
  referencePermissions,
  referralPermissions,
  receivablesPermissions,
  refundPermissions,
  remittancePermissions,
  revenuePermissions,
  securityPermissions,
  therapyPermissions,
  workPermissions,
].flatMap((declared) => Object.values<Permission>(declared));

/** Every endpoint with what answers it. */
export const routes: readonly Route[] = [
  ...accessRoutes,
  ...chartsRoutes,
  ...claimsRoutes,
  ...clinicalRoutes,
  ...clinicsRoutes,
  ...contractsRoutes,
  ...conversationRoutes,
  ...deliveryRoutes,
  ...createDispensingRoutes({ readScan }),
  ...documentsRoutes,
  ...composeExchangeRoutes(describeMessage),
  ...federationRoutes,
  ...flowRoutes,
  ...identityRoutes,
  ...createInventoryRoutes({ readScan }),
  ...outreachRoutes,
  ...pathwaysRoutes,
  ...patientsRoutes,
  ...createPortabilityRoutes({ writeBundle: writeRecordBundle }),
  ...prescriptionsRoutes,
  ...createProgramsRoutes({ permissions }),
  ...prospectsRoutes,
  ...referenceRoutes,
  ...referralsRoutes,
  ...receivablesRoutes,
  ...refundsRoutes,
  ...remittanceRoutes,
  ...revenueRoutes,
  ...securityRoutes,
  ...therapiesRoutes,
  ...workRoutes,
];

/** Everything that one module hears of another. */
export const subscriptions: readonly Subscription[] = [
  ...clinicalSubscriptions,
  ...deliverySubscriptions,
  ...dispensingSubscriptions,
  ...outreachSubscriptions,
  ...flowSubscriptions,
  ...refundsSubscriptions,
  ...revenueSubscriptions,
  ...prospectsSubscriptions,
  ...referralsSubscriptions,
  ...therapiesSubscriptions,
];

/** What is done when a timer falls due. */
export const timerActions: readonly TimerAction[] = [
  ...chartsTimerActions,
  ...dispensingTimerActions,
  ...exchangeTimerActions,
  ...federationTimerActions,
  ...flowTimerActions,
  ...revenueTimerActions,
  ...patientsTimerActions,
  ...referralsTimerActions,
  ...therapiesTimerActions,
  ...workTimerActions,
];
