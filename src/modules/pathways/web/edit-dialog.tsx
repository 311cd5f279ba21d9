import type { ReactNode } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { ClocksForm, HoldOwnerForm } from './clock-forms.tsx';
import { CriterionForm, StatusForm } from './criterion-forms.tsx';
import classes from './pathway-page.module.css';
import type { RowTarget } from './pathway-rows.ts';
import { type EditProps, problemAt } from './shown-pathway.ts';
import { StepForm } from './step-form.tsx';
import { TaskForm } from './task-form.tsx';

/** Changes one part of the draft; what is wrong with it stands above its form. */
export function EditDialog(props: EditProps & { readonly target: RowTarget; readonly where: string }): ReactNode {
  const { pathway, target, where, onClose } = props;
  const problem = problemAt(pathway, where);
  return (
    <Dialog opened width="medium" title={titles[target.kind]} onClose={onClose}>
      {problem !== null && <p className={classes['wrong']}>{problem}</p>}
      <TargetForm pathway={pathway} onClose={onClose} target={target} />
    </Dialog>
  );
}

const titles: Readonly<Record<RowTarget['kind'], string>> = {
  step: 'Stage',
  criterion: 'Exit criterion',
  status: 'Sub-status',
  task: 'Task',
  hold: 'Owner of a hold',
  clocks: 'Clocks',
};

function TargetForm(props: EditProps & { readonly target: RowTarget }): ReactNode {
  const { target, ...rest } = props;
  switch (target.kind) {
    case 'step':
      return <StepForm {...rest} {...target} />;
    case 'criterion':
      return <CriterionForm {...rest} {...target} />;
    case 'status':
      return <StatusForm {...rest} {...target} />;
    case 'task':
      return <TaskForm {...rest} {...target} />;
    case 'hold':
      return <HoldOwnerForm {...rest} {...target} />;
    case 'clocks':
      return <ClocksForm {...rest} />;
  }
}
