import type { ReactNode } from 'react';
import type { Role } from '../../../kernel/roles.ts';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { type Party, parties } from '../domain/hold-kind.ts';
import type { DueRule, Task, TaskCode } from '../domain/pathway.ts';
import { describeDues } from '../domain/pathway-words.ts';
import {
  contentOf,
  type EditProps,
  invalidates,
  optionsOf,
  queueOptions,
  roleOptions,
  toSave,
} from './shown-pathway.ts';

const units = { businessHours: 'business hours', businessDays: 'business days', days: 'days' } as const;
type Unit = keyof typeof units;
const unitCodes = Object.keys(units) as readonly Unit[];

/** A task: its words, where it waits, who does it, and by when. The first of its times is changed here; further ones stay. */
export function TaskForm(props: EditProps & { readonly code: TaskCode; readonly task: Task }): ReactNode {
  const { pathway, code, task, onClose } = props;
  const save = useEndpointCommand(api.saveDraft, { invalidates, onDone: onClose });
  const content = contentOf(pathway);
  const [first, ...further] = task.due;
  const unit = first === undefined ? 'businessDays' : unitOf(first);
  const fields = {
    label: { kind: 'text', label: 'As a button says it', isRequired: true, longest: 120 },
    clause: { kind: 'text', label: 'What stands in the way', isRequired: true, longest: 120 },
    role: { kind: 'choice', label: 'Role', isRequired: true, options: roleOptions },
    party: { kind: 'choice', label: 'Whose move', isRequired: true, options: optionsOf<Party>(parties) },
    ...(task.queue === null
      ? {}
      : { queue: { kind: 'choice', label: 'Queue', isRequired: true, options: queueOptions(pathway) } as const }),
    amount: {
      kind: 'number',
      label: 'Due after',
      isWhole: true,
      isRequired: true,
      leastThousandths: -60_000,
      mostThousandths: 200_000,
      hint: further.length === 0 ? '' : `else ${describeDues(further, content.milestones)}`,
    },
    unit: { kind: 'choice', label: 'Unit', isRequired: true, options: optionsOf<Unit>(units) },
    after: {
      kind: 'choice',
      label: 'Counted from',
      isRequired: true,
      options: [
        { value: 'opened', label: 'when the work was opened' },
        { value: 'run-out', label: 'the day the supply runs out' },
        ...optionsOf<string>(content.milestones),
      ],
    },
  } as const;
  return (
    <StructuredForm
      fields={fields}
      columns={2}
      initial={{
        ...{ label: task.label, clause: task.clause, role: task.role, party: task.party, queue: task.queue ?? '' },
        ...{ amount: String(first?.[unit] ?? 1), unit, after: first?.after ?? 'opened' },
      }}
      submitLabel="Save in the draft"
      onSubmit={({ label, clause, role, party, amount, unit: chosen, after, ...rest }) => {
        const queue = 'queue' in rest && typeof rest.queue === 'string' ? rest.queue : task.queue;
        const due = [{ after, [chosen]: amount / 1000 } as DueRule, ...further];
        const changed: Task = { label, clause, queue, role: role as Role, party, due };
        save.run(toSave(pathway, { ...content, tasks: { ...content.tasks, [code]: changed } }));
      }}
      onCancel={onClose}
      isRunning={save.isRunning}
      failure={save.failure}
    />
  );
}

function unitOf(rule: DueRule): Unit {
  return unitCodes.find((unit) => rule[unit] !== undefined) ?? 'businessDays';
}
