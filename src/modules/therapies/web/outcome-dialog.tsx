import { type FormEvent, type ReactNode, useState } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField, LongTextField, TextField } from '../../../ui/fields.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import * as api from '../pathway-api.ts';
import { invalidates, type JourneyDialogProps, type ShownJourney, toCommand } from './shown-journey.ts';

type HandOutcome = ShownJourney['handOutcomes'][number];

/** Records by hand what the pathway leaves to people; what is waited for now is chosen already. */
export function OutcomeDialog(props: JourneyDialogProps): ReactNode {
  const { journey, onClose } = props;
  const { handOutcomes } = journey;
  const expected = handOutcomes.find(({ meetsOpen }) => meetsOpen) ?? handOutcomes[0];
  const [chosen, setChosen] = useState(expected === undefined ? '' : keyOf(expected));
  const [number, setNumber] = useState('');
  const [note, setNote] = useState('');
  const record = useEndpointCommand(api.recordOutcome, { invalidates, onDone: onClose });
  const outcome = handOutcomes.find((each) => keyOf(each) === chosen);
  const asks = outcome?.asks ?? null;
  const isMissing = asks !== null && number.trim() === '';
  const submit = (): void => {
    if (outcome === undefined || isMissing) return;
    const written = { number: asks === null ? null : number.trim(), note: note.trim() === '' ? null : note };
    record.run({ ...toCommand(journey), lane: outcome.lane, outcome: outcome.outcome, ...written });
  };
  return (
    <Dialog opened title="Record a step" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          submit();
        }}
      >
        <ChoiceField
          label="What happened"
          value={chosen}
          onChange={setChosen}
          options={handOutcomes.map((each) => ({ value: keyOf(each), label: `${each.laneLabel}: ${each.label}` }))}
          required
          startsFocused
        />
        {asks !== null && <TextField label={asks} value={number} onChange={setNumber} required />}
        <LongTextField label="In your words" value={note} onChange={setNote} />
        {record.failure !== null && <FailureNotice failure={record.failure} />}
        <ReasonedButton
          label="Record"
          refusal={isMissing ? { sentence: `${asks} is missing.` } : null}
          isRunning={record.isRunning}
          onPress={submit}
        />
      </form>
    </Dialog>
  );
}

function keyOf({ lane, outcome }: HandOutcome): string {
  return `${lane}/${outcome}`;
}
