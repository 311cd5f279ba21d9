import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import {
  isAbsent,
  type Members,
  type Report,
  readDay,
  readFacts,
  readList,
  readMembers,
  readWhole,
  readWord,
} from '../../../kernel/fact-reading.ts';
import { parseDecimal } from '../../../kernel/fraction.ts';
import { type Cents, cents, parseCents, parseUnitPrice, type UnitPrice } from '../../../kernel/money.ts';
import type { Reading } from '../../../kernel/problem.ts';
import { type ClaimRiskFacts, type ClaimRiskRules, standardClaimRiskRules } from './claim-finding.ts';
import type { EffectiveRateFacts } from './effective-rate.ts';
import type { PayerAnswer } from './reimbursement.ts';
import type { ClaimCosts, ClaimMoney, LotCost } from './waterfall.ts';

/** A claim to be judged. */
export interface ClaimFacts {
  readonly money: ClaimMoney;
  readonly risk: ClaimRiskFacts;
  readonly rules: ClaimRiskRules;
}

/** A guarantee to be judged. */
export interface GuaranteeFacts {
  readonly id: string;
  readonly facts: EffectiveRateFacts;
  readonly reserveCents: Cents;
  readonly asOf: CalendarDay;
}

export interface WaterfallFacts {
  readonly claim: ClaimFacts | null;
  readonly effectiveRates: readonly GuaranteeFacts[];
}

/** Where a value stands and who is told of what is wrong with it. */
interface Place {
  readonly members: Members;
  readonly where: string;
  readonly report: Report;
}

const claimKeys = [
  ...['dateOfService', 'quantity', 'generic', 'basis', 'remainingFills', 'prices', 'lots', 'answers', 'patientPaid'],
  ...['costs', 'costToDispense', 'mfpRefundPaid'],
];
const priceNames = ['awp', 'wac', 'nadac', 'mfp', 'ceiling'] as const;
const answerFields = {
  patientPay: 'patientPayCents',
  ingredientPaid: 'ingredientPaidCents',
  dispensingFeePaid: 'dispensingFeePaidCents',
  incentivePaid: 'incentivePaidCents',
  flatTaxPaid: 'flatTaxPaidCents',
  percentageTaxPaid: 'percentageTaxPaidCents',
  professionalFeePaid: 'professionalFeePaidCents',
  otherAmountPaid: 'otherAmountPaidCents',
  otherPayerRecognized: 'otherPayerRecognizedCents',
} as const satisfies Record<string, keyof PayerAnswer>;
const costFields = {
  transactionFee: 'transactionFeeCents',
  effectiveRateReserve: 'effectiveRateReserveCents',
  dir: 'performanceFeeCents',
  bonus: 'performanceBonusCents',
  cardFee: 'cardFeeCents',
  packaging: 'packagingCents',
  shipping: 'shippingCents',
  nursing: 'nursingCents',
  fee340b: 'programFeeCents',
} as const satisfies Record<string, keyof ClaimCosts>;
const ruleKeys = Object.keys(standardClaimRiskRules) as readonly (keyof ClaimRiskRules)[];
const guaranteeKeys = [
  ...['id', 'kind', 'contract', 'awp', 'ingredientPaid', 'contractFee', 'claims', 'feePaid', 'reserve'],
];

/** Reads the facts of `evaluate waterfall`. */
export function readWaterfallFacts(input: unknown): Reading<WaterfallFacts> {
  return readFacts((report) => {
    const members = readMembers(input, '$', ['asOf', 'rules', 'claim', 'effectiveRates'], report);
    if (members === null) return null;
    const asOf = readDay(members['asOf'], '$.asOf', report);
    const rules = readRules(members['rules'], report);
    if (isAbsent(members['claim']) && isAbsent(members['effectiveRates']))
      report('missing', '$.claim', 'A claim or effective rates are expected here.');
    if (asOf === null || rules === null) return null;
    const claim = isAbsent(members['claim']) ? null : readClaim(members['claim'], { asOf, rules }, report);
    const rates = readList(members['effectiveRates'], '$.effectiveRates', report).map((item, index) =>
      readGuarantee(item, { where: `$.effectiveRates[${index}]`, asOf }, report),
    );
    return { claim, effectiveRates: rates.filter((rate) => rate !== null) };
  });
}

function readRules(value: unknown, report: Report): ClaimRiskRules | null {
  if (isAbsent(value)) return standardClaimRiskRules;
  const members = readMembers(value, '$.rules', ruleKeys, report);
  if (members === null) return null;
  const limits = { from: 0, to: 3_650 };
  const read = ruleKeys.map((key) => {
    const given = members[key];
    return [key, isAbsent(given) ? standardClaimRiskRules[key] : readWhole(given, `$.rules.${key}`, limits, report)];
  });
  return Object.fromEntries(read) as ClaimRiskRules;
}

function readClaim(
  value: unknown,
  of: { readonly asOf: CalendarDay; readonly rules: ClaimRiskRules },
  report: Report,
): ClaimFacts | null {
  const where = '$.claim';
  const members = readMembers(value, where, claimKeys, report);
  if (members === null) return null;
  const place = { members, where, report };
  const serviceOn = readDay(members['dateOfService'], `${where}.dateOfService`, report);
  const money = readMoney(place);
  const isGeneric = readFlag(place, 'generic');
  const basis = isAbsent(members['basis']) ? '' : readWord(members['basis'], `${where}.basis`, report);
  const remainingFills = isAbsent(members['remainingFills'])
    ? 1
    : readWhole(members['remainingFills'], `${where}.remainingFills`, { from: 0, to: 1_000 }, report);
  const refundPaidCents = isAbsent(members['mfpRefundPaid']) ? null : readAmount(place, 'mfpRefundPaid');
  if (serviceOn === null || money === null || isGeneric === null || basis === null || remainingFills === null)
    return null;
  const { asOf, rules } = of;
  const isByMac = basis.toUpperCase() === 'MAC';
  return { money, rules, risk: { serviceOn, asOf, isGeneric, isByMac, remainingFills, refundPaidCents } };
}

function readMoney(place: Place): ClaimMoney | null {
  const { members, where, report } = place;
  const quantityThousandths = readQuantity(place, 'quantity');
  const prices = readPrices(members['prices'], `${where}.prices`, report);
  const lots = readList(members['lots'], `${where}.lots`, report).map((item, index) =>
    readLot(item, `${where}.lots[${index}]`, report),
  );
  const answers = readList(members['answers'], `${where}.answers`, report).map((item, index) =>
    readAmounts(item, { where: `${where}.answers[${index}]`, fields: answerFields }, report),
  );
  const costs = readAmounts(members['costs'] ?? {}, { where: `${where}.costs`, fields: costFields }, report);
  if (members['answers'] === undefined) report('missing', `${where}.answers`, 'A list is expected here.');
  if (members['lots'] === undefined) report('missing', `${where}.lots`, 'A list is expected here.');
  if (quantityThousandths === null || prices === null || costs === null) return null;
  const taken = lots.reduce((sum, lot) => sum + (lot?.quantityThousandths ?? 0), 0);
  if (lots.length > 0 && taken !== quantityThousandths)
    report('contradictory', `${where}.lots`, 'The lots do not add up to the quantity of the claim.');
  return {
    ...{ quantityThousandths, ...prices },
    lots: lots.filter((lot) => lot !== null),
    answers: answers.filter((answer) => answer !== null),
    costs,
    finalPatientPayCents: readAmountOr(place, 'patientPaid'),
    costToDispenseCents: readAmountOr(place, 'costToDispense'),
  };
}

function readPrices(value: unknown, where: string, report: Report) {
  const members = readMembers(value ?? {}, where, priceNames, report);
  if (members === null) return null;
  const [awp, wac, nadac, mfp, ceiling] = priceNames.map((name) =>
    isAbsent(members[name]) ? null : readPrice({ members, where, report }, name),
  );
  return { awp: awp ?? null, wac: wac ?? null, nadac: nadac ?? null, mfp: mfp ?? null, ceiling: ceiling ?? null };
}

function readLot(item: unknown, where: string, report: Report): LotCost | null {
  const members = readMembers(item, where, ['quantity', 'unitCost', 'unitRebate'], report);
  if (members === null) return null;
  const place = { members, where, report };
  const quantityThousandths = readQuantity(place, 'quantity');
  const unitCost = readPrice(place, 'unitCost');
  const unitRebate = isAbsent(members['unitRebate']) ? (0 as UnitPrice) : readPrice(place, 'unitRebate');
  if (quantityThousandths === null || unitCost === null || unitRebate === null) return null;
  return { quantityThousandths, unitCost, unitRebate };
}

/** Reads an object of amounts; one that is absent is zero. */
function readAmounts<Field extends string>(
  value: unknown,
  of: { readonly where: string; readonly fields: Readonly<Record<string, Field>> },
  report: Report,
): Readonly<Record<Field, Cents>> | null {
  const members = readMembers(value, of.where, Object.keys(of.fields), report);
  if (members === null) return null;
  const place = { members, where: of.where, report };
  const entries = Object.entries(of.fields).map(([key, field]) => [field, readAmountOr(place, key)]);
  return Object.fromEntries(entries) as Readonly<Record<Field, Cents>>;
}

function readGuarantee(
  item: unknown,
  of: { readonly where: string; readonly asOf: CalendarDay },
  report: Report,
): GuaranteeFacts | null {
  const { where, asOf } = of;
  const members = readMembers(item, where, guaranteeKeys, report);
  if (members === null) return null;
  const place = { members, where, report };
  const id = readWord(members['id'], `${where}.id`, report);
  const kind = readWord(members['kind'], `${where}.kind`, report);
  const facts = kind === null ? null : readGuaranteeFacts(kind, place);
  const reserveCents = readAmountOr(place, 'reserve');
  return id === null || facts === null ? null : { id, facts, reserveCents, asOf };
}

function readGuaranteeFacts(kind: string, place: Place): EffectiveRateFacts | null {
  const { members, where, report } = place;
  if (kind === 'DER') {
    const contractFeeCents = readAmount(place, 'contractFee');
    const claimCount = readWhole(members['claims'], `${where}.claims`, { from: 0, to: 1_000_000_000 }, report);
    const feePaidCents = readAmount(place, 'feePaid');
    if (contractFeeCents === null || claimCount === null || feePaidCents === null) return null;
    return { kind, contractFeeCents, claimCount, feePaidCents };
  }
  if (kind !== 'GER' && kind !== 'BER') return report('unknown-value', `${where}.kind`, 'Known here: GER, BER, DER.');
  const contractShare = parseDecimal(members['contract'], 6);
  const isShare =
    contractShare !== null && contractShare.numerator >= 0n && contractShare.numerator <= contractShare.denominator;
  if (!isShare)
    report('wrong-type', `${where}.contract`, 'A share off AWP from 0 to 1 is expected here, such as 0.85.');
  const awpCents = readAmount(place, 'awp');
  const ingredientPaidCents = readAmount(place, 'ingredientPaid');
  if (contractShare === null || !isShare || awpCents === null || ingredientPaidCents === null) return null;
  return { kind, contractShare, awpCents, ingredientPaidCents };
}

function readFlag({ members, where, report }: Place, key: string): boolean | null {
  const value = members[key] ?? false;
  return typeof value === 'boolean'
    ? value
    : report('wrong-type', `${where}.${key}`, 'True or false is expected here.');
}

function readQuantity({ members, where, report }: Place, key: string): number | null {
  const text = readWord(members[key], `${where}.${key}`, report);
  if (text === null) return null;
  const quantity = parseDecimal(text, 3);
  if (quantity === null || quantity.numerator <= 0n)
    return report(
      'not-a-quantity',
      `${where}.${key}`,
      'A quantity is decimal text above zero with at most three decimals.',
    );
  return Number((quantity.numerator * 1_000n) / quantity.denominator);
}

function readPrice({ members, where, report }: Place, key: string): UnitPrice | null {
  const text = readWord(members[key], `${where}.${key}`, report);
  if (text === null) return null;
  const price = parseUnitPrice(text);
  return price !== null && price >= 0
    ? price
    : report(
        'not-a-price',
        `${where}.${key}`,
        'A unit price is decimal text with at most five decimals, not negative.',
      );
}

function readAmount({ members, where, report }: Place, key: string): Cents | null {
  const text = readWord(members[key], `${where}.${key}`, report);
  if (text === null) return null;
  const amount = parseCents(text);
  return amount ?? report('not-an-amount', `${where}.${key}`, 'An amount is decimal text with at most two decimals.');
}

function readAmountOr(place: Place, key: string): Cents {
  return (isAbsent(place.members[key]) ? null : readAmount(place, key)) ?? cents(0);
}
