import { web as access } from '../../modules/access/web/index.tsx';
import { web as charts } from '../../modules/charts/web/index.tsx';
import { web as claims } from '../../modules/claims/web/index.tsx';
import { web as clinical } from '../../modules/clinical/web/index.tsx';
import { web as clinics } from '../../modules/clinics/web/index.tsx';
import { web as contracts } from '../../modules/contracts/web/index.tsx';
import { web as conversation } from '../../modules/conversation/web/index.tsx';
import { web as delivery } from '../../modules/delivery/web/index.tsx';
import { web as dispensing } from '../../modules/dispensing/web/index.tsx';
import { web as documents } from '../../modules/documents/web/index.tsx';
import { web as exchange } from '../../modules/exchange/web/index.tsx';
import { web as federation } from '../../modules/federation/web/index.tsx';
import { web as flow } from '../../modules/flow/web/index.tsx';
import { web as identity } from '../../modules/identity/web/index.tsx';
import { web as inventory } from '../../modules/inventory/web/index.tsx';
import { web as outreach } from '../../modules/outreach/web/index.tsx';
import { web as pathways } from '../../modules/pathways/web/index.tsx';
import { web as patients } from '../../modules/patients/web/index.tsx';
import { web as portability } from '../../modules/portability/web/index.tsx';
import { web as prescriptions } from '../../modules/prescriptions/web/index.tsx';
import { web as programs } from '../../modules/programs/web/index.tsx';
import { web as prospects } from '../../modules/prospects/web/index.tsx';
import { web as receivables } from '../../modules/receivables/web/index.tsx';
import { web as reference } from '../../modules/reference/web/index.tsx';
import { web as referrals } from '../../modules/referrals/web/index.tsx';
import { web as refunds } from '../../modules/refunds/web/index.tsx';
import { web as remittance } from '../../modules/remittance/web/index.tsx';
import { web as revenue } from '../../modules/revenue/web/index.tsx';
import { web as security } from '../../modules/security/web/index.tsx';
import { web as therapies } from '../../modules/therapies/web/index.tsx';
import { web as work } from '../../modules/work/web/index.tsx';
import type { ModuleWeb } from '../../ui/module-web.ts';

/** What each module adds to this app. A module appears here once it has pages or panels. */
export const moduleWebs: readonly ModuleWeb[] = [
  access,
  charts,
  claims,
  clinical,
  clinics,
  contracts,
  conversation,
  delivery,
  dispensing,
  documents,
  exchange,
  federation,
  flow,
  identity,
  inventory,
  outreach,
  pathways,
  patients,
  portability,
  prescriptions,
  programs,
  prospects,
  reference,
  referrals,
  receivables,
  refunds,
  remittance,
  revenue,
  security,
  therapies,
  work,
];
