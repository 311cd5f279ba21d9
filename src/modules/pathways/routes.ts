import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../kernel/endpoint.ts';
import type { Id } from '../../kernel/ids.ts';
import { ok } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listStaffNames } from '../identity/index.ts';
import { dayOf } from '../reference/index.ts';
import {
  decidePathwayProposal,
  listOpenActivations,
  type OpenActivation,
  proposeActivation,
} from './actions/activate-pathway.ts';
import { listOwnPathways } from './actions/load-pathways.ts';
import { beginDraft, changeDraft, discardDraft } from './actions/write-draft.ts';
import * as api from './api.ts';
import type { Pathway, PathwayContent } from './domain/pathway.ts';
import { checkPathway } from './domain/pathway-check.ts';
import { listPathwayChanges } from './domain/pathway-difference.ts';
import { findPathwayInForce, shippedPathways, toContent } from './domain/pathways.ts';
import { type ProgrammeCode, programmeCodes, programmes } from './domain/programme.ts';
import { listDrafts, type OwnVersion, type PathwayDraft } from './pathway-store.ts';
import { queueChoices, queueCodeSet } from './queue-choices.ts';

type ReadAnswer = ResponseOf<typeof api.readPathway>;
type ShownContent = ReadAnswer['inForce']['content'];

/** What answers the endpoints of pathways. */
export const pathwaysRoutes: readonly Route[] = [
  route(api.listPathways, async (tx) => {
    const shelf = await readShelf(tx);
    return ok({
      body: { pathways: programmeCodes.map((programme) => describeLine(shelf, programme)) },
      patientIds: [],
    });
  }),
  route(api.readPathway, async (tx, { request }) => {
    const shelf = await readShelf(tx);
    return ok({ body: describePathway(shelf, request.programme), patientIds: [] });
  }),
  route(api.beginDraft, async (tx, { request: { programme } }) => {
    const begun = await beginDraft(tx, { programme, today: dayOf(tx) });
    return begun.ok ? ok({ body: {}, patientIds: [], about: aboutPathway(programme) }) : begun;
  }),
  route(api.saveDraft, async (tx, { request }) => {
    const { programme, expectedRevision } = request;
    const content = request.content as unknown as PathwayContent;
    const saved = await changeDraft(tx, { programme, expectedRevision, content });
    if (!saved.ok) return saved;
    return ok({ body: { revision: saved.value }, patientIds: [], about: aboutPathway(programme) });
  }),
  route(api.discardDraft, async (tx, { request }) => {
    const discarded = await discardDraft(tx, request);
    return discarded.ok ? ok({ body: {}, patientIds: [], about: aboutPathway(request.programme) }) : discarded;
  }),
  route(api.proposeActivation, async (tx, { request }) => {
    const effectiveFrom = request.effectiveFrom as CalendarDay;
    const proposed = await proposeActivation(tx, { ...request, effectiveFrom, today: dayOf(tx) });
    if (!proposed.ok) return proposed;
    return ok({ body: { proposalId: proposed.value }, patientIds: [], about: aboutPathway(request.programme) });
  }),
  route(api.decideActivation, async (tx, { request }) => {
    const proposalId = request.proposalId as Id<'proposal'>;
    const decided = await decidePathwayProposal(tx, { ...request, proposalId, today: dayOf(tx) });
    if (!decided.ok) return decided;
    const about = decided.value === null ? {} : { about: aboutPathway(decided.value.programme) };
    return ok({ body: {}, patientIds: [], ...about });
  }),
];

/** Everything that stands about pathways, with the names of the people. */
interface Shelf {
  readonly today: CalendarDay;
  readonly own: readonly OwnVersion[];
  readonly drafts: readonly PathwayDraft[];
  readonly activations: readonly OpenActivation[];
  readonly nameOf: (staffId: string) => string;
}

async function readShelf(tx: TenantTransaction): Promise<Shelf> {
  const own = await listOwnPathways(tx);
  const drafts = await listDrafts(tx);
  const activations = await listOpenActivations(tx);
  const people = [
    ...own.flatMap(({ proposedBy, activatedBy }) => [proposedBy, activatedBy]),
    ...drafts.map(({ changedBy }) => changedBy),
    ...activations.map(({ proposal }) => proposal.proposedBy),
  ];
  const names = await listStaffNames(tx, people);
  const nameOf = (staffId: string): string => names.get(staffId as OwnVersion['proposedBy']) ?? '';
  return { today: dayOf(tx), own, drafts, activations, nameOf };
}

function describeLine({ today, own, drafts, activations, nameOf }: Shelf, programme: ProgrammeCode) {
  const inForce = findInForce({ today, own }, programme);
  const made = own.find(({ pathway }) => pathway.id === inForce.id);
  const coming = own.find(({ pathway }) => pathway.programme === programme && pathway.effectiveFrom > today);
  const draft = drafts.find((each) => each.programme === programme);
  return {
    programme,
    ...programmes[programme],
    inForce: {
      version: inForce.version,
      effectiveFrom: inForce.effectiveFrom,
      activatedBy: made === undefined ? null : nameOf(made.activatedBy),
    },
    next:
      coming === undefined ? null : { version: coming.pathway.version, effectiveFrom: coming.pathway.effectiveFrom },
    draft:
      draft === undefined
        ? null
        : {
            changedBy: nameOf(draft.changedBy),
            changedAt: draft.changedAt,
            problems: checkPathway(draft.content, queueCodeSet).length,
          },
    isProposed: activations.some(({ command }) => command.programme === programme),
  };
}

function describePathway(shelf: Shelf, programme: ProgrammeCode): ReadAnswer {
  const { today, drafts, activations, nameOf } = shelf;
  const inForce = findInForce(shelf, programme);
  const draft = drafts.find((each) => each.programme === programme);
  const open = activations.find(({ command }) => command.programme === programme);
  const { id, version, effectiveFrom } = inForce;
  return {
    programme,
    ...programmes[programme],
    today,
    queues: [...queueChoices],
    inForce: { id, version, effectiveFrom, content: toShown(toContent(inForce)) },
    draft:
      draft === undefined
        ? null
        : {
            revision: draft.revision,
            basedOn: draft.basedOn.version,
            changedBy: nameOf(draft.changedBy),
            changedAt: draft.changedAt,
            content: toShown(draft.content),
            problems: [...checkPathway(draft.content, queueCodeSet)],
            changes: [...listPathwayChanges(inForce, draft.content)],
          },
    proposal:
      open === undefined
        ? null
        : {
            proposalId: open.proposal.proposalId,
            proposedBy: open.proposal.proposedBy,
            proposerName: nameOf(open.proposal.proposedBy),
            proposedAt: open.proposal.proposedAt,
            expiresAt: open.proposal.expiresAt,
            effectiveFrom: open.command.effectiveFrom,
            reason: open.command.reason,
          },
    versions: describeVersions(shelf, programme, inForce),
  };
}

/** Every version, the newest first, with what it changed. */
function describeVersions(
  { own, today, nameOf }: Shelf,
  programme: ProgrammeCode,
  inForce: Pathway,
): ReadAnswer['versions'] {
  const shipped = shippedPathways.filter((pathway) => pathway.programme === programme);
  const made = own.filter(({ pathway }) => pathway.programme === programme);
  const all = [...shipped, ...made.map(({ pathway }) => pathway)];
  const versions = all.map((pathway, index): ReadAnswer['versions'][number] => {
    const version = made.find((each) => each.pathway.id === pathway.id);
    const before = all[index - 1];
    return {
      version: pathway.version,
      effectiveFrom: pathway.effectiveFrom,
      state:
        pathway.id === inForce.id && pathway.version === inForce.version
          ? 'in-force'
          : pathway.effectiveFrom > today
            ? 'coming'
            : 'past',
      reason: version?.reason ?? null,
      proposedBy: version === undefined ? null : nameOf(version.proposedBy),
      activatedBy: version === undefined ? null : nameOf(version.activatedBy),
      activatedAt: version?.activatedAt ?? null,
      changes: before === undefined ? [] : [...listPathwayChanges(before, pathway)],
    };
  });
  return versions.reverse();
}

function findInForce({ own, today }: Pick<Shelf, 'own' | 'today'>, programme: ProgrammeCode): Pathway {
  return findPathwayInForce(
    programme,
    today,
    own.map(({ pathway }) => pathway),
  );
}

/** The same parts, with the codes of the shape that the browser is told. */
function toShown(content: PathwayContent): ShownContent {
  return content as unknown as ShownContent;
}

function aboutPathway(programme: string) {
  return { kind: 'configuration', object: { kind: 'pathway', id: programme } } as const;
}
