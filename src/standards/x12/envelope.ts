import { type CalendarDay, parseBasicDay } from '../../kernel/calendar-day.ts';
import type { Delimiters } from './interchange-header.ts';
import { type X12Place, type X12ProblemKind, type X12ProblemList, x12Problems } from './problems.ts';
import { SegmentCursor } from './segment-cursor.ts';
import { type InterchangeSpan, nameCodeOf, packName, type SegmentIndex } from './segment-index.ts';
import { mayCarry, nameTransactionSet } from './transaction-sets.ts';

/** A transaction set: the segments from its ST to its SE, both included. */
export interface TransactionSet {
  readonly code: string;
  readonly controlNumber: string;
  /** The implementation guide: ST03, or GS08 where ST03 is absent. */
  readonly guide: string;
  readonly name: string | null;
  readonly first: number;
  readonly last: number;
  readonly delimiters: Delimiters;
}

interface FunctionalGroup {
  readonly code: string;
  readonly version: string;
  readonly controlNumber: string;
  readonly sets: readonly TransactionSet[];
}

/** A TA1 segment: how the receiver of an earlier interchange took its envelope. */
interface InterchangeAcknowledgment {
  readonly controlNumber: string;
  /** `A` accepted, `E` accepted with errors, `R` rejected. */
  readonly code: string;
  readonly noteCode: string;
}

export interface Interchange {
  readonly senderQualifier: string;
  readonly sender: string;
  readonly receiverQualifier: string;
  readonly receiver: string;
  readonly sentOn: CalendarDay | null;
  readonly version: string;
  readonly controlNumber: string;
  readonly isTest: boolean;
  readonly acknowledgments: readonly InterchangeAcknowledgment[];
  readonly groups: readonly FunctionalGroup[];
}

const code = {
  gs: packName('GS'),
  ge: packName('GE'),
  st: packName('ST'),
  se: packName('SE'),
  iea: packName('IEA'),
  ta1: packName('TA1'),
} as const;

interface OpenSet {
  readonly code: string;
  readonly controlNumber: string;
  readonly guide: string;
  readonly first: number;
}

interface OpenGroup {
  readonly code: string;
  readonly version: string;
  readonly controlNumber: string;
  readonly segment: number;
  readonly sets: TransactionSet[];
  setCount: number;
}

/** Reads the envelopes of one interchange and checks their control numbers and counts. */
export function readInterchange(index: SegmentIndex, span: InterchangeSpan, problems: X12ProblemList): Interchange {
  return new EnvelopeReader(index, span, problems).read();
}

class EnvelopeReader {
  readonly #index: SegmentIndex;
  readonly #span: InterchangeSpan;
  readonly #problems: X12ProblemList;
  readonly #cursor: SegmentCursor;
  readonly #groups: FunctionalGroup[] = [];
  readonly #acknowledgments: InterchangeAcknowledgment[] = [];
  #group: OpenGroup | null = null;
  #set: OpenSet | null = null;
  #groupCount = 0;
  #isClosed = false;

  constructor(index: SegmentIndex, span: InterchangeSpan, problems: X12ProblemList) {
    this.#index = index;
    this.#span = span;
    this.#problems = problems;
    this.#cursor = new SegmentCursor(index);
  }

  read(): Interchange {
    const { first, end, delimiters } = this.#span;
    const header = this.#readHeader(first);
    for (let segment = first + 1; segment < end; segment += 1)
      this.#take(segment, nameCodeOf(this.#index, segment, delimiters.element), header.controlNumber);
    this.#closeSet(end, false);
    this.#closeGroup(end, false);
    if (!this.#isClosed) this.#report(x12Problems.trailerMissing, { segment: end, name: 'IEA' });
    return { ...header, acknowledgments: this.#acknowledgments, groups: this.#groups };
  }

  #readHeader(segment: number): Omit<Interchange, 'acknowledgments' | 'groups'> {
    const cursor = this.#open(segment);
    const date = cursor.text(9);
    const sentOn = parseBasicDay(date.length === 6 ? `20${date}` : date);
    if (sentOn === null) this.#report(x12Problems.headerDate, { segment, name: 'ISA', element: 9 });
    const controlNumber = cursor.text(13);
    if (controlNumber === '') this.#report(x12Problems.controlNumberMissing, { segment, name: 'ISA', element: 13 });
    return {
      senderQualifier: cursor.text(5),
      sender: cursor.text(6),
      receiverQualifier: cursor.text(7),
      receiver: cursor.text(8),
      sentOn,
      version: cursor.text(12),
      controlNumber,
      isTest: cursor.isQualifier(15, 'T'),
    };
  }

  #take(segment: number, name: number, interchangeNumber: string): void {
    switch (name) {
      case code.gs:
        this.#openGroup(segment);
        return;
      case code.ge:
        this.#endGroup(segment);
        return;
      case code.st:
        this.#openSet(segment);
        return;
      case code.se:
        this.#endSet(segment);
        return;
      case code.iea:
        this.#endInterchange(segment, interchangeNumber);
        return;
      case code.ta1:
        if (this.#group === null) {
          this.#readAcknowledgment(segment);
          return;
        }
        break;
      case 0:
        this.#report(x12Problems.segmentName, { segment, name: '' });
        break;
      default:
    }
    if (this.#set === null) this.#report(x12Problems.headerMissing, { segment, name: 'ST' });
  }

  #readAcknowledgment(segment: number): void {
    const cursor = this.#open(segment);
    const [controlNumber, noteCode] = [cursor.text(1), cursor.text(5)];
    this.#acknowledgments.push({ controlNumber, code: cursor.text(4), noteCode });
  }

  #openGroup(segment: number): void {
    this.#closeSet(segment, false);
    this.#closeGroup(segment, false);
    const cursor = this.#open(segment);
    const controlNumber = cursor.text(6);
    if (controlNumber === '') this.#report(x12Problems.controlNumberMissing, { segment, name: 'GS', element: 6 });
    if (this.#groups.some((group) => group.controlNumber === controlNumber))
      this.#report(x12Problems.controlNumberRepeated, { segment, name: 'GS', element: 6 });
    this.#groupCount += 1;
    this.#group = { code: cursor.text(1), version: cursor.text(8), controlNumber, segment, sets: [], setCount: 0 };
  }

  #endGroup(segment: number): void {
    this.#closeSet(segment, false);
    if (this.#group === null) {
      this.#report(x12Problems.headerMissing, { segment, name: 'GE' });
      return;
    }
    const cursor = this.#open(segment);
    if (!isSameNumber(cursor.text(1), String(this.#group.setCount)))
      this.#report(x12Problems.countMismatch, { segment, name: 'GE', element: 1 });
    if (!isSameNumber(cursor.text(2), this.#group.controlNumber))
      this.#report(x12Problems.controlNumberMismatch, { segment, name: 'GE', element: 2 });
    this.#closeGroup(segment, true);
  }

  #openSet(segment: number): void {
    this.#closeSet(segment, false);
    if (this.#group === null) this.#report(x12Problems.headerMissing, { segment, name: 'GS' });
    const cursor = this.#open(segment);
    const [set, controlNumber] = [cursor.text(1), cursor.text(2)];
    const guide = cursor.text(3) || (this.#group?.version ?? '');
    if (controlNumber === '') this.#report(x12Problems.controlNumberMissing, { segment, name: 'ST', element: 2 });
    if (this.#group !== null) {
      this.#group.setCount += 1;
      if (this.#group.sets.length < 2_000 && this.#group.sets.some((one) => one.controlNumber === controlNumber))
        this.#report(x12Problems.controlNumberRepeated, { segment, name: 'ST', element: 2 });
      if (!mayCarry(this.#group.code, set))
        this.#report(x12Problems.groupMismatch, { segment, name: 'ST', element: 1 });
    }
    this.#set = { code: set, controlNumber, guide, first: segment };
  }

  #endSet(segment: number): void {
    const set = this.#set;
    if (set === null) {
      this.#report(x12Problems.headerMissing, { segment, name: 'SE' });
      return;
    }
    const cursor = this.#open(segment);
    if (!isSameNumber(cursor.text(1), String(segment - set.first + 1)))
      this.#report(x12Problems.countMismatch, { segment, name: 'SE', element: 1 });
    if (!isSameNumber(cursor.text(2), set.controlNumber))
      this.#report(x12Problems.controlNumberMismatch, { segment, name: 'SE', element: 2 });
    if (segment === set.first + 1) this.#report(x12Problems.setEmpty, { segment, name: 'SE' });
    this.#closeSet(segment, true);
  }

  #endInterchange(segment: number, controlNumber: string): void {
    this.#closeSet(segment, false);
    this.#closeGroup(segment, false);
    const cursor = this.#open(segment);
    if (!isSameNumber(cursor.text(1), String(this.#groupCount)))
      this.#report(x12Problems.countMismatch, { segment, name: 'IEA', element: 1 });
    if (!isSameNumber(cursor.text(2), controlNumber))
      this.#report(x12Problems.controlNumberMismatch, { segment, name: 'IEA', element: 2 });
    this.#isClosed = true;
  }

  /** Keeps the open set; `hasTrailer` is false where something else ended it, and then its segments end before that. */
  #closeSet(segment: number, hasTrailer: boolean): void {
    const set = this.#set;
    if (set === null) return;
    if (!hasTrailer) this.#report(x12Problems.trailerMissing, { segment, name: 'SE' });
    this.#set = null;
    const name = nameTransactionSet(set);
    if (name === null) this.#report(x12Problems.setUnknown, { segment: set.first, name: 'ST', element: 1 });
    const kept = { ...set, name, last: hasTrailer ? segment : segment - 1, delimiters: this.#span.delimiters };
    if (this.#group === null) {
      const group = { code: '', version: '', controlNumber: '' };
      this.#groups.push({ ...group, sets: [kept] });
    } else this.#group.sets.push(kept);
  }

  #closeGroup(segment: number, hasTrailer: boolean): void {
    if (this.#group === null) return;
    if (!hasTrailer) this.#report(x12Problems.trailerMissing, { segment, name: 'GE' });
    const { code: groupCode, version, controlNumber, sets } = this.#group;
    this.#groups.push({ code: groupCode, version, controlNumber, sets });
    this.#group = null;
  }

  #open(segment: number): SegmentCursor {
    this.#cursor.open(segment, this.#span.delimiters);
    return this.#cursor;
  }

  #report(kind: X12ProblemKind, place: X12Place): void {
    this.#problems.report(kind, { ...place, segment: place.segment + 1 });
  }
}

/** Control numbers and counts are compared as numbers where both are, because some senders pad only one of them. */
function isSameNumber(left: string, right: string): boolean {
  if (left === right) return left !== '';
  return /^\d+$/.test(left) && /^\d+$/.test(right) && left.replace(/^0+/, '') === right.replace(/^0+/, '');
}
