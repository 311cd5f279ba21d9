import { type Cents, cents, sumCents } from '../../../kernel/money.ts';

/** The amounts of one payer's answer by the fields of NCPDP Telecommunication D.0. [K] The field numbers. */
export interface PayerAnswer {
  /** 505-F5 */
  readonly patientPayCents: Cents;
  /** 506-F6 */
  readonly ingredientPaidCents: Cents;
  /** 507-F7 */
  readonly dispensingFeePaidCents: Cents;
  /** 521-FL */
  readonly incentivePaidCents: Cents;
  /** 558-AW */
  readonly flatTaxPaidCents: Cents;
  /** 559-AX */
  readonly percentageTaxPaidCents: Cents;
  /** 562-J1 */
  readonly professionalFeePaidCents: Cents;
  /** 565-J4, the sum of all other amounts paid */
  readonly otherAmountPaidCents: Cents;
  /** 566-J5 */
  readonly otherPayerRecognizedCents: Cents;
}

/** Computes what a payer pays in all (509-F9): 506 + 507 + 521 + 558 + 559 + 562 + 565 - 505 - 566. */
export function computeTotalPaid(answer: PayerAnswer): Cents {
  const paid = sumCents([
    ...[answer.ingredientPaidCents, answer.dispensingFeePaidCents, answer.incentivePaidCents],
    ...[answer.flatTaxPaidCents, answer.percentageTaxPaidCents, answer.professionalFeePaidCents],
    answer.otherAmountPaidCents,
  ]);
  return cents(paid - answer.patientPayCents - answer.otherPayerRecognizedCents);
}

/** Computes the reimbursement: what all payers pay and what the patient pays after the last of them, so that no card counts twice. */
export function computeReimbursement(answers: readonly PayerAnswer[], finalPatientPayCents: Cents): Cents {
  return sumCents([...answers.map(computeTotalPaid), finalPatientPayCents]);
}
