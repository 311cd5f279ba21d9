import { isConsistent, viewClaimResponse } from './claim-response.ts';
import { type TelecomProblemList, telecomProblems } from './problems.ts';
import { makeReport, readSegmentValues } from './segment-values.ts';
import { findDefinition } from './segments.ts';
import type { TelecomMessage, TelecomSegment, TelecomTransaction } from './telecom-message.ts';

/** The segments that a processor cannot work without, by transaction code of a request. */
const neededSegments: Readonly<Record<string, readonly string[]>> = {
  B1: ['04', '07', '11'],
  B2: ['07'],
  B3: ['04', '07', '11'],
  E1: ['04'],
};

/** Transactions of the standard: billing, eligibility, prior authorization, information, service, controlled substances. */
const knownTransactions = /^(B[123]|E1|P[1-4]|N[123]|S[123]|C[123]|D1)$/;

/** Reports everything that is wrong with the content of a split message: its codes, segments and the values in them. */
export function reportContent(message: TelecomMessage, problems: TelecomProblemList): void {
  const { header, transactions } = message;
  if (!knownTransactions.test(header.transactionCode)) {
    const offset = message.kind === 'request' ? 8 : 2;
    problems.report(telecomProblems.transactionUnknown, { where: 'header 103-A3', offset });
  }
  const carried = transactions.length;
  if (carried > 0 && header.transactionCount !== null && header.transactionCount !== carried) {
    const offset = message.kind === 'request' ? 20 : 4;
    problems.report(telecomProblems.transactionCountMismatch, { where: 'header 109-A9', offset });
  }
  reportSegments(message.segments, '', problems);
  transactions.forEach((transaction, index) => {
    const scope = carried === 1 ? '' : `transaction ${index + 1} `;
    reportSegments(transaction.segments, scope, problems);
    if (message.kind === 'response') reportStatus(transaction, scope, problems);
    else reportNeeded(header.transactionCode, [...message.segments, ...transaction.segments], scope, problems);
  });
  if (message.kind === 'request' && carried === 0) reportNeeded(header.transactionCode, message.segments, '', problems);
}

function reportSegments(segments: readonly TelecomSegment[], scope: string, problems: TelecomProblemList): void {
  const seen = new Set<string>();
  for (const segment of segments) {
    const report = makeReport(segment, scope, problems);
    if (seen.has(segment.id)) report(telecomProblems.segmentRepeated, null);
    seen.add(segment.id);
    const definition = findDefinition(segment.id);
    if (definition !== null) readSegmentValues(definition, segment, report);
  }
}

function reportStatus(transaction: TelecomTransaction, scope: string, problems: TelecomProblemList): void {
  const response = viewClaimResponse(transaction);
  const offset = transaction.segments[0]?.offset ?? 0;
  const place = { where: `${scope}AM21 AN (112-AN)`, offset };
  if (response.outcome === 'unknown') problems.report(telecomProblems.statusUnknown, place);
  else if (!isConsistent(response)) problems.report(telecomProblems.statusContradictory, place);
}

function reportNeeded(
  transactionCode: string,
  segments: readonly TelecomSegment[],
  scope: string,
  problems: TelecomProblemList,
): void {
  for (const id of neededSegments[transactionCode] ?? []) {
    if (segments.some((segment) => segment.id === id)) continue;
    problems.report(telecomProblems.segmentMissing, { where: `${scope}AM${id}`, offset: 0 });
  }
}
