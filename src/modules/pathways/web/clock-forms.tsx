import type { ReactNode } from 'react';
import type { Role } from '../../../kernel/roles.ts';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { type HoldCode, holdKinds } from '../domain/hold-kind.ts';
import { contentOf, type EditProps, invalidates, roleOptions, toSave } from './shown-pathway.ts';

const whole = (label: string, unit: string, most: number) =>
  ({
    kind: 'number',
    label,
    unit,
    isWhole: true,
    isRequired: true,
    leastThousandths: 0,
    mostThousandths: most * 1000,
  }) as const;

const levels = [50, 80, 100] as const;

/** The clocks of a pathway, and who is told when work has used its time. */
export function ClocksForm({ pathway, onClose }: EditProps): ReactNode {
  const save = useEndpointCommand(api.saveDraft, { invalidates, onDone: onClose });
  const content = contentOf(pathway);
  const { refill, escalation } = content;
  const told = [{ value: 'owner', label: 'Who has the work' }, ...roleOptions];
  const fields = {
    budget: whole('Turnaround budget', 'business minutes', 30_000),
    expected: whole('Expected start', 'days', 120),
    window: whole('Refill window before the run-out', 'days', 30),
    assumed: whole('Days’ supply where none is told', 'days', 120),
    reopen: whole('An ended therapy is reopened within', 'days', 365),
    at50: { kind: 'choice', label: 'Told at 50 %', isRequired: true, options: told },
    at80: { kind: 'choice', label: 'Told at 80 %', isRequired: true, options: told },
    at100: { kind: 'choice', label: 'Told at 100 %', isRequired: true, options: told },
  } as const;
  return (
    <StructuredForm
      fields={fields}
      columns={2}
      initial={{
        budget: String(content.turnaroundBudgetMinutes),
        expected: String(content.expectedStartDays),
        window: String(refill.windowDays),
        assumed: String(refill.assumedDaysSupply),
        reopen: String(content.reopenDays),
        ...Object.fromEntries(levels.map((level) => [`at${level}`, escalation[level].recipient])),
      }}
      submitLabel="Save in the draft"
      onSubmit={(values) => {
        const toldTo = (level: (typeof levels)[number], recipient: string) => ({
          recipient: recipient as Role | 'owner',
          queue: recipient === 'owner' ? null : (escalation[level].queue ?? 'escalations'),
        });
        save.run(
          toSave(pathway, {
            ...content,
            turnaroundBudgetMinutes: values.budget / 1000,
            expectedStartDays: values.expected / 1000,
            refill: { windowDays: values.window / 1000, assumedDaysSupply: values.assumed / 1000 },
            reopenDays: values.reopen / 1000,
            escalation: {
              50: toldTo(50, values.at50),
              80: toldTo(80, values.at80),
              100: toldTo(100, values.at100),
            },
          }),
        );
      }}
      onCancel={onClose}
      isRunning={save.isRunning}
      failure={save.failure}
    />
  );
}

/** Which role owns a hold. Whether it can be overridden is not for a pathway to say. */
export function HoldOwnerForm(props: EditProps & { readonly hold: HoldCode; readonly owner: Role }): ReactNode {
  const { pathway, hold, owner, onClose } = props;
  const save = useEndpointCommand(api.saveDraft, { invalidates, onDone: onClose });
  const content = contentOf(pathway);
  const fields = {
    owner: {
      kind: 'choice',
      label: `Owner of the hold ${holdKinds[hold].label}`,
      isRequired: true,
      options: roleOptions,
    },
  } as const;
  return (
    <StructuredForm
      fields={fields}
      initial={{ owner }}
      submitLabel="Save in the draft"
      onSubmit={(values) => {
        const { [hold]: _former, ...others } = content.holdOwners ?? {};
        const isUsual = values.owner === holdKinds[hold].ownerRole;
        const holdOwners = isUsual ? others : { ...others, [hold]: values.owner as Role };
        save.run(toSave(pathway, { ...content, holdOwners }));
      }}
      onCancel={onClose}
      isRunning={save.isRunning}
      failure={save.failure}
    />
  );
}
