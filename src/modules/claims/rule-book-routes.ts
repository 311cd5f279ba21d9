import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { dayIn } from '../../kernel/instant.ts';
import { ok } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { getDefaultSite, type ListedProposal, listProposals, listStaffNames } from '../identity/index.ts';
import { listPlans } from '../reference/index.ts';
import { decidePayerRules, proposePayerRules, rulesAction, toRules } from './actions/change-payer-rules.ts';
import type { DatedPayerRules } from './domain/payer-rules.ts';
import { preEdits } from './domain/pre-edit.ts';
import { rejectMeanings } from './domain/reject-code.ts';
import { compareRules, describeRules, editableRules, findRulesBefore, isOfSamePayer } from './domain/rules-change.ts';
import { listAllPayerRules } from './payer-rules-store.ts';
import * as api from './rule-book-api.ts';

const mostProposals = 100;

/** What answers the endpoints of the payer rule book. */
export const ruleBookRoutes: readonly Route[] = [
  route(api.getRuleBook, async (tx) => ok({ body: await describeRuleBook(tx), patientIds: [] })),
  route(api.proposePayerRules, async (tx, { request }) => {
    const proposed = await proposePayerRules(tx, { ...request, validFrom: request.validFrom as CalendarDay });
    return proposed.ok ? ok({ body: { proposalId: proposed.value }, patientIds: [] }) : proposed;
  }),
  route(api.decidePayerRules, async (tx, { request }) => {
    const proposalId = request.proposalId as ListedProposal['proposalId'];
    const decided = await decidePayerRules(tx, { proposalId, decision: request.decision });
    return decided.ok ? ok({ body: {}, patientIds: [] }) : decided;
  }),
];

async function describeRuleBook(tx: TenantTransaction) {
  const { timeZone } = await getDefaultSite(tx);
  const today = dayIn(tx.now, timeZone);
  const known = await listAllPayerRules(tx);
  const plans = await listPlans(tx);
  return {
    today,
    rules: known.map((each) => ({
      ...{ bin: each.bin, pcn: each.pcn, groupNumber: each.groupNumber, validFrom: each.validFrom },
      ...{ source: each.source, isVerified: each.isVerified, standing: standingOf(known, each, today) },
      planNames: plans
        .filter(({ bin, pcn }) => bin === each.bin && (each.pcn === '' || pcn === each.pcn))
        .map(({ name }) => name),
      lines: [...describeRules(each.rules)],
      rules: {
        ...each.rules,
        required: [...each.rules.required],
        outcomes: { ...each.rules.outcomes },
        earlyRefillPercent: each.rules.earlyRefillPercent ?? null,
        authorizationPlace: each.rules.authorizationPlace ?? ('claim-segment' as const),
      },
    })),
    proposals: await describeProposals(tx, known),
    rejectMeanings: rejectMeanings.map(({ hold: _hold, ...meaning }) => meaning),
    edits: editableRules().map((rule) => ({ rule, sentence: preEdits[rule].sentence })),
  };
}

function standingOf(
  known: readonly DatedPayerRules[],
  rules: DatedPayerRules,
  today: CalendarDay,
): 'past' | 'now' | 'later' {
  if (rules.validFrom > today) return 'later';
  const isReplaced = known.some(
    (other) => isOfSamePayer(other, rules) && other.validFrom > rules.validFrom && other.validFrom <= today,
  );
  return isReplaced ? 'past' : 'now';
}

async function describeProposals(tx: TenantTransaction, known: readonly DatedPayerRules[]) {
  const listed = await listProposals(tx, { action: rulesAction, most: mostProposals });
  const open = listed.filter(({ decision, expiresAt }) => decision === null && expiresAt > tx.now);
  const names = await listStaffNames(
    tx,
    open.map(({ proposedBy }) => proposedBy),
  );
  return open.map(({ proposalId, proposedBy, proposedAt, command }) => {
    const changed = toRules(command);
    const { bin, pcn, groupNumber, validFrom } = changed;
    return {
      ...{ proposalId, bin, pcn, groupNumber, validFrom, proposedBy, proposedAt },
      proposerName: names.get(proposedBy) ?? '',
      changes: [...compareRules(findRulesBefore(known, changed), changed)],
    };
  });
}
