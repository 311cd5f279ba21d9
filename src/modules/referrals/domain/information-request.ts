import type { Id, PatientId, PrescriptionId, SiteId, StaffId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { ReferralRequirement } from '../../reference/index.ts';
import type { Completeness, FactOrigin } from './completeness.ts';

export type RequestId = Id<'information-request'>;

/** The ways in which something missing is asked for, in their order, and what each is called on screen. */
export const requestWays = {
  'ehr-query': 'Query of the EHR',
  form: 'Form to the prescriber',
  letter: 'Letter to the prescriber',
} as const;

export type RequestWay = keyof typeof requestWays;

/** What may happen to a request, and what each is called on screen. */
export const requestSteps = {
  asked: 'Asked',
  composed: 'Letter composed',
  sent: 'Letter sent',
  taken: 'Taken by their record',
  'worked-on': 'Being worked on',
  answered: 'Answered',
  'nothing-new': 'Had nothing more of it',
  'other-person': 'Answer was about somebody else',
  contradicts: 'Says something else than is known',
  declined: 'Declined',
  refused: 'Refused by their record',
  unreachable: 'Could not be reached',
  silent: 'No answer in time',
  late: 'Answered once more, or late',
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
  /** The partner that was sent a form; null where none was. */
  readonly formPartnerId: Id<'partner'> | null;
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

/** The kinds of item that a form can bring. Who the prescriber is, and where a patient lives or is called, is asked in words. */
const answerable: ReadonlySet<ReferralRequirement['kind']> = new Set([...queryable, 'consent', 'document']);

/** Tells whether a form can ask for an item. */
export function isAnswerable({ kind }: Pick<RequestedItem, 'kind'>): boolean {
  return answerable.has(kind);
}

/** Which ways are open for a referral beside the letter. */
export interface OpenWays {
  readonly hasEhr: boolean;
  readonly hasForm: boolean;
}

/** Chooses the first way: the EHR where it can be asked for any of it, then a form where the prescriber's record takes one, else a letter. */
export function chooseFirstWay(items: readonly RequestedItem[], open: OpenWays): RequestWay {
  return findWay(['ehr-query', 'form', 'letter'], items, open) ?? 'letter';
}

/** Returns the way that follows when one brought not everything; null after the last. */
export function findNextWay(request: Pick<InformationRequest, 'way' | 'items'>, open: OpenWays): RequestWay | null {
  const ways = Object.keys(requestWays) as readonly RequestWay[];
  return findWay(ways.slice(ways.indexOf(request.way) + 1), request.items, open);
}

function findWay(ways: readonly RequestWay[], items: readonly RequestedItem[], open: OpenWays): RequestWay | null {
  const waiting = items.filter(({ closed }) => closed === null);
  const fits: Readonly<Record<RequestWay, boolean>> = {
    'ehr-query': open.hasEhr && waiting.some(isQueryable),
    form: open.hasForm && waiting.some(isAnswerable),
    letter: true,
  };
  return ways.find((way) => fits[way]) ?? null;
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
