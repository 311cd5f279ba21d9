import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { roles } from '../../../kernel/roles.ts';
import type * as api from '../api.ts';

export type ShownClaim = ResponseOf<typeof api.getFillClaims>['claims'][number];
export type EligibleCoverage = ResponseOf<typeof api.listEligibility>['coverages'][number];
export type OpenClaim = ResponseOf<typeof api.listOpenClaims>['claims'][number];

const outcomes: Readonly<Record<string, string>> = {
  answered: 'answered',
  silent: 'no answer',
  unreached: 'not reached',
  unwritable: 'not sent',
};

/** Says one asking of a payer in a line: what, by which switch, and how it ended. */
export function nameExchange(exchange: ShownClaim['exchanges'][number]): string {
  const what = exchange.transaction === 'billing' ? 'Billing' : 'Reversal';
  const by = exchange.switchName === null ? '' : ` by ${exchange.switchName}`;
  return `${what}${by}: ${exchange.outcome === null ? 'cut off, not known whether it arrived' : (outcomes[exchange.outcome] ?? exchange.outcome)}`;
}

/** Says who works a reject. */
export function nameRole(role: string): string {
  return Object.hasOwn(roles, role) ? roles[role as keyof typeof roles] : role;
}

const facts: Readonly<Record<string, string>> = {
  claimed: 'on the claim',
  authorized: 'authorized',
  allowed: 'allowed',
  endedOn: 'ended on',
  lastDay: 'last day',
  missing: 'missing',
  place: 'payer number',
  rule: 'law',
};

/** Says the numbers that a finding follows from. */
export function describeFacts(finding: ShownClaim['findings'][number]): string {
  const said = Object.entries(finding.facts).map(([key, value]) => `${facts[key] ?? key}: ${value}`);
  return [...said, ...(finding.source === null ? [] : [finding.source])].join(' · ');
}

type Line = ShownClaim['exchanges'][number]['lines'][number];

/** Numbers the lines of a message within each field, because a field may stand several times. */
export function numberRepeats(lines: readonly Line[]): readonly { readonly line: Line; readonly nth: number }[] {
  const counts = new Map<string, number>();
  return lines.map((line) => {
    const nth = (counts.get(line.field) ?? 0) + 1;
    counts.set(line.field, nth);
    return { line, nth };
  });
}
