import { type CalendarDay, formatBasicDay } from '../../kernel/calendar-day.ts';
import { type Cents, cents, formatCentsAsDecimal, sumCents } from '../../kernel/money.ts';

/** A claim as the simulated payer remits it. */
export interface PaidByPayer {
  readonly rxNumber: string;
  readonly payerClaimNumber: string;
  /** `1` paid, `4` refused, `22` taken back. */
  readonly statusCode: '1' | '4' | '22';
  readonly serviceOn: CalendarDay;
  readonly ndc11: string;
  readonly quantity: string;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly patientCents: Cents;
  /** The transaction code of the facilitator of refunds; absent for claims of payers. */
  readonly transactionCode?: string;
}

/** A payment of the simulated payer. `misstatedCents` makes its sum wrong by so much. */
export interface PayerPayment {
  readonly payerName: string;
  readonly bin: string;
  readonly traceNumber: string;
  readonly paidOn: CalendarDay;
  readonly payeeName: string;
  readonly payeeNpi: string;
  readonly claims: readonly PaidByPayer[];
  /** Deductions when positive, each with reason and reference. */
  readonly providerAdjustments: readonly {
    readonly reason: string;
    readonly reference: string;
    readonly cents: Cents;
  }[];
  readonly misstatedCents: Cents;
}

/** Writes a file of X12 835 as a payer sends it: one transaction set for each payment. */
export function writeRemittanceFile(payments: readonly PayerPayment[], controlNumber: number): string {
  const number = String(controlNumber).padStart(9, '0');
  const on = formatBasicDay(payments[0]?.paidOn ?? ('2026-01-01' as CalendarDay));
  const parties = `ZZ*${'INVENTEDPAYERS'.padEnd(15)}*ZZ*${'PHARMACY'.padEnd(15)}`;
  const segments = [
    `ISA*00*${' '.repeat(10)}*00*${' '.repeat(10)}*${parties}*${on.slice(2)}*0600*^*00501*${number}*0*T*:`,
    `GS*HP*INVENTEDPAYERS*PHARMACY*${on}*0600*${controlNumber}*X*005010X221A1`,
    ...payments.flatMap((payment, index) => writeSet(payment, String(index + 1).padStart(4, '0'))),
    `GE*${payments.length}*${controlNumber}`,
    `IEA*1*${number}`,
  ];
  return `${segments.join('~\n')}~\n`;
}

function writeSet(payment: PayerPayment, setNumber: string): readonly string[] {
  const { payerName, bin, traceNumber, paidOn, payeeName, payeeNpi, providerAdjustments } = payment;
  const paid = sumCents(payment.claims.map(({ paidCents }) => paidCents));
  const deducted = sumCents(providerAdjustments.map((one) => one.cents));
  const amount = decimal(cents(paid - deducted + payment.misstatedCents));
  const body = [
    `BPR*I*${amount}*C*ACH*CCP*01*999999992*DA*1000001*1999999999**01*999988880*DA*2000002*${formatBasicDay(paidOn)}`,
    `TRN*1*${traceNumber}*1999999999`,
    `N1*PR*${clean(payerName)}*XV*${bin}`,
    `REF*2U*${bin}`,
    `N1*PE*${clean(payeeName)}*XX*${payeeNpi}`,
    'LX*1',
    ...payment.claims.flatMap(writeClaim),
    ...providerAdjustments.map(
      (one) => `PLB*${payeeNpi}*${paidOn.slice(0, 4)}1231*${one.reason}:${one.reference}*${decimal(one.cents)}`,
    ),
  ];
  return [`ST*835*${setNumber}`, ...body, `SE*${body.length + 2}*${setNumber}`];
}

function writeClaim(claim: PaidByPayer): readonly string[] {
  const { chargeCents, paidCents, patientCents } = claim;
  const sold = cents(chargeCents - paidCents - patientCents);
  const amounts = `${decimal(chargeCents)}*${decimal(paidCents)}`;
  return [
    `CLP*${claim.rxNumber}*${claim.statusCode}*${amounts}*${decimal(patientCents)}*13*${claim.payerClaimNumber}*1*1`,
    ...(claim.transactionCode === undefined ? [] : [`REF*CE*${claim.transactionCode}`]),
    `SVC*N4:${claim.ndc11}*${amounts}**${claim.quantity}`,
    `DTM*472*${formatBasicDay(claim.serviceOn)}`,
    ...(patientCents === 0 ? [] : [`CAS*PR*3*${decimal(patientCents)}`]),
    ...(sold === 0 ? [] : [`CAS*CO*45*${decimal(sold)}`]),
  ];
}

/** X12 writes no decimals that are zero. */
function decimal(amount: Cents): string {
  return formatCentsAsDecimal(amount)
    .replace(/\.00$/, '')
    .replace(/(\.\d)0$/, '$1');
}

function clean(name: string): string {
  return name.toUpperCase().replace(/[*~:^]/g, ' ');
}
