import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { type Cents, cents } from '../../kernel/money.ts';
import type { TransactionSet } from './envelope.ts';
import { type X12ProblemKind, type X12ProblemList, x12Problems } from './problems.ts';
import type {
  ClaimAdjustment,
  ProviderAdjustment,
  ProviderSummary,
  Remittance,
  RemittanceClaim,
  RemittanceLine,
  RemittanceOrganization,
  RemittanceParty,
  ServiceCode,
} from './remittance.ts';
import { type RemittanceColumns, readRemittanceColumns } from './remittance-columns.ts';
import { SegmentCursor } from './segment-cursor.ts';
import { nameCodeOf, packName, type SegmentIndex } from './segment-index.ts';

type Writable<Shape> = {
  -readonly [Key in keyof Shape]: Shape[Key] extends readonly (infer Item)[] ? Item[] : Shape[Key];
};
type Content = Writable<
  Pick<RemittanceClaim, 'adjustments' | 'dates' | 'references' | 'amounts' | 'quantities' | 'remarkCodes'>
>;

const code = {
  amt: packName('AMT'),
  bpr: packName('BPR'),
  cas: packName('CAS'),
  clp: packName('CLP'),
  cur: packName('CUR'),
  dtm: packName('DTM'),
  lq: packName('LQ'),
  lx: packName('LX'),
  mia: packName('MIA'),
  moa: packName('MOA'),
  n1: packName('N1'),
  nm1: packName('NM1'),
  plb: packName('PLB'),
  qty: packName('QTY'),
  ref: packName('REF'),
  svc: packName('SVC'),
  trn: packName('TRN'),
  ts3: packName('TS3'),
} as const;

/** Reads an 835 as typed objects, and balances it. */
export function readRemittance(index: SegmentIndex, set: TransactionSet, problems: X12ProblemList): Remittance {
  const columns = readRemittanceColumns(index, set, problems);
  return new RemittanceReader(index, columns, problems).read();
}

class RemittanceReader {
  readonly #index: SegmentIndex;
  readonly #columns: RemittanceColumns;
  readonly #problems: X12ProblemList;
  readonly #cursor: SegmentCursor;
  readonly #header = {
    ...{ handlingCode: '', creditOrDebit: '', paymentMethod: '', traceNumber: '', payerIdentifier: '' },
    ...{ currency: 'USD', paidOn: null as CalendarDay | null, segment: 0 },
  };
  readonly #headerContent = makeContent();
  readonly #summaries: ProviderSummary[] = [];
  readonly #claims: RemittanceClaim[] = [];
  readonly #providerAdjustments: ProviderAdjustment[] = [];
  #payer: Writable<RemittanceOrganization> | null = null;
  #payee: Writable<RemittanceOrganization> | null = null;
  #organization: Writable<RemittanceOrganization> | null = null;
  #claim: Writable<RemittanceClaim> | null = null;
  /** Where REF, DTM, AMT and the like belong: the header, the claim or the line that was opened last. */
  #content: Content = this.#headerContent;
  #claimRow = 0;
  #lineRow = 0;
  #adjustmentRow = 0;
  #providerRow = 0;

  constructor(index: SegmentIndex, columns: RemittanceColumns, problems: X12ProblemList) {
    this.#index = index;
    this.#columns = columns;
    this.#problems = problems;
    this.#cursor = new SegmentCursor(index);
  }

  read(): Remittance {
    const { set, isBalanced } = this.#columns;
    for (let segment = set.first + 1; segment <= set.last; segment += 1) {
      this.#cursor.open(segment, set.delimiters);
      this.#take(segment, nameCodeOf(this.#index, segment, set.delimiters.element));
    }
    if (this.#cursor.hasInvalidBytes) this.#problems.report(x12Problems.bytesInvalid, 'interchange');
    const { segment: _segment, ...header } = this.#header;
    return {
      ...{ controlNumber: set.controlNumber, guide: set.guide, ...header },
      paymentCents: cents(this.#columns.paymentCents),
      ...{ dates: this.#headerContent.dates, references: this.#headerContent.references },
      ...{ payer: this.#payer, payee: this.#payee, summaries: this.#summaries, claims: this.#claims },
      providerAdjustments: this.#providerAdjustments,
      paidCents: this.#columns.paidCents as Cents,
      providerAdjustmentCents: this.#columns.providerAdjustmentCents as Cents,
      isBalanced,
    };
  }

  #take(segment: number, name: number): void {
    const cursor = this.#cursor;
    switch (name) {
      case code.bpr:
        this.#takePayment(segment);
        return;
      case code.trn:
        this.#header.traceNumber ||= cursor.text(2);
        this.#header.payerIdentifier ||= cursor.text(3);
        return;
      case code.cur:
        this.#header.currency = cursor.text(2);
        return;
      case code.n1:
        this.#takeOrganization();
        return;
      case code.ts3:
        this.#takeSummary(segment);
        return;
      case code.lx:
        this.#organization = null;
        this.#claim = null;
        return;
      case code.clp:
        this.#takeClaim(segment);
        return;
      case code.svc:
        this.#takeLine(segment);
        return;
      case code.cas:
        this.#takeAdjustments(segment);
        return;
      case code.plb:
        this.#takeProviderAdjustments(segment);
        return;
      default:
        this.#takeFurther(segment, name);
        return;
    }
  }

  #takeFurther(segment: number, name: number): void {
    const cursor = this.#cursor;
    switch (name) {
      case code.nm1:
        if (this.#claim !== null) this.#claim.parties = add(this.#claim.parties, this.#readParty());
        return;
      case code.ref:
        this.#addReference({ qualifier: cursor.text(1), value: cursor.text(2) });
        return;
      case code.dtm:
        this.#pushDay(segment);
        return;
      case code.amt:
        this.#pushAmount(segment);
        return;
      case code.qty:
        this.#content.quantities = add(this.#content.quantities, { qualifier: cursor.text(1), value: cursor.text(2) });
        return;
      case code.lq:
        if (cursor.has(2)) this.#content.remarkCodes = add(this.#content.remarkCodes, cursor.text(2));
        return;
      case code.mia:
        this.#pushRemarks([5, 20, 21, 22, 23]);
        return;
      case code.moa:
        this.#pushRemarks([3, 4, 5, 6, 7]);
        return;
      default:
    }
  }

  #takePayment(segment: number): void {
    const cursor = this.#cursor;
    if (this.#header.segment > 0) return;
    this.#header.segment = segment;
    this.#header.handlingCode = cursor.text(1);
    this.#header.creditOrDebit = cursor.text(3);
    this.#header.paymentMethod = cursor.text(4);
    this.#header.paidOn = this.#readDay(segment, 'BPR', 16);
  }

  #takeOrganization(): void {
    const cursor = this.#cursor;
    const organization = { name: cursor.text(2), idQualifier: cursor.text(3), id: cursor.text(4), references: [] };
    this.#organization = organization;
    if (cursor.isQualifier(1, 'PR')) this.#payer ??= organization;
    if (cursor.isQualifier(1, 'PE')) this.#payee ??= organization;
  }

  #takeSummary(segment: number): void {
    const cursor = this.#cursor;
    const chargeCents = cursor.readCents(5) === 'read' ? cents(cursor.cents) : null;
    const claimCount = cursor.text(4);
    this.#summaries.push({ segment: segment + 1, providerId: cursor.text(1), claimCount, chargeCents });
  }

  #takeClaim(segment: number): void {
    const cursor = this.#cursor;
    const { chargeCents, paidCents } = this.#columns.claims;
    const row = this.#claimRow;
    this.#claimRow += 1;
    this.#organization = null;
    const claim: Writable<RemittanceClaim> = {
      segment: segment + 1,
      patientControlNumber: cursor.text(1),
      statusCode: cursor.text(2),
      chargeCents: cents(chargeCents[row] ?? 0),
      paidCents: cents(paidCents[row] ?? 0),
      patientResponsibilityCents: cursor.readCents(5) === 'read' ? cents(cursor.cents) : null,
      filingIndicator: cursor.text(6),
      payerControlNumber: cursor.text(7),
      facilityTypeCode: cursor.text(8),
      frequencyCode: cursor.text(9),
      adjustments: [],
      parties: [],
      dates: [],
      references: [],
      amounts: [],
      quantities: [],
      remarkCodes: [],
      lines: [],
    };
    this.#claims.push(claim);
    this.#claim = claim;
    this.#content = claim;
  }

  #takeLine(segment: number): void {
    const cursor = this.#cursor;
    const { segments, chargeCents, paidCents } = this.#columns.lines;
    const row = this.#lineRow;
    if (this.#claim === null || segments[row] !== segment) return;
    this.#lineRow += 1;
    const line: Writable<RemittanceLine> = {
      segment: segment + 1,
      service: this.#readService(1),
      submittedService: cursor.has(6) ? this.#readService(6) : null,
      chargeCents: cents(chargeCents[row] ?? 0),
      paidCents: cents(paidCents[row] ?? 0),
      revenueCode: cursor.text(4),
      paidUnits: cursor.text(5),
      submittedUnits: cursor.text(7),
      adjustments: [],
      dates: [],
      references: [],
      amounts: [],
      quantities: [],
      remarkCodes: [],
    };
    this.#claim.lines = add(this.#claim.lines, line);
    this.#content = line;
  }

  #takeAdjustments(segment: number): void {
    const { segments, elements, cents: amounts } = this.#columns.adjustments;
    const groupCode = this.#cursor.text(1);
    for (; segments[this.#adjustmentRow] === segment; this.#adjustmentRow += 1) {
      const element = elements[this.#adjustmentRow] ?? 2;
      const quantity = this.#cursor.text(element + 2);
      const adjustment: ClaimAdjustment = {
        groupCode,
        reasonCode: this.#cursor.text(element),
        cents: cents(amounts[this.#adjustmentRow] ?? 0),
        quantity: quantity === '' ? null : quantity,
      };
      this.#content.adjustments = add(this.#content.adjustments, adjustment);
    }
  }

  #takeProviderAdjustments(segment: number): void {
    const { segments, elements, cents: amounts } = this.#columns.providerAdjustments;
    const { delimiters } = this.#columns.set;
    const providerId = this.#cursor.text(1);
    const fiscalPeriodOn = this.#readDay(segment, 'PLB', 2);
    this.#claim = null;
    for (; segments[this.#providerRow] === segment; this.#providerRow += 1) {
      const element = elements[this.#providerRow] ?? 3;
      this.#providerAdjustments.push({
        ...{ providerId, fiscalPeriodOn, segment: segment + 1 },
        reasonCode: this.#cursor.component(element, 1, delimiters),
        reference: this.#cursor.component(element, 2, delimiters),
        cents: cents(amounts[this.#providerRow] ?? 0),
      });
    }
  }

  #addReference(reference: { readonly qualifier: string; readonly value: string }): void {
    const owner = this.#organization ?? this.#content;
    owner.references = add(owner.references, reference);
  }

  #readParty(): RemittanceParty {
    const cursor = this.#cursor;
    const [name, givenName] = [cursor.text(3), cursor.text(4)];
    return { role: cursor.text(1), name, givenName, idQualifier: cursor.text(8), id: cursor.text(9) };
  }

  #readService(element: number): ServiceCode {
    const { delimiters } = this.#columns.set;
    const cursor = this.#cursor;
    const modifiers: string[] = [];
    for (let component = 3; component <= 6; component += 1) {
      const modifier = cursor.component(element, component, delimiters);
      if (modifier !== '') modifiers.push(modifier);
    }
    const qualifier = cursor.component(element, 1, delimiters);
    return { qualifier, code: cursor.component(element, 2, delimiters), modifiers };
  }

  #pushDay(segment: number): void {
    const value = this.#readDay(segment, 'DTM', 2);
    if (value === null) return;
    this.#content.dates = add(this.#content.dates, { qualifier: this.#cursor.text(1), value });
  }

  #pushAmount(segment: number): void {
    const reading = this.#cursor.readCents(2);
    if (reading === 'read') {
      const amount = { qualifier: this.#cursor.text(1), value: cents(this.#cursor.cents) };
      this.#content.amounts = add(this.#content.amounts, amount);
    } else this.#report(x12Problems.numberInvalid, segment, 'AMT', 2);
  }

  #pushRemarks(elements: readonly number[]): void {
    for (const element of elements)
      if (this.#cursor.has(element))
        this.#content.remarkCodes = add(this.#content.remarkCodes, this.#cursor.text(element));
  }

  #readDay(segment: number, name: string, element: number): CalendarDay | null {
    if (!this.#cursor.has(element)) return null;
    const day = this.#cursor.readDay(element);
    if (day === null) this.#report(x12Problems.dateInvalid, segment, name, element);
    return day;
  }

  #report(kind: X12ProblemKind, segment: number, name: string, element: number): void {
    this.#problems.report(kind, { segment: segment + 1, name, element });
  }
}

/** Adds to a list. One of a few items is made anew, because a list that grows in place keeps room for sixteen more. */
function add<Item>(list: Item[], item: Item): Item[] {
  if (list.length < 4) return list.length === 0 ? [item] : [...list, item];
  list.push(item);
  return list;
}

function makeContent(): Content {
  return { adjustments: [], dates: [], references: [], amounts: [], quantities: [], remarkCodes: [] };
}
