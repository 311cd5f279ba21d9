import {
  isAbsent,
  type Report,
  readDay,
  readFacts,
  readList,
  readMembers,
  readText,
  readWhole,
  readWord,
  refuseRepeatedIds,
} from '../../../kernel/fact-reading.ts';
import { type Cents, parseCents } from '../../../kernel/money.ts';
import type { Reading } from '../../../kernel/problem.ts';
import type { AdjudicatedClaim } from './claim-match.ts';
import type { ReadPayment, ReadRemittanceText, RemittanceFacts } from './evaluate-remittance.ts';
import type { ProviderAdjustment, RemittedClaim } from './payment.ts';
import { type RemittanceRules, standardRemittanceRules } from './remittance-finding.ts';

const keys = ['asOf', 'toleranceCents', 'cycleDays', 'graceDays', 'carriedReasons', 'adjudicated', 'remittances'];
const adjudicatedKeys = ['id', 'rxNumber', 'dateOfService', 'authorizationNumber', 'paid', 'reversed'];
const paymentKeys = ['trace', 'payment', 'claims', 'plb'];
const claimKeys = ['rxNumber', 'dateOfService', 'payerClaimNumber', 'status', 'paid'];
const dayLimits = { from: 0, to: 3_650 };

/** Reads the facts of `evaluate remittance`. */
export function readRemittanceFacts(input: unknown, readFile: ReadRemittanceText): Reading<RemittanceFacts> {
  return readFacts((report) => {
    const members = readMembers(input, '$', keys, report);
    if (members === null) return null;
    const asOf = readDay(members['asOf'], '$.asOf', report);
    const rules = readRules(members, report);
    for (const key of ['adjudicated', 'remittances'])
      if (members[key] === undefined) report('missing', `$.${key}`, 'A list is expected here.');
    const adjudicated = readList(members['adjudicated'], '$.adjudicated', report).map((item, index) =>
      readAdjudicated(item, `$.adjudicated[${index}]`, report),
    );
    refuseRepeatedIds(adjudicated, '$.adjudicated', report);
    const payments = readList(members['remittances'], '$.remittances', report).flatMap((item, index) =>
      readPayments(item, { where: `$.remittances[${index}]`, readFile }, report),
    );
    if (asOf === null || rules === null) return null;
    return { asOf, rules, adjudicated: adjudicated.filter((claim) => claim !== null), payments };
  });
}

function readRules(members: Readonly<Record<string, unknown>>, report: Report): RemittanceRules | null {
  const wholeOf = (key: 'toleranceCents' | 'cycleDays' | 'graceDays') =>
    isAbsent(members[key]) ? standardRemittanceRules[key] : readWhole(members[key], `$.${key}`, dayLimits, report);
  const [toleranceCents, cycleDays, graceDays] = [
    wholeOf('toleranceCents'),
    wholeOf('cycleDays'),
    wholeOf('graceDays'),
  ];
  const carried = isAbsent(members['carriedReasons'])
    ? standardRemittanceRules.carriedReasons
    : readList(members['carriedReasons'], '$.carriedReasons', report).map((item, index) =>
        readWord(item, `$.carriedReasons[${index}]`, report),
      );
  if (toleranceCents === null || cycleDays === null || graceDays === null) return null;
  return { toleranceCents, cycleDays, graceDays, carriedReasons: carried.filter((reason) => reason !== null) };
}

function readAdjudicated(item: unknown, where: string, report: Report): AdjudicatedClaim | null {
  const members = readMembers(item, where, adjudicatedKeys, report);
  if (members === null) return null;
  const id = readWord(members['id'], `${where}.id`, report);
  const rxNumber = readWord(members['rxNumber'], `${where}.rxNumber`, report);
  const serviceOn = readDay(members['dateOfService'], `${where}.dateOfService`, report);
  const expectedCents = readAmount(members['paid'], `${where}.paid`, report);
  const isReversed = members['reversed'] ?? false;
  const authorizationNumber = isAbsent(members['authorizationNumber'])
    ? null
    : readText(members['authorizationNumber'], `${where}.authorizationNumber`, report);
  if (typeof isReversed !== 'boolean')
    return report('wrong-type', `${where}.reversed`, 'True or false is expected here.');
  if (id === null || rxNumber === null || serviceOn === null || expectedCents === null) return null;
  return { id, rxNumber, serviceOn, expectedCents, isReversed, authorizationNumber };
}

/** Reads one entry: the text of an 835, which may hold several payments, or a payment in plain facts. */
function readPayments(
  item: unknown,
  of: { readonly where: string; readonly readFile: ReadRemittanceText },
  report: Report,
): readonly ReadPayment[] {
  const { where } = of;
  if (typeof item === 'object' && item !== null && 'x12' in item) {
    const members = readMembers(item, where, ['x12'], report);
    const text = readWord(members?.['x12'], `${where}.x12`, report);
    if (text === null) return [];
    const { payments, problems } = of.readFile(text);
    if (payments.length === 0) {
      report('no-remittance', `${where}.x12`, 'No 835 can be read from this text.');
      for (const problem of problems) report(problem.code, `${where}.x12 ${problem.where}`, problem.text);
    }
    return payments.map((payment) => ({ payment, problems }));
  }
  const payment = readPlainPayment(item, where, report);
  return payment === null ? [] : [{ payment, problems: [] }];
}

function readPlainPayment(item: unknown, where: string, report: Report): ReadPayment['payment'] | null {
  const members = readMembers(item, where, paymentKeys, report);
  if (members === null) return null;
  const traceNumber = readWord(members['trace'], `${where}.trace`, report);
  const paymentCents = readAmount(members['payment'], `${where}.payment`, report);
  const claims = readList(members['claims'], `${where}.claims`, report).map((claim, index) =>
    readClaim(claim, `${where}.claims[${index}]`, report),
  );
  const adjustments = readList(members['plb'], `${where}.plb`, report).map((one, index) =>
    readProviderAdjustment(one, `${where}.plb[${index}]`, report),
  );
  if (traceNumber === null || paymentCents === null) return null;
  return {
    ...{ traceNumber, paymentCents, payerId: '', payerName: '', payeeId: '', paidOn: null },
    claims: claims.filter((claim) => claim !== null),
    providerAdjustments: adjustments.filter((adjustment) => adjustment !== null),
  };
}

function readClaim(item: unknown, where: string, report: Report): RemittedClaim | null {
  const members = readMembers(item, where, claimKeys, report);
  if (members === null) return null;
  const textOf = (key: string, usual: string) =>
    isAbsent(members[key]) ? usual : readText(members[key], `${where}.${key}`, report);
  const rxNumber = readWord(members['rxNumber'], `${where}.rxNumber`, report);
  const serviceOn = isAbsent(members['dateOfService'])
    ? null
    : readDay(members['dateOfService'], `${where}.dateOfService`, report);
  const [payerClaimNumber, statusCode] = [textOf('payerClaimNumber', ''), textOf('status', '1')];
  const paidCents = readAmount(members['paid'], `${where}.paid`, report);
  if (rxNumber === null || payerClaimNumber === null || statusCode === null || paidCents === null) return null;
  return {
    ...{ place: where, rxNumber, serviceOn, payerClaimNumber, statusCode, paidCents },
    ...{ chargeCents: paidCents, patientResponsibilityCents: null, ndc11: null, adjustments: [] },
  };
}

function readProviderAdjustment(item: unknown, where: string, report: Report): ProviderAdjustment | null {
  const members = readMembers(item, where, ['reason', 'reference', 'amount'], report);
  if (members === null) return null;
  const reasonCode = readWord(members['reason'], `${where}.reason`, report);
  const reference = isAbsent(members['reference']) ? '' : readText(members['reference'], `${where}.reference`, report);
  const cents = readAmount(members['amount'], `${where}.amount`, report);
  if (reasonCode === null || reference === null || cents === null) return null;
  return { reasonCode, reference, cents };
}

function readAmount(value: unknown, where: string, report: Report): Cents | null {
  const text = readWord(value, where, report);
  if (text === null) return null;
  const amount = parseCents(text);
  return amount ?? report('not-an-amount', where, 'An amount is decimal text with at most two digits after the point.');
}
