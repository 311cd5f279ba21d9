import { type Role, roles } from '../../../kernel/roles.ts';
import {
  findOutcome,
  getLane,
  getPathway,
  getTask,
  holdKinds,
  type PathwayReference,
  programmes,
  waitReasons,
} from '../../pathways/language.ts';
import { endReasons } from './end-reason.ts';
import { composeOutcomeLabel } from './journey-position.ts';
import type { TherapyEvent } from './therapy-event.ts';

/** A happening as the timeline tells it: a sentence, and what kind of thing it was. */
export interface TimelineWords {
  readonly sentence: string;
  /** Codes and days that belong to it, in words; null when there are none. */
  readonly detail: string | null;
  readonly tone: 'neutral' | 'blocked' | 'waiting' | 'done';
}

type Words = Omit<TimelineWords, 'detail'>;

/** Tells what an event of the stream means in the words of the field. */
export function describeEvent(event: TherapyEvent, pathway: PathwayReference): TimelineWords {
  return { ...describeHappening(event, pathway), detail: describeDetail(event) };
}

function describeHappening(event: TherapyEvent, pathway: PathwayReference): Words {
  switch (event.type) {
    case 'therapy-opened':
      return { sentence: 'Therapy opened', tone: 'neutral' };
    case 'prescription-joined':
      return { sentence: 'New prescription joined', tone: 'neutral' };
    case 'therapy-reopened':
      return { sentence: 'Therapy reopened by a new prescription', tone: 'neutral' };
    case 'hold-placed':
      return { sentence: `Hold placed: ${holdKinds[event.facts.hold].label}`, tone: 'blocked' };
    case 'hold-released':
      return { sentence: `Hold released: ${holdKinds[event.facts.hold].label}`, tone: 'done' };
    case 'hold-overridden':
      return { sentence: `Hold overridden: ${holdKinds[event.facts.hold].label}`, tone: 'blocked' };
    case 'wait-started':
      return { sentence: `Wait began: ${waitReasons[event.facts.reason].label}`, tone: 'waiting' };
    case 'wait-ended':
      return { sentence: `Wait ended: ${waitReasons[event.facts.reason].label}`, tone: 'neutral' };
    case 'released-to-fill':
      return { sentence: 'Released to fill', tone: 'done' };
    case 'escalation-reached': {
      const { task, percent } = event.facts;
      const tone = percent === 100 ? 'blocked' : 'waiting';
      const { label } = getTask(getPathway(pathway), task);
      return { sentence: `${label}: ${percent === 100 ? 'all' : `${percent} %`} of the time is used`, tone };
    }
    case 'pathway-moved': {
      const { programme, version } = getPathway(event.facts.pathway);
      const name = `version ${version} of the pathway ${programmes[programme].label}`;
      return { sentence: `Moved to ${name}`, tone: 'neutral' };
    }
    case 'refill-cycle-opened':
      return { sentence: 'Refill window opened', tone: 'neutral' };
    case 'therapy-ended':
      return { sentence: `Therapy ended: ${endReasons[event.facts.reasonCode].label}`, tone: 'neutral' };
    case 'patient-corrected':
      return { sentence: 'Patient corrected: the therapy stood under another patient', tone: 'blocked' };
    case 'fact-recorded':
      return describeFact(event, pathway);
  }
}

type FactRecorded = TherapyEvent & { readonly type: 'fact-recorded' };

function describeFact({ facts }: FactRecorded, reference: PathwayReference): Words {
  const pathway = getPathway(reference);
  if (facts.code === 'therapies.note-written') return { sentence: 'Note', tone: 'neutral' };
  const [first] = facts.entries;
  const outcome = first === undefined ? undefined : findOutcome(pathway, first.lane, first.outcome);
  if (first === undefined || outcome === undefined) return { sentence: readCode(facts.code), tone: 'neutral' };
  const isBlocking = outcome.hold !== undefined || (first.holds ?? []).length > 0;
  const tone = isBlocking ? 'blocked' : outcome.pause !== undefined ? 'waiting' : outcome.meets ? 'done' : 'neutral';
  return { sentence: composeOutcomeLabel(getLane(pathway, first.lane), outcome), tone };
}

/** Says the facts of an event that help to understand it: reason, reject codes, days. */
function describeDetail(event: TherapyEvent): string | null {
  const facts = event.type === 'fact-recorded' ? (event.facts.facts ?? {}) : event.facts;
  const parts = Object.entries(details).flatMap(([name, write]) => {
    const fact = (facts as Readonly<Record<string, unknown>>)[name];
    return typeof fact === 'string' && fact !== '' ? [write(fact)] : [];
  });
  const holds = event.type === 'fact-recorded' ? event.facts.entries.flatMap((entry) => entry.holds ?? []) : [];
  const held = holds.map((hold) => `hold ${holdKinds[hold].label}`);
  return parts.length + held.length === 0 ? null : [...parts, ...held].join(', ');
}

const details: Readonly<Record<string, (fact: string) => string>> = {
  reasonCode: (code) => readCode(code).toLowerCase(),
  rejectCodes: (codes) => `reject codes ${codes}`,
  code: (code) => readCode(code).toLowerCase(),
  validTo: (day) => `valid to ${day}`,
  runOutOn: (day) => `supply ends on ${day}`,
  ruleCodes: (codes) => `because of ${codes.split(' ').map(readCode).join(', ').toLowerCase()}`,
  appointment: (at) => `appointment ${at}`,
  shipOn: (day) => `ships on ${day}`,
  needBy: (day) => `needed by ${day}`,
  recipient: (role) => `for the ${roles[role as Role].toLowerCase()}`,
  number: (text) => text,
  receiverRole: (role) => `received by a ${readCode(role).toLowerCase()}`,
  lotNumber: (lot) => `lot ${lot}`,
  packages: (count) => `packages ${count}`,
  administeredAt: (place) => `administered at the ${place}`,
  startedOn: (day) => `started on ${day}`,
};

/** Reads a code such as `clinical.medication-guide-given` as words. */
function readCode(code: string): string {
  const words = (code.split('.').at(-1) ?? code).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
