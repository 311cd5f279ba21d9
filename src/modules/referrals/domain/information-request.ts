import type { Id, PatientId, PrescriptionId, SiteId, StaffId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { ReferralRequirement } from '../../reference/index.ts';
import type { Completeness, FactOrigin } from './completeness.ts';

export type RequestId = Id<'information-request'>;

/** The ways in which something missing is asked for, in their order, and what each is called on screen. */
export const requestWays = {
  'ehr-query': 'Query of the EHR',
  letter: 'Letter to the prescriber',
} as const;

export type RequestWay = keyof typeof requestWays;

/** What may happen to a request, and what each is called on screen. */
export const requestSteps = {
  asked: 'Asked',
  composed: 'Letter composed',
  sent: 'Letter sent',
  answered: 'Answered',
  'nothing-new': 'Had nothing more of it',
  'other-person': 'Answer was about somebody else',
  unreachable: 'Could not be reached',
  silent: 'No answer in time',
  withdrawn: 'Withdrawn',
} as const;

export type RequestStepCode = keyof typeof requestSteps;

/** An item that is asked for; `closed` names what met it, and when. */
export interface RequestedItem {
  readonly itemCode: string;
  readonly kind: ReferralRequirement['kind'];
  readonly label: string;
  readonly codes: readonly string[];
  readonly closed: { readonly at: Instant; readonly origin: FactOrigin } | null;
}

/** What was missing of a referral and is asked for. */
export interface InformationRequest {
  readonly requestId: RequestId;
  readonly siteId: SiteId;
  readonly prescriptionId: PrescriptionId;
  readonly patientId: PatientId;
  readonly therapyId: TherapyId | null;
  readonly state: 'asked' | 'answered' | 'withdrawn';
  readonly way: RequestWay;
  readonly items: readonly RequestedItem[];
  /** Nobody answered by the last way in time. */
  readonly isLate: boolean;
  readonly askedAt: Instant;
  readonly askedBy: StaffId | null;
  /** Until when the present way has time; null while a letter waits to be sent. */
  readonly dueAt: Instant | null;
  readonly closedAt: Instant | null;
}

/** The kinds of item that an EHR can be asked for. Consents, phones and documents come from people. */
const queryable: ReadonlySet<ReferralRequirement['kind']> = new Set([
  'diagnosis',
  'weight',
  'height',
  'allergies',
  'insurance',
  'medications',
  'laboratory',
]);

/** Tells whether an EHR can be asked for an item. */
export function isQueryable({ kind }: Pick<RequestedItem, 'kind'>): boolean {
  return queryable.has(kind);
}

/** Lists the items that nothing has met yet. */
export function listOpenItems({ items }: Pick<InformationRequest, 'items'>): readonly RequestedItem[] {
  return items.filter(({ closed }) => closed === null);
}

/** Chooses the first way: the EHR where it can be asked for any of it, else the prescriber. */
export function chooseFirstWay(items: readonly RequestedItem[], hasEhr: boolean): RequestWay {
  return hasEhr && items.some((item) => item.closed === null && isQueryable(item)) ? 'ehr-query' : 'letter';
}

/** Returns the way that follows when one brought nothing; null after the last. */
export function findNextWay(way: RequestWay): RequestWay | null {
  const ways = Object.keys(requestWays) as readonly RequestWay[];
  return ways[ways.indexOf(way) + 1] ?? null;
}

/** What a look at the chart closed of a request. */
export interface ClosedItems {
  readonly request: InformationRequest;
  readonly closedCodes: readonly string[];
}

/** Closes the items of a request that are met by now, each by what meets it. A request is answered when its last item is. */
export function closeMetItems(request: InformationRequest, completeness: Completeness, now: Instant): ClosedItems {
  const met = new Map(
    completeness.items.flatMap(({ requirement, status, fact }) =>
      status === 'met' && fact !== null ? [[requirement.itemCode, fact.origin] as const] : [],
    ),
  );
  const closedCodes: string[] = [];
  const items = request.items.map((item) => {
    const origin = met.get(item.itemCode);
    if (item.closed !== null || origin === undefined) return item;
    closedCodes.push(item.itemCode);
    return { ...item, closed: { at: now, origin } };
  });
  const isAnswered = items.every(({ closed }) => closed !== null);
  const ended = isAnswered ? ({ state: 'answered', closedAt: now, dueAt: null, isLate: false } as const) : {};
  return { request: { ...request, items, ...ended }, closedCodes };
}
