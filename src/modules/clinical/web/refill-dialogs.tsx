import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { formatUnit } from '../../../ui/format-quantity.ts';
import { Notice } from '../../../ui/notice.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import { contactChannels } from '../domain/contact-cadence.ts';
import { doseChangeReasons } from '../domain/dose-change.ts';
import {
  addressAnswers,
  missedDoseReasons,
  reachedOutcomes,
  refillReviewDecisions,
  sideEffectAnswers,
  visitAnswers,
} from '../domain/refill-call.ts';
import * as api from '../refill-api.ts';
import { toOptions } from './clinical-words.ts';
import { describeContact, proposeDelivery, type RefillView } from './refill-words.ts';

/** What a dialog about a refill is given. */
export interface RefillDialogProps {
  readonly therapyId: string;
  readonly refill: RefillView;
  readonly onClose: () => void;
}

const invalidates = [api.getRefill, api.getAdherence];
const doses = { kind: 'number', isWhole: true, leastThousandths: 0, mostThousandths: 999_000 } as const;
const yesNo = toOptions({ no: 'No', yes: 'Yes' });

const callFields = (unit: string) =>
  ({
    channel: { kind: 'choice', label: 'Reached by', isRequired: true, options: toOptions(contactChannels) },
    outcome: { kind: 'choice', label: 'Outcome', isRequired: true, options: toOptions(reachedOutcomes) },
    onHand: {
      kind: 'number',
      label: 'On hand, as counted',
      unit,
      hint: 'Before the dose of today; empty when not counted',
      leastThousandths: 0,
      mostThousandths: 1_000_000_000,
    },
    dosesMissed: { ...doses, label: 'Doses missed', unit, isRequired: true },
    missedReason: { kind: 'choice', label: 'Why missed', options: toOptions(missedDoseReasons) },
    dosesLost: { ...doses, label: 'Doses lost or spoiled', unit, isRequired: true },
    sideEffects: { kind: 'choice', label: 'Side effects', isRequired: true, options: toOptions(sideEffectAnswers) },
    visit: { kind: 'choice', label: 'Hospital or emergency', isRequired: true, options: toOptions(visitAnswers) },
    newMedicine: { kind: 'choice', label: 'New medicine', isRequired: true, layout: 'row', options: yesNo },
    newAllergy: { kind: 'choice', label: 'New allergy', isRequired: true, layout: 'row', options: yesNo },
    procedureOn: { kind: 'date', label: 'Procedure planned on' },
    deliveryOn: { kind: 'date', label: 'Delivery wanted on' },
    address: { kind: 'choice', label: 'Address', isRequired: true, layout: 'row', options: toOptions(addressAnswers) },
    copayConsent: { kind: 'check', label: 'Agrees to the cost share' },
    words: {
      kind: 'text',
      label: 'In the patient’s words: which medicine, what happened, the new address',
      isLong: true,
      longest: 4_000,
    },
  }) as const;

/** Records a refill call with a patient who was reached. */
export function RefillCallDialog(props: RefillDialogProps): ReactNode {
  const { refill, therapyId } = props;
  const command = useEndpointCommand(api.recordRefillCall, { invalidates, onDone: props.onClose });
  return (
    <Dialog opened title="Refill call" width="wide" onClose={props.onClose}>
      <Notice tone="neutral" sentence={`${describeContact(refill).join(' · ')}.`} />
      <StructuredForm
        fields={callFields(formatUnit(refill.unit ?? '{unit}'))}
        columns={2}
        initial={{
          channel: refill.contact.channel ?? 'phone',
          ...{ dosesMissed: '0', dosesLost: '0', address: 'same', deliveryOn: proposeDelivery(refill) },
        }}
        submitLabel="Record"
        onSubmit={({ channel, outcome, onHand, newMedicine, newAllergy, words, ...rest }) => {
          const answers = {
            ...rest,
            onHandThousandths: onHand,
            dosesMissed: rest.dosesMissed / 1_000,
            dosesLost: rest.dosesLost / 1_000,
            hasNewMedicine: newMedicine === 'yes',
            hasNewAllergy: newAllergy === 'yes',
            words: words ?? '',
          };
          command.run({ therapyId, channel, outcome, answers });
        }}
        onCancel={props.onClose}
        isRunning={command.isRunning}
        failure={command.failure}
      />
    </Dialog>
  );
}

/** Records that nobody was reached, or, when no attempt is left, that the prescriber was told. */
export function RefillAttemptDialog(props: RefillDialogProps): ReactNode {
  const { refill, therapyId } = props;
  const { channel, isExhausted, barred } = refill.contact;
  const command = useEndpointCommand(api.recordRefillAttempt, { invalidates, onDone: props.onClose });
  const all = toOptions(contactChannels);
  const options = isExhausted ? all : all.filter(({ value }) => !barred.includes(value));
  const label = isExhausted ? 'Told by' : 'Tried by';
  return (
    <Dialog opened title={isExhausted ? 'Prescriber told' : 'Not reached'} onClose={props.onClose}>
      <Notice tone="neutral" sentence={`${describeContact(refill).join(' · ')}.`} />
      <StructuredForm
        fields={{ channel: { kind: 'choice', label, isRequired: true, options } } as const}
        initial={{ channel: channel ?? 'phone' }}
        submitLabel="Record"
        onSubmit={(values) => {
          const outcome = isExhausted ? 'prescriber-told' : 'not-reached';
          command.run({ therapyId, outcome, channel: values.channel });
        }}
        onCancel={props.onClose}
        isRunning={command.isRunning}
        failure={command.failure}
      />
    </Dialog>
  );
}

const reviewFields = {
  decision: { kind: 'choice', label: 'Decision', isRequired: true, options: toOptions(refillReviewDecisions) },
  note: { kind: 'text', label: 'Assessment', isLong: true, isRequired: true, longest: 4_000 },
} as const;

/** Records a pharmacist's review of the newest refill call, with the answers that asked for it in sight. */
export function RefillReviewDialog(props: RefillDialogProps): ReactNode {
  const [call] = props.refill.calls;
  const command = useEndpointCommand(api.reviewRefill, { invalidates, onDone: props.onClose });
  if (call === undefined) return null;
  return (
    <Dialog opened title="Review the refill call" width="medium" onClose={props.onClose}>
      <Notice tone="due" sentence={`${call.rules.map(({ explanation }) => explanation).join('. ')}.`} />
      {call.answers !== null && call.answers.words !== '' && <p>“{call.answers.words}”</p>}
      <StructuredForm
        fields={reviewFields}
        submitLabel="Record the review"
        onSubmit={({ decision, note }) => command.run({ callId: call.callId, decision, note })}
        onCancel={props.onClose}
        isRunning={command.isRunning}
        failure={command.failure}
      />
    </Dialog>
  );
}

const doseFields = (unit: string) =>
  ({
    fromOn: { kind: 'date', label: 'From', isRequired: true },
    kind: {
      kind: 'choice',
      label: 'The patient',
      isRequired: true,
      options: toOptions({
        dose: 'takes another dose',
        held: 'pauses the drug',
        'as-dispensed': 'takes it as dispensed',
      }),
    },
    amount: { kind: 'number', label: 'Amount', unit, leastThousandths: 0, mostThousandths: 1_000_000_000 },
    everyDays: {
      kind: 'number',
      label: 'In how many days',
      unit: 'days',
      isWhole: true,
      leastThousandths: 1_000,
      mostThousandths: 366_000,
    },
    reasonCode: { kind: 'choice', label: 'Reason', isRequired: true, options: toOptions(doseChangeReasons) },
  }) as const;

/** Records from which day the patient takes how much, or pauses. */
export function DoseChangeDialog(props: RefillDialogProps): ReactNode {
  const { refill, therapyId } = props;
  const command = useEndpointCommand(api.changeDose, { invalidates, onDone: props.onClose });
  return (
    <Dialog opened title="Change of dose" width="medium" onClose={props.onClose}>
      <StructuredForm
        fields={doseFields(formatUnit(refill.unit ?? '{unit}'))}
        columns={2}
        initial={{ fromOn: refill.today as CalendarDay, everyDays: '1' }}
        submitLabel="Record"
        onSubmit={({ amount, everyDays, ...change }) =>
          command.run({
            ...{ therapyId, ...change },
            amountThousandths: change.kind === 'dose' ? (amount ?? 0) : 0,
            everyDays: (everyDays ?? 1_000) / 1_000,
          })
        }
        onCancel={props.onClose}
        isRunning={command.isRunning}
        failure={command.failure}
      />
    </Dialog>
  );
}
