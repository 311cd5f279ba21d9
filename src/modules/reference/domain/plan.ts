import type { Id } from '../../../kernel/ids.ts';

export type PayerId = Id<'payer'>;
export type PlanId = Id<'plan'>;

/** What kind of insurance a plan is; it decides which rules, clocks and assistance apply. */
export type PlanKind =
  | 'commercial'
  | 'medicare-part-d'
  | 'medicare-part-b'
  | 'medicaid-ffs'
  | 'medicaid-managed'
  | 'tricare'
  | 'va'
  | 'cash'
  | 'manufacturer-card'
  | 'foundation';

/** All kinds of plan and what each is called on screen. */
export const planKinds: Readonly<Record<PlanKind, string>> = {
  commercial: 'Commercial',
  'medicare-part-d': 'Medicare Part D',
  'medicare-part-b': 'Medicare Part B',
  'medicaid-ffs': 'Medicaid fee-for-service',
  'medicaid-managed': 'Medicaid managed care',
  tricare: 'TRICARE',
  va: 'Veterans Affairs',
  cash: 'Self-pay',
  'manufacturer-card': 'Manufacturer’s card',
  foundation: 'Foundation',
};

/** A plan as a card names it. An empty PCN or group stands for any. */
export interface Plan {
  readonly planId: PlanId;
  readonly payerId: PayerId;
  readonly payerName: string;
  readonly name: string;
  readonly kind: PlanKind;
  readonly bin: string;
  readonly pcn: string;
  readonly groupNumber: string;
  readonly isSynthetic: boolean;
}

/** What a card says. */
export interface CardNumbers {
  readonly bin: string;
  readonly pcn?: string | undefined;
  readonly group?: string | undefined;
}

/**
 * Chooses the plan that a card means among those of its BIN: PCN and group, then PCN alone, then the BIN where it has one plan.
 * Null rather than a guess when several would fit.
 */
export function choosePlan(plans: readonly Plan[], card: CardNumbers): Plan | null {
  const [pcn, group] = [toPlain(card.pcn), toPlain(card.group)];
  const ofBin = plans.filter((plan) => plan.bin === card.bin.trim());
  const ofPcn = ofBin.filter((plan) => toPlain(plan.pcn) === pcn);
  const ofGroup = ofPcn.filter((plan) => toPlain(plan.groupNumber) === group);
  if (group !== '' && ofGroup.length === 1) return ofGroup[0] ?? null;
  const general = ofPcn.filter((plan) => plan.groupNumber === '');
  if (general.length === 1) return general[0] ?? null;
  if (ofPcn.length === 1) return ofPcn[0] ?? null;
  const anyPcn = ofBin.filter((plan) => plan.pcn === '');
  if (anyPcn.length === 1) return anyPcn[0] ?? null;
  return ofBin.length === 1 && pcn === '' ? (ofBin[0] ?? null) : null;
}

function toPlain(text: string | undefined): string {
  return (text ?? '').replace(/[^A-Za-z0-9]/g, '').toUpperCase();
}
