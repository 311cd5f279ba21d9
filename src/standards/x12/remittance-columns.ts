import type { TransactionSet } from './envelope.ts';
import { type X12ProblemKind, type X12ProblemList, x12Problems } from './problems.ts';
import { SegmentCursor } from './segment-cursor.ts';
import { nameCodeOf, packName, type SegmentIndex } from './segment-index.ts';

/**
 * The money of an 835 in columns: a row for each claim, service line, adjustment and provider adjustment, with the segment
 * that it stands in. Amounts are whole cents. Texts stay in the bytes and are read from the segment when they are wanted.
 */
export interface RemittanceColumns {
  readonly set: TransactionSet;
  readonly paymentCents: number;
  readonly paidCents: number;
  readonly providerAdjustmentCents: number;
  /** Whether the payment is the sum of the claims less the provider's adjustments, and all its amounts could be read. */
  readonly isBalanced: boolean;
  readonly claims: {
    readonly segments: readonly number[];
    readonly chargeCents: readonly number[];
    readonly paidCents: readonly number[];
    /** The first row of the claim in `lines` and in `adjustments`; both end where those of the next claim begin. */
    readonly firstLines: readonly number[];
    readonly firstAdjustments: readonly number[];
  };
  readonly lines: {
    readonly segments: readonly number[];
    readonly chargeCents: readonly number[];
    readonly paidCents: readonly number[];
    readonly firstAdjustments: readonly number[];
  };
  readonly adjustments: {
    readonly segments: readonly number[];
    /** The element of the reason; the amount follows it. */
    readonly elements: readonly number[];
    readonly cents: readonly number[];
  };
  readonly providerAdjustments: {
    readonly segments: readonly number[];
    readonly elements: readonly number[];
    readonly cents: readonly number[];
  };
}

const code = {
  bpr: packName('BPR'),
  trn: packName('TRN'),
  cur: packName('CUR'),
  n1: packName('N1'),
  lx: packName('LX'),
  clp: packName('CLP'),
  cas: packName('CAS'),
  svc: packName('SVC'),
  plb: packName('PLB'),
} as const;

/** Segments of the guide whose content is text: they are read when a claim is looked at. */
const furtherCodes = new Set(
  ['ST', 'SE', 'NTE', 'REF', 'DTM', 'N2', 'N3', 'N4', 'PER', 'RDM', 'TS3', 'TS2', 'NM1', 'MIA', 'MOA', 'AMT']
    .concat([...['QTY', 'LQ']])
    .map(packName),
);

/** Claim statuses of CLP02 in 4010 and 5010. */
const statuses = new Set(
  ['1', '2', '3', '4', '5', '10', '13', '15', '16', '17', '19', '20', '21', '22', '23', '25', '27'].map(packName),
);
const groups = new Set(['CO', 'OA', 'PI', 'PR', 'CR'].map(packName));

/** Reads the money of an 835 and balances it by line, by claim and as a whole. */
export function readRemittanceColumns(
  index: SegmentIndex,
  set: TransactionSet,
  problems: X12ProblemList,
): RemittanceColumns {
  return new ColumnReader(index, set, problems).read();
}

class ColumnReader {
  readonly #index: SegmentIndex;
  readonly #set: TransactionSet;
  readonly #problems: X12ProblemList;
  readonly #cursor: SegmentCursor;
  readonly #claims = { segments: [0], chargeCents: [0], paidCents: [0], firstLines: [0], firstAdjustments: [0] };
  readonly #lines = { segments: [0], chargeCents: [0], paidCents: [0], firstAdjustments: [0] };
  readonly #adjustments = { segments: [0], elements: [0], cents: [0] };
  readonly #providerAdjustments = { segments: [0], elements: [0], cents: [0] };
  #paymentCents: number | null = null;
  #hasTrace = false;
  #hasPayer = false;
  #hasPayee = false;
  #isReadable = true;
  /** What the adjustments so far leave unexplained of the open claim and the open line; NaN when an amount could not be read. */
  #claimRest = 0;
  #lineRest = 0;
  #isInClaim = false;
  #isInLine = false;

  constructor(index: SegmentIndex, set: TransactionSet, problems: X12ProblemList) {
    this.#index = index;
    this.#set = set;
    this.#problems = problems;
    this.#cursor = new SegmentCursor(index);
    for (const columns of [this.#claims, this.#lines, this.#adjustments, this.#providerAdjustments])
      for (const column of Object.values(columns)) column.length = 0;
  }

  read(): RemittanceColumns {
    const { first, last, delimiters } = this.#set;
    for (let segment = first + 1; segment <= last; segment += 1)
      this.#take(segment, nameCodeOf(this.#index, segment, delimiters.element));
    this.#endClaim();
    this.#checkPresence();
    const paidCents = sum(this.#claims.paidCents);
    const providerAdjustmentCents = sum(this.#providerAdjustments.cents);
    const paymentCents = this.#paymentCents ?? 0;
    const isEqual = paidCents - providerAdjustmentCents === paymentCents;
    if (this.#isReadable && !isEqual) this.#report(x12Problems.paymentImbalance, first + 1, 'BPR', 2);
    return {
      ...{ set: this.#set, paymentCents, paidCents, providerAdjustmentCents },
      isBalanced: isEqual && this.#isReadable && this.#paymentCents !== null,
      ...{ claims: this.#claims, lines: this.#lines },
      ...{ adjustments: this.#adjustments, providerAdjustments: this.#providerAdjustments },
    };
  }

  #take(segment: number, name: number): void {
    switch (name) {
      case code.clp:
        this.#readClaim(segment);
        return;
      case code.svc:
        this.#readLine(segment);
        return;
      case code.cas:
        this.#readAdjustments(segment);
        return;
      case code.plb:
        this.#readProviderAdjustments(segment);
        return;
      case code.bpr:
        this.#readPayment(segment);
        return;
      case code.lx:
        this.#endClaim();
        return;
      case code.trn:
        this.#open(segment);
        this.#hasTrace = true;
        if (!this.#cursor.has(2)) this.#report(x12Problems.valueMissing, segment, 'TRN', 2);
        return;
      case code.cur:
        this.#open(segment);
        if (!this.#cursor.isQualifier(2, 'USD')) this.#report(x12Problems.currencyForeign, segment, 'CUR', 2);
        return;
      case code.n1:
        this.#open(segment);
        if (this.#cursor.isQualifier(1, 'PR')) this.#hasPayer = true;
        if (this.#cursor.isQualifier(1, 'PE')) this.#hasPayee = true;
        return;
      default:
        if (name !== 0 && !furtherCodes.has(name))
          this.#report(x12Problems.segmentUnexpected, segment, this.#nameOf(segment));
    }
  }

  #readPayment(segment: number): void {
    this.#open(segment);
    if (this.#paymentCents !== null) {
      this.#report(x12Problems.segmentMisplaced, segment, 'BPR');
      return;
    }
    this.#paymentCents = this.#readAmount(segment, 'BPR', 2);
  }

  #readClaim(segment: number): void {
    this.#endClaim();
    this.#open(segment);
    const cursor = this.#cursor;
    if (this.#providerAdjustments.cents.length > 0) this.#report(x12Problems.segmentMisplaced, segment, 'CLP');
    if (!cursor.has(1)) this.#report(x12Problems.valueMissing, segment, 'CLP', 1);
    if (!statuses.has(cursor.code(2))) this.#report(x12Problems.statusUnknown, segment, 'CLP', 2);
    const charge = this.#readAmount(segment, 'CLP', 3);
    const paid = this.#readAmount(segment, 'CLP', 4);
    if (cursor.readCents(5) === 'invalid') this.#reportUnreadable(x12Problems.amountInvalid, segment, 'CLP', 5);
    this.#claims.segments.push(segment);
    this.#claims.chargeCents.push(charge);
    this.#claims.paidCents.push(paid);
    this.#claims.firstLines.push(this.#lines.segments.length);
    this.#claims.firstAdjustments.push(this.#adjustments.segments.length);
    this.#claimRest = charge - paid;
    this.#isInClaim = true;
  }

  #readLine(segment: number): void {
    this.#endLine();
    this.#open(segment);
    if (!this.#isInClaim) {
      this.#report(x12Problems.segmentMisplaced, segment, 'SVC');
      return;
    }
    if (!this.#cursor.has(1)) this.#report(x12Problems.valueMissing, segment, 'SVC', 1);
    const charge = this.#readAmount(segment, 'SVC', 2);
    const paid = this.#readAmount(segment, 'SVC', 3);
    this.#lines.segments.push(segment);
    this.#lines.chargeCents.push(charge);
    this.#lines.paidCents.push(paid);
    this.#lines.firstAdjustments.push(this.#adjustments.segments.length);
    this.#lineRest = charge - paid;
    this.#isInLine = true;
  }

  /** Reads up to six adjustments of a segment: reason, amount and quantity, three elements each. */
  #readAdjustments(segment: number): void {
    this.#open(segment);
    const cursor = this.#cursor;
    if (!this.#isInClaim) {
      this.#report(x12Problems.segmentMisplaced, segment, 'CAS');
      return;
    }
    if (!groups.has(cursor.code(1))) this.#report(x12Problems.adjustmentGroup, segment, 'CAS', 1);
    let isAny = false;
    for (let element = 2; element <= Math.min(17, cursor.elementCount); element += 3) {
      const reading = cursor.readCents(element + 1);
      const hasReason = cursor.has(element);
      if (reading === 'absent' && !hasReason) continue;
      isAny = true;
      if (reading === 'absent' || !hasReason)
        this.#reportUnreadable(x12Problems.adjustmentIncomplete, segment, 'CAS', element);
      if (reading === 'invalid') this.#reportUnreadable(x12Problems.amountInvalid, segment, 'CAS', element + 1);
      this.#adjustments.segments.push(segment);
      this.#adjustments.elements.push(element);
      this.#adjustments.cents.push(cursor.cents);
      this.#claimRest -= cursor.cents;
      if (this.#isInLine) this.#lineRest -= cursor.cents;
    }
    if (!isAny) this.#reportUnreadable(x12Problems.adjustmentIncomplete, segment, 'CAS', 2);
  }

  /** Reads up to six adjustments of the provider: a reason with its reference, and an amount that is deducted when positive. */
  #readProviderAdjustments(segment: number): void {
    this.#endClaim();
    this.#open(segment);
    const cursor = this.#cursor;
    let isAny = false;
    for (let element = 3; element <= Math.min(13, cursor.elementCount); element += 2) {
      const reading = cursor.readCents(element + 1);
      if (reading === 'absent' && !cursor.has(element)) continue;
      isAny = true;
      if (reading === 'absent' || !cursor.has(element))
        this.#reportUnreadable(x12Problems.adjustmentIncomplete, segment, 'PLB', element);
      if (reading === 'invalid') this.#reportUnreadable(x12Problems.amountInvalid, segment, 'PLB', element + 1);
      this.#providerAdjustments.segments.push(segment);
      this.#providerAdjustments.elements.push(element);
      this.#providerAdjustments.cents.push(cursor.cents);
    }
    if (!isAny) this.#reportUnreadable(x12Problems.adjustmentIncomplete, segment, 'PLB', 3);
  }

  #endLine(): void {
    const { segments } = this.#lines;
    if (this.#isInLine && this.#lineRest !== 0)
      this.#report(x12Problems.lineImbalance, segments[segments.length - 1] ?? 0, 'SVC', 3);
    this.#isInLine = false;
  }

  #endClaim(): void {
    this.#endLine();
    const { segments } = this.#claims;
    if (this.#isInClaim && this.#claimRest !== 0)
      this.#report(x12Problems.claimImbalance, segments[segments.length - 1] ?? 0, 'CLP', 4);
    this.#isInClaim = false;
  }

  #checkPresence(): void {
    const { first, last } = this.#set;
    if (this.#paymentCents === null) this.#report(x12Problems.segmentMissing, first + 1, 'BPR');
    if (!this.#hasTrace) this.#report(x12Problems.segmentMissing, Math.min(first + 2, last), 'TRN');
    if (!this.#hasPayer) this.#report(x12Problems.segmentMissing, first, 'N1', 1);
    if (!this.#hasPayee) this.#report(x12Problems.segmentMissing, last, 'N1', 1);
  }

  #readAmount(segment: number, name: string, element: number): number {
    const reading = this.#cursor.readCents(element);
    if (reading === 'absent') this.#reportUnreadable(x12Problems.amountMissing, segment, name, element);
    if (reading === 'invalid') this.#reportUnreadable(x12Problems.amountInvalid, segment, name, element);
    return this.#cursor.cents;
  }

  #open(segment: number): void {
    this.#cursor.open(segment, this.#set.delimiters);
  }

  #nameOf(segment: number): string {
    const start = this.#index.starts[segment] ?? 0;
    return String.fromCharCode(...this.#index.bytes.subarray(start, start + 3)).replace(/[^A-Z0-9]/g, '');
  }

  #reportUnreadable(kind: X12ProblemKind, segment: number, name: string, element: number): void {
    this.#isReadable = false;
    this.#report(kind, segment, name, element);
  }

  #report(kind: X12ProblemKind, segment: number, name: string, element?: number): void {
    this.#problems.report(kind, { segment: segment + 1, name, ...(element === undefined ? {} : { element }) });
  }
}

function sum(column: readonly number[]): number {
  let total = 0;
  for (const cents of column) total += cents;
  return total;
}
