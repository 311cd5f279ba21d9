import type { Reading } from '../../kernel/problem.ts';
import { type Interchange, readInterchange, type TransactionSet } from './envelope.ts';
import { X12ProblemList, x12Problems } from './problems.ts';
import { readRemittance } from './read-remittance.ts';
import type { Remittance } from './remittance.ts';
import { indexSegments, largestInputBytes, type SegmentIndex } from './segment-index.ts';

/** A file of X12: its interchanges, and what the transaction sets whose content is read pay. */
interface X12File {
  readonly interchanges: readonly Interchange[];
  readonly remittances: readonly Remittance[];
}

const retiredGuides = /^004010X091(?:A1)?$/;
const currentGuides = /^005010X221(?:A1)?$/;

/** Reads a file of X12. Never throws: whatever is wrong is among the problems, with the segment and the element. */
export function readX12(bytes: Uint8Array): Reading<X12File> {
  const problems = new X12ProblemList();
  const opened = openX12(bytes, problems);
  if (opened === null) return { message: null, problems: problems.list() };
  const remittances = opened.sets.flatMap((set) => readSet(opened.index, set, problems));
  return { message: { interchanges: opened.interchanges, remittances }, problems: problems.list() };
}

/** Finds the segments of a file and reads its envelopes; null when there is no interchange. */
function openX12(bytes: Uint8Array, problems: X12ProblemList) {
  if (bytes.length === 0) problems.report(x12Problems.inputEmpty, 'byte 0');
  else if (bytes.length > largestInputBytes) problems.report(x12Problems.inputTooLarge, 'byte 0');
  if (bytes.length === 0 || bytes.length > largestInputBytes) return null;
  const index = indexSegments(bytes, problems);
  if (index.interchanges.length === 0) {
    if (index.count === 0) problems.report(x12Problems.interchangeMissing, 'byte 0');
    return null;
  }
  const interchanges = index.interchanges.map((span) => readInterchange(index, span, problems));
  const sets = interchanges.flatMap(({ groups }) => groups.flatMap((group) => group.sets));
  return { index, interchanges, sets };
}

function readSet(index: SegmentIndex, set: TransactionSet, problems: X12ProblemList): readonly Remittance[] {
  const place = { segment: set.first + 1, name: 'ST', element: 1 };
  if (set.code !== '835') {
    if (set.name !== null) problems.report(x12Problems.setContentNotRead, place);
    return [];
  }
  if (retiredGuides.test(set.guide)) problems.report(x12Problems.versionRetired, place);
  else if (!currentGuides.test(set.guide)) problems.report(x12Problems.versionUnknown, place);
  return [readRemittance(index, set, problems)];
}
