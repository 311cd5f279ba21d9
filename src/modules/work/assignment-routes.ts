import type { RequestOf } from '../../kernel/endpoint.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listSkills, listStaffNames } from '../identity/index.ts';
import { changeAssignment } from './actions/change-assignment.ts';
import * as api from './assignment-api.ts';
import { countAskings, listAssignments, readAssignment } from './assignment-store.ts';
import { listPatients, readSkillLabels, staffOf } from './describe-items.ts';
import { assessFit, rankCandidates } from './domain/assignment.ts';
import { type AssignmentRules, arePlausibleRules, type QueueNeeds } from './domain/assignment-rules.ts';
import { explainFit } from './domain/need-words.ts';
import { queueCodes, queues } from './domain/queue.ts';
import type { WorkItemId } from './domain/work-item.ts';
import { listWorkers } from './people-who-work.ts';
import { workRefusals } from './refusals.ts';
import { listItemsById } from './work-queries.ts';

const mostVersions = 50;

/** What answers the endpoints by which work is given to whom it suits. */
export const assignmentRoutes: readonly Route[] = [
  route(api.listCandidates, async (tx, call) => {
    const [item] = await listItemsById(tx, [call.request.itemId as WorkItemId]);
    if (item === undefined) return refuse(workRefusals.unknownItem);
    const skills = await readSkillLabels(tx);
    const me = staffOf(tx)?.staffId;
    const others = (await listWorkers(tx)).filter(({ staffId }) => staffId !== me);
    const ranked = rankCandidates(await readAssignment(tx), item.asking, others);
    const people = ranked
      .filter(({ fit }) => fit.binding === null)
      .map(({ person, fit }) => {
        const { staffId, name } = person;
        return { staffId, name, suits: fit.suits, why: explainFit(fit, person, skills) };
      });
    return ok({ body: { people }, patientIds: listPatients([item]) });
  }),
  route(api.readAssignmentRules, async (tx) => {
    const { version, ...rules } = await readAssignment(tx);
    const decided = await listAssignments(tx, mostVersions);
    const names = await listStaffNames(
      tx,
      decided.map(({ decidedBy }) => decidedBy),
    );
    const seen = (await countAskings(tx)).flatMap(({ asking }) => asking.programme ?? []);
    const body = {
      version,
      rules: copyRules(rules),
      programmes: [...new Set([...seen, ...Object.keys(rules.skillOfProgramme)])].sort(),
      skills: (await listSkills(tx)).map((skill) => ({ ...skill })),
      versions: decided.map((each) => ({
        version: each.rules.version,
        decidedBy: names.get(each.decidedBy) ?? '',
        decidedAt: each.decidedAt,
      })),
    };
    return ok({ body, patientIds: [] });
  }),
  route(api.previewAssignment, async (tx, call) => {
    const rules = toRules(call.request.rules);
    if (!arePlausibleRules(rules)) return refuse(workRefusals.assignmentImplausible);
    return ok({ body: { queues: await computeEffect(tx, { ...rules, version: 0 }) }, patientIds: [] });
  }),
  route(api.changeAssignment, async (tx, call) => {
    const { rules, expectedVersion } = call.request;
    const changed = await changeAssignment(tx, { ...toRules(rules), expectedVersion });
    if (!changed.ok) return changed;
    const { version } = changed.value;
    const about = { kind: 'configuration', object: { kind: 'work-assignment', id: String(version) } } as const;
    return ok({ body: { version }, patientIds: [], about });
  }),
];

/** Counts in each queue how much suits nobody, and how much one person alone, by other rules. */
async function computeEffect(tx: TenantTransaction, then: AssignmentRules) {
  const now = await readAssignment(tx);
  const workers = await listWorkers(tx);
  const counted = await countAskings(tx);
  return queueCodes.flatMap((queue) => {
    const own = counted.filter(({ asking }) => asking.queue === queue);
    const sum = (rules: AssignmentRules, suited: number): number =>
      own
        .filter(({ asking }) => workers.filter((worker) => assessFit(rules, asking, worker).suits).length === suited)
        .reduce((total, { count }) => total + count, 0);
    const open = own.reduce((total, { count }) => total + count, 0);
    const { label } = queues[queue];
    const counts = { nobodyNow: sum(now, 0), nobodyThen: sum(then, 0), onePersonThen: sum(then, 1) };
    return open === 0 ? [] : [{ queue, label, open, ...counts }];
  });
}

type AskedRules = RequestOf<typeof api.changeAssignment>['rules'];

function toRules({ queues: asked, ...rest }: AskedRules): Omit<AssignmentRules, 'version'> {
  return { ...rest, queues: asked as QueueNeeds };
}

function copyRules(rules: Omit<AssignmentRules, 'version'>): AskedRules {
  const copied = Object.entries(rules.queues).map(([queue, needs]) => [queue, { ...needs }] as const);
  return { ...rules, queues: Object.fromEntries(copied), skillOfProgramme: { ...rules.skillOfProgramme } };
}
