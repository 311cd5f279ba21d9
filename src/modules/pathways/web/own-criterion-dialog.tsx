import type { ReactNode } from 'react';
import type { Role } from '../../../kernel/roles.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { addOwnCriterion } from '../domain/pathway-edit.ts';
import {
  contentOf,
  invalidates,
  queueOptions,
  roleOptions,
  type ShownPathway,
  stageOptions,
  toSave,
} from './shown-pathway.ts';

/** Adds an exit criterion of the health system's own, with the work that meets it. */
export function OwnCriterionDialog(props: { readonly pathway: ShownPathway; readonly onClose: () => void }): ReactNode {
  const { pathway, onClose } = props;
  const save = useEndpointCommand(api.saveDraft, { invalidates, onDone: onClose });
  const fields = {
    label: { kind: 'text', label: 'What must have happened', isRequired: true, longest: 60 },
    stage: { kind: 'choice', label: 'Before this stage is left', isRequired: true, options: stageOptions },
    task: { kind: 'text', label: 'The task, as a button says it', isRequired: true, longest: 80 },
    queue: { kind: 'choice', label: 'Queue', isRequired: true, options: queueOptions(pathway) },
    role: { kind: 'choice', label: 'Role', isRequired: true, options: roleOptions },
    days: {
      kind: 'number',
      label: 'Due after',
      unit: 'business days',
      isWhole: true,
      isRequired: true,
      leastThousandths: 0,
      mostThousandths: 60_000,
    },
    asks: { kind: 'text', label: 'Number to give when recording it', longest: 60, hint: 'Empty when none is needed' },
    isPerRefill: { kind: 'check', label: 'Each refill asks for it anew' },
  } as const;
  return (
    <Dialog opened width="medium" title="Add an exit criterion" onClose={onClose}>
      <StructuredForm
        fields={fields}
        initial={{ days: '1' }}
        submitLabel="Add to the draft"
        columns={2}
        onSubmit={({ days, asks, stage, role, ...rest }) =>
          save.run(
            toSave(
              pathway,
              addOwnCriterion(contentOf(pathway), {
                ...rest,
                stage,
                role: role as Role,
                businessDays: days / 1000,
                asks: asks === null || asks.trim() === '' ? null : asks.trim(),
              }),
            ),
          )
        }
        onCancel={onClose}
        isRunning={save.isRunning}
        failure={save.failure}
      />
    </Dialog>
  );
}
