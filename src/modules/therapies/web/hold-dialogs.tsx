import type { ReactNode } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import { type HoldCode, holdKinds } from '../../pathways/language.ts';
import * as api from '../api.ts';
import { invalidates, type JourneyDialogProps, type ShownJourney, toCommand, toOptions } from './shown-journey.ts';

type ShownHold = ShownJourney['holds'][number];
type HoldDialogProps = JourneyDialogProps & { readonly hold: ShownHold };

const note = { kind: 'text', label: 'In your words', isLong: true, longest: 2_000 } as const;

const placeFields = {
  hold: { kind: 'choice', label: 'Hold', isRequired: true, options: toOptions<HoldCode>(holdKinds) },
  reasonCode: {
    kind: 'choice',
    label: 'Reason',
    isRequired: true,
    options: toOptions({
      'found-in-review': 'Found in review',
      'told-by-patient': 'Told by the patient',
      'told-by-prescriber': 'Told by the prescriber',
      'told-by-payer': 'Told by the payer',
      'safety-notice': 'Safety notice',
    }),
  },
  note,
} as const;

const releaseFields = {
  reasonCode: {
    kind: 'choice',
    label: 'Reason',
    isRequired: true,
    options: toOptions({
      resolved: 'Resolved',
      'placed-in-error': 'Placed in error',
      'no-longer-applies': 'No longer applies',
    }),
  },
  note,
} as const;

const overrideFields = {
  reasonCode: {
    kind: 'choice',
    label: 'Reason',
    isRequired: true,
    options: toOptions({
      'clinically-justified': 'Clinically justified',
      'prescriber-agreed': 'Prescriber agreed',
      'emergency-supply': 'Emergency supply',
      'resolved-elsewhere': 'Resolved elsewhere',
    }),
  },
  note: { ...note, isRequired: true },
} as const;

/** Places a hold that blocks the fill until it is released. */
export function PlaceHoldDialog(props: JourneyDialogProps): ReactNode {
  const place = useEndpointCommand(api.placeHold, { invalidates, onDone: props.onClose });
  return (
    <Dialog opened title="Place a hold" onClose={props.onClose}>
      <StructuredForm
        fields={placeFields}
        submitLabel="Place the hold"
        onSubmit={(values) => place.run({ ...toCommand(props.journey), ...values })}
        onCancel={props.onClose}
        isRunning={place.isRunning}
        failure={place.failure}
      />
    </Dialog>
  );
}

/** Releases a hold that a person or a module placed. */
export function ReleaseHoldDialog(props: HoldDialogProps): ReactNode {
  const release = useEndpointCommand(api.releaseHold, { invalidates, onDone: props.onClose });
  const hold = props.hold.hold as HoldCode;
  return (
    <Dialog opened title={`Release: ${props.hold.label}`} onClose={props.onClose}>
      <StructuredForm
        fields={releaseFields}
        submitLabel="Release the hold"
        onSubmit={(values) => release.run({ ...toCommand(props.journey), hold, ...values })}
        onCancel={props.onClose}
        isRunning={release.isRunning}
        failure={release.failure}
      />
    </Dialog>
  );
}

/** Lets the fill of the present cycle pass in spite of a hold; the reason in words is kept. */
export function OverrideHoldDialog(props: HoldDialogProps): ReactNode {
  const override = useEndpointCommand(api.overrideHold, { invalidates, onDone: props.onClose });
  const hold = props.hold.hold as HoldCode;
  return (
    <Dialog opened title={`Override: ${props.hold.label}`} onClose={props.onClose}>
      <StructuredForm
        fields={overrideFields}
        submitLabel="Let this fill pass"
        onSubmit={(values) => override.run({ ...toCommand(props.journey), hold, ...values })}
        onCancel={props.onClose}
        isRunning={override.isRunning}
        failure={override.failure}
      />
    </Dialog>
  );
}
