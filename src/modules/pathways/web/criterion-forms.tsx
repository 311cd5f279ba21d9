import type { ReactNode } from 'react';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { type HoldCode, holdKinds } from '../domain/hold-kind.ts';
import {
  type Lane,
  type LaneCode,
  type LaneOutcome,
  laneCodes,
  type Milestone,
  type MilestoneCode,
  type TaskCode,
} from '../domain/pathway.ts';
import { getLane } from '../domain/pathway-index.ts';
import { type PauseReason, waitReasons } from '../domain/wait-reason.ts';
import { contentOf, type EditProps, invalidates, optionsOf, toSave } from './shown-pathway.ts';

/** What an exit criterion is called, what is shown while nothing is recorded, and which task comes first. */
export function CriterionForm(
  props: EditProps & { readonly code: MilestoneCode; readonly milestone: Milestone },
): ReactNode {
  const { pathway, code, milestone, onClose } = props;
  const save = useEndpointCommand(api.saveDraft, { invalidates, onDone: onClose });
  const content = contentOf(pathway);
  const fields = {
    label: { kind: 'text', label: 'What it is called', isRequired: true, longest: 120 },
    beginning: { kind: 'text', label: 'Sub-status while nothing is recorded', isRequired: true, longest: 120 },
    firstTask: { kind: 'choice', label: 'First task', options: optionsOf<string>(content.tasks) },
    opensAfter: {
      kind: 'choice',
      label: 'Also waits for',
      options: optionsOf<string>(content.milestones).filter(({ value }) => value !== code),
      hint: milestone.opensWhen.map((each) => content.milestones[each]?.label ?? each).join(', '),
    },
    noLonger: {
      kind: 'choice',
      label: 'No longer waits for',
      options: optionsOf<string>(content.milestones).filter(({ value }) =>
        milestone.opensWhen.some((each) => each === value),
      ),
    },
  } as const;
  return (
    <StructuredForm
      fields={fields}
      initial={{ label: milestone.label, beginning: milestone.beginning, firstTask: milestone.firstTask ?? '' }}
      submitLabel="Save in the draft"
      onSubmit={({ label, beginning, firstTask, opensAfter, noLonger }) => {
        const kept = milestone.opensWhen.filter((each) => each !== noLonger && each !== opensAfter);
        const opensWhen = opensAfter === null ? kept : [...kept, opensAfter as MilestoneCode];
        const changed = { ...milestone, label, beginning, firstTask: firstTask as TaskCode | null, opensWhen };
        save.run(toSave(pathway, { ...content, milestones: { ...content.milestones, [code]: changed } }));
      }}
      onCancel={onClose}
      isRunning={save.isRunning}
      failure={save.failure}
    />
  );
}

/** A sub-status: what it is called, which hold it brings, whether it stops the clock, and which task is next. */
export function StatusForm(
  props: EditProps & { readonly lane: LaneCode; readonly name: string; readonly outcome: LaneOutcome },
): ReactNode {
  const { pathway, lane, name, outcome, onClose } = props;
  const save = useEndpointCommand(api.saveDraft, { invalidates, onDone: onClose });
  const content = contentOf(pathway);
  const isOwn = !(laneCodes as readonly string[]).includes(lane);
  const fields = {
    label: { kind: 'text', label: 'What it is called', isRequired: true, longest: 120 },
    hold: { kind: 'choice', label: 'Hold', options: optionsOf<HoldCode>(holdKinds) },
    pause: { kind: 'choice', label: 'Stops the clock', options: optionsOf<PauseReason>(waitReasons) },
    task: { kind: 'choice', label: 'Next task', options: optionsOf<string>(content.tasks) },
    ...(isOwn ? { asks: { kind: 'text', label: 'Number to give when recording it', longest: 60 } as const } : {}),
  } as const;
  return (
    <StructuredForm
      fields={fields}
      initial={{
        ...{ label: outcome.label, hold: outcome.hold ?? '', pause: outcome.pause ?? '', task: outcome.task ?? '' },
        asks: outcome.byHand?.asks ?? '',
      }}
      submitLabel="Save in the draft"
      onSubmit={({ label, hold, pause, task, ...rest }) => {
        const asks =
          'asks' in rest && typeof rest.asks === 'string' && rest.asks.trim() !== '' ? rest.asks.trim() : null;
        const changed: LaneOutcome = {
          label,
          ...(outcome.meets === undefined ? {} : { meets: outcome.meets }),
          ...(hold === null ? {} : { hold }),
          ...(pause === null ? {} : { pause }),
          ...(task === null ? {} : { task: task as TaskCode }),
          ...(outcome.byHand === undefined ? {} : { byHand: isOwn ? { asks } : outcome.byHand }),
        };
        const whole: Lane = getLane(content, lane);
        const written = { ...whole, outcomes: { ...whole.outcomes, [name]: changed } };
        save.run(toSave(pathway, { ...content, lanes: { ...content.lanes, [lane]: written } }));
      }}
      onCancel={onClose}
      isRunning={save.isRunning}
      failure={save.failure}
    />
  );
}
