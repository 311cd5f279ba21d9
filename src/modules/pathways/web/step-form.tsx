import { type ReactNode, useState } from 'react';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { CheckField } from '../../../ui/fields.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import * as api from '../api.ts';
import type { CycleKind, Milestone, MilestoneCode, Step } from '../domain/pathway.ts';
import { moveStep, setExit, setSteps } from '../domain/pathway-edit.ts';
import { stages } from '../domain/stage.ts';
import classes from './pathway-page.module.css';
import { contentOf, type EditProps, invalidates, toSave } from './shown-pathway.ts';

/** What must have happened before a stage is left, and where the stage stands in its cycle. */
export function StepForm(
  props: EditProps & { readonly cycle: CycleKind; readonly index: number; readonly step: Step },
): ReactNode {
  const { pathway, cycle, index, step, onClose } = props;
  const content = contentOf(pathway);
  const steps = content.cycles[cycle];
  const [exit, setTyped] = useState<readonly MilestoneCode[]>(step.exit);
  const save = useEndpointCommand(api.saveDraft, { invalidates, onDone: onClose });
  const saveSteps = (next: readonly Step[]): void => save.run(toSave(pathway, setSteps(content, cycle, next)));
  const ofStage = (Object.entries(content.milestones) as [MilestoneCode, Milestone][]).filter(
    ([, { stage }]) => stage === step.stage,
  );
  const toggle = (code: MilestoneCode, isAsked: boolean): void =>
    setTyped(isAsked ? [...exit, code] : exit.filter((each) => each !== code));
  return (
    <>
      <fieldset className={classes['checks']}>
        <legend>
          {stages[step.stage]}, {cycle === 'start' ? 'start' : 'refill'} cycle: it is left when
        </legend>
        {ofStage.map(([code, { label }]) => (
          <CheckField
            key={code}
            label={label}
            isChecked={exit.includes(code)}
            onChange={(isAsked) => toggle(code, isAsked)}
          />
        ))}
      </fieldset>
      {save.failure !== null && <FailureNotice failure={save.failure} />}
      <div className={classes['buttons']}>
        <ReasonedButton
          label="Save in the draft"
          isRunning={save.isRunning}
          onPress={() => saveSteps(setExit(steps, { index, exit }))}
        />
        <ReasonedButton
          label="Move up"
          kind="secondary"
          refusal={index === 0 ? { sentence: 'It is the first.' } : null}
          onPress={() => saveSteps(moveStep(steps, index, -1))}
        />
        <ReasonedButton
          label="Move down"
          kind="secondary"
          refusal={index === steps.length - 1 ? { sentence: 'It is the last.' } : null}
          onPress={() => saveSteps(moveStep(steps, index, 1))}
        />
        <ReasonedButton
          label="Leave the stage out"
          kind="secondary"
          isDangerous
          onPress={() => saveSteps(steps.filter((_, at) => at !== index))}
        />
      </div>
    </>
  );
}
