import { type ReactNode, useState } from 'react';
import { ActionBar } from '../../../ui/action-bar.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { CheckField } from '../../../ui/fields.tsx';
import * as api from '../api.ts';
import type { ShownPrescription } from './intake-words.ts';
import { failedRules, seenOf } from './prescription-decision.ts';

/** Accepts a prescription although rules did not pass, once each of them is let pass by name. */
export function AcceptDialog(props: {
  readonly prescription: ShownPrescription;
  readonly onClose: () => void;
}): ReactNode {
  const { prescription, onClose } = props;
  const [passed, setPassed] = useState<ReadonlySet<string>>(new Set());
  const accept = useEndpointCommand(api.acceptPrescription, {
    invalidates: [api.getPrescription, api.listIntake],
    onDone: onClose,
  });
  const failed = failedRules(prescription);
  const isComplete = failed.every(({ rule }) => passed.has(rule));
  const setRule = (rule: string, isPassed: boolean): void =>
    setPassed(new Set([...passed].filter((other) => other !== rule).concat(isPassed ? [rule] : [])));
  return (
    <Dialog opened title="Accept all the same" width="medium" onClose={onClose}>
      <p>These rules did not pass. What you let pass is kept with your name.</p>
      {failed.map(({ rule, sentence }) => (
        <CheckField
          key={rule}
          label={`Let pass: ${sentence}`}
          isChecked={passed.has(rule)}
          onChange={(isPassed) => setRule(rule, isPassed)}
        />
      ))}
      {accept.failure !== null && <FailureNotice failure={accept.failure} />}
      <ActionBar
        primary={{
          label: 'Accept',
          isRunning: accept.isRunning,
          refusal: isComplete ? null : { sentence: 'Each rule has to be let pass first.' },
          onPress: () => accept.run({ ...seenOf(prescription), clarification: {}, overrides: [...passed] }),
        }}
        secondary={[{ label: 'Back', onPress: onClose }]}
      />
    </Dialog>
  );
}
