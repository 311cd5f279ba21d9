import { type ReactNode, useState } from 'react';
import { type RailStage, StageRail } from '../stage-rail.tsx';
import { Timeline, type TimelineEntry } from '../timeline.tsx';
import { Specimen } from './gallery-section.tsx';
import { hours, hoursAgo } from './gallery-time.ts';

/** The journey rail and the timeline. */
export function GalleryJourney(): ReactNode {
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <>
      <Specimen title="Stage rail">
        <StageRail
          label="Journey with an authorization at the payer"
          stages={stages}
          currentId="authorization"
          onPick={() => undefined}
        />
        <StageRail label="Journey just begun" stages={begun} currentId="referral" />
        <StageRail label="Journey on therapy" stages={onTherapy} currentId="monitoring" />
      </Specimen>
      <Specimen title={opened === null ? 'Timeline' : `Timeline: would open ${opened}`} flush>
        <Timeline entries={entriesOf(setOpened)} />
      </Specimen>
    </>
  );
}

const labels = {
  referral: 'Referral',
  enrollment: 'Enrollment',
  benefits: 'Benefits',
  authorization: 'Authorization',
  assistance: 'Assistance',
  clinical: 'Clinical review',
  scheduling: 'Scheduling',
  dispensing: 'Dispensing',
  delivery: 'Delivery',
  monitoring: 'On therapy',
  refill: 'Refill',
  ended: 'Ended',
} as const;

function railOf(known: Partial<Record<keyof typeof labels, Omit<RailStage, 'id' | 'label'>>>): readonly RailStage[] {
  return Object.entries(labels).map(([id, label]) => ({
    id,
    label,
    ...(known[id as keyof typeof labels] ?? { state: 'not-yet', milliseconds: null }),
  }));
}

const stages = railOf({
  referral: { state: 'done', milliseconds: hours(1.4) },
  enrollment: { state: 'done', milliseconds: hours(20) },
  benefits: { state: 'done', milliseconds: hours(5.5) },
  authorization: { state: 'waiting', milliseconds: hours(52), detail: 'In payer review' },
  assistance: { state: 'current', milliseconds: hours(4), detail: 'Screening' },
  clinical: { state: 'blocked', milliseconds: hours(27), detail: 'REMS unmet' },
});

const begun = railOf({ referral: { state: 'current', milliseconds: hours(0.2), detail: 'New' } });

const onTherapy = railOf({
  referral: { state: 'done', milliseconds: hours(1.1) },
  enrollment: { state: 'done', milliseconds: hours(30) },
  benefits: { state: 'done', milliseconds: hours(9) },
  authorization: { state: 'not-needed', milliseconds: null },
  assistance: { state: 'done', milliseconds: hours(49) },
  clinical: { state: 'done', milliseconds: hours(21) },
  scheduling: { state: 'done', milliseconds: hours(6) },
  dispensing: { state: 'done', milliseconds: hours(26) },
  delivery: { state: 'done', milliseconds: hours(31) },
  monitoring: { state: 'current', milliseconds: hours(215), detail: 'On therapy' },
});

function entriesOf(onOpen: (label: string) => void): readonly TimelineEntry[] {
  const source = (label: string) => ({ label, onOpen: () => onOpen(label) });
  return [
    {
      id: '1',
      at: hoursAgo(53),
      category: 'message',
      title: 'Prescription received by HL7 (RDE^O11)',
      detail: 'Lakeside Rheumatology',
      source: source('HL7 message'),
    },
    { id: '2', at: hoursAgo(52.9), category: 'stage', title: 'Therapy opened', actor: 'by rule, pathway version 3' },
    {
      id: '3',
      at: hoursAgo(50),
      category: 'contact',
      title: 'Welcome call: reached, consent recorded',
      actor: 'Sam Corriveau',
    },
    {
      id: '4',
      at: hoursAgo(29),
      category: 'claim',
      title: 'Test claim rejected: 75 prior authorization required',
      tone: 'blocked',
      source: source('Claim response'),
    },
    {
      id: '5',
      at: hoursAgo(27),
      category: 'hold',
      title: 'Hold placed: REMS',
      detail: 'cannot be overridden',
      tone: 'blocked',
    },
    {
      id: '6',
      at: hoursAgo(3),
      category: 'document',
      title: 'Prior authorization submitted',
      detail: '6 answers, 2 documents',
      actor: 'Robin Achterberg',
      tone: 'waiting',
      source: source('Submission'),
    },
    {
      id: '7',
      at: hoursAgo(1),
      category: 'clinical',
      title: 'Interaction check: no findings',
      detail: '14 active medications',
      tone: 'done',
    },
  ];
}
