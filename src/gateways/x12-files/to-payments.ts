import { type Cents, cents } from '../../kernel/money.ts';
import { readNdc } from '../../kernel/ndc.ts';
import type { RemittedClaim, RemittedPayment } from '../../modules/remittance/index.ts';
import type { Remittance, RemittanceClaim } from '../../standards/x12/x12.ts';

/** Days of service by their qualifiers (DTM01) in the order in which they are believed: of a line, then of the claim. */
const lineDays = ['472', '150'];
const claimDays = ['232', '150'];

/** Translates a transaction set 835 into the neutral words of a payment. */
export function toPayment(remittance: Remittance): RemittedPayment {
  const { payer, payee, traceNumber, paymentCents, paidOn } = remittance;
  const payerReference = payer?.references.find(({ qualifier }) => qualifier === '2U')?.value;
  return {
    ...{ traceNumber, paymentCents, paidOn },
    payerId: payerReference || payer?.id || remittance.payerIdentifier,
    payerName: payer?.name ?? '',
    payeeId: payee?.id ?? '',
    claims: remittance.claims.map(toClaim),
    providerAdjustments: remittance.providerAdjustments.map(({ reasonCode, reference, cents: amount }) => ({
      ...{ reasonCode, reference, cents: amount },
    })),
  };
}

function toClaim(claim: RemittanceClaim): RemittedClaim {
  const { chargeCents, paidCents, patientResponsibilityCents, statusCode } = claim;
  const days = claim.lines.flatMap(({ dates }) => dates);
  const dayOf = (wanted: readonly string[], among: RemittanceClaim['dates']) =>
    wanted.map((code) => among.find(({ qualifier }) => qualifier === code)?.value).find((day) => day !== undefined);
  const adjustments = [...claim.adjustments, ...claim.lines.flatMap((line) => line.adjustments)];
  return {
    ...{ place: `segment ${claim.segment}`, rxNumber: claim.patientControlNumber, statusCode },
    payerClaimNumber: claim.payerControlNumber,
    serviceOn: dayOf(lineDays, days) ?? dayOf(claimDays, claim.dates) ?? null,
    ndc11: findNdc(claim),
    ...{ chargeCents, paidCents, patientResponsibilityCents },
    adjustments: sumByReason(adjustments),
    references: [...claim.references, ...claim.lines.flatMap(({ references }) => references)],
    remarkCodes: [...claim.remarkCodes, ...claim.lines.flatMap(({ remarkCodes }) => remarkCodes)],
  };
}

/** The drug of a claim with one service by NDC. */
function findNdc(claim: RemittanceClaim): string | null {
  const [line, ...more] = claim.lines;
  if (line === undefined || more.length > 0 || line.service.qualifier !== 'N4') return null;
  const reading = readNdc(line.service.code);
  return reading.ok ? reading.ndc : null;
}

function sumByReason(adjustments: RemittanceClaim['adjustments']): RemittedClaim['adjustments'] {
  const sums = new Map<string, { groupCode: string; reasonCode: string; cents: Cents }>();
  for (const { groupCode, reasonCode, cents: amount } of adjustments) {
    const key = `${groupCode} ${reasonCode}`;
    const sum = sums.get(key) ?? { groupCode, reasonCode, cents: cents(0) };
    sums.set(key, { groupCode, reasonCode, cents: cents(sum.cents + amount) });
  }
  return [...sums.values()];
}
