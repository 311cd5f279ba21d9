import type { NewPlan } from '../directory-store.ts';
import { demoValidFrom } from './demo-drug.ts';

/** One plan of each kind. Payers, BIN and PCN are made up; BINs that begin with 99 are given to nobody here. */
export const demoPlans: readonly NewPlan[] = [
  plan('Meridian Benefit Partners', 'Meridian Choice PPO', 'commercial', '990001', 'MBP'),
  plan('Meridian Benefit Partners', 'Meridian Value HDHP', 'commercial', '990001', 'MBPHD'),
  plan('Northlight Health', 'Northlight Employer Plan', 'commercial', '990002', 'NLH'),
  plan('Silverway Senior', 'Silverway Rx Part D', 'medicare-part-d', '990003', 'SWPARTD'),
  plan('Northlight Health', 'Northlight Exchange Silver', 'commercial', '990002', 'NLHEX'),
  plan('Silverway Senior', 'Silverway Advantage (Medicare Part C)', 'medicare-part-d', '990003', 'SWADV'),
  plan('Medicare', 'Medicare Part B', 'medicare-part-b', '990004', 'PARTB'),
  plan('State Medicaid', 'Medicaid fee-for-service', 'medicaid-ffs', '990005', 'MCDFFS'),
  plan('Harbor Community Care', 'Harbor Medicaid Managed Care', 'medicaid-managed', '990006', 'HCC'),
  plan('TRICARE', 'TRICARE Pharmacy', 'tricare', '990007', 'TRIC'),
  plan('Veterans Affairs', 'Veterans Affairs community care', 'va', '990008', 'VACC'),
  plan('Self-pay', 'Self-pay', 'cash', '990009', 'CASH'),
  plan('Brightwater Savings', 'Brightwater Copay Card', 'manufacturer-card', '990010', 'CARD'),
  plan('Open Harbor Foundation', 'Open Harbor Foundation', 'foundation', '990011', 'FND'),
];

function plan(payerName: string, name: string, kind: NewPlan['kind'], bin: string, pcn: string): NewPlan {
  return { payerName, name, kind, bin, pcn, groupNumber: '', validFrom: demoValidFrom, isSynthetic: true };
}
