import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { type Action, ActionBar } from '../../../ui/action-bar.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { Moment } from '../../../ui/moment.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { decideSettlement, duplicateResolutions, likenesses, secondReasons } from '../domain/duplicate-referral.ts';
import { prescriptionStatuses } from '../domain/prescription.ts';
import { prescriptionPermissions } from '../permissions.ts';
import classes from './duplicate-panel.module.css';
import { describeQuantity, type ShownPrescription, statusTones, toOptions } from './intake-words.ts';
import { seenOf } from './prescription-decision.ts';

type ShownDuplicate = NonNullable<ShownPrescription['duplicate']>;
type Summary = ShownDuplicate['earlier'];

const invalidates = [api.getPrescription, api.listIntake, api.listPrescriptions];

/** The earlier prescription that this one may repeat, line by line beside it, and what can be decided about the two. */
export function DuplicatePanel(props: { readonly prescription: ShownPrescription }): ReactNode {
  const { prescription } = props;
  const { duplicate, status } = prescription;
  const mayDecide = useHasPermission(prescriptionPermissions.decidePrescriptions.code);
  if (duplicate === null) return null;
  const isOpen = duplicate.settled === null && (status === 'needs-person' || status === 'parked');
  return (
    <Panel title={isOpen ? 'Possible duplicate' : 'Duplicate referral'} aside={describeLikeness(duplicate)}>
      <p className={classes['reasons']}>
        {['The same patient and ingredient.', ...duplicate.likenesses.map((code) => likenesses[code].sentence)].join(
          ' ',
        )}
      </p>
      <table className={classes['compared']}>
        <thead>
          <tr>
            <td />
            <th scope="col">This one</th>
            <th scope="col">
              <PageLink to={`/intake/${duplicate.earlier.prescriptionId}`}>The earlier one</PageLink>
            </th>
          </tr>
        </thead>
        <tbody>
          <ComparedLines prescription={prescription} earlier={duplicate.earlier} />
        </tbody>
      </table>
      {isOpen && mayDecide && <Decisions prescription={prescription} duplicate={duplicate} />}
      {duplicate.settled !== null && <p className={classes['settled']}>{describeSettled(duplicate.settled)}</p>}
    </Panel>
  );
}

function ComparedLines(props: { readonly prescription: Summary; readonly earlier: Summary }): ReactNode {
  const both = [props.prescription, props.earlier] as const;
  const lines: readonly (readonly [string, (one: Summary) => string])[] = [
    ['Drug', ({ drugName }) => drugName],
    ['Directions', ({ directions }) => directions ?? '—'],
    ['Quantity', (one) => describeQuantity(one) ?? '—'],
    ['Prescriber', ({ prescriberName }) => prescriberName],
    ['Diagnosis', ({ indicationCode }) => indicationCode ?? '—'],
    ['Written', ({ writtenOn }) => (writtenOn === null ? '—' : formatCalendarDay(writtenOn as CalendarDay))],
  ];
  return (
    <>
      <tr>
        <th scope="row">Received</th>
        {both.map(({ receivedAt, prescriptionId }) => (
          <td key={prescriptionId}>
            <Moment at={receivedAt as Instant} />
          </td>
        ))}
      </tr>
      {lines.map(([label, tell]) => (
        <tr key={label} data-differs={tell(both[0]) !== tell(both[1]) || undefined}>
          <th scope="row">{label}</th>
          {both.map((one) => (
            <td key={one.prescriptionId}>{tell(one)}</td>
          ))}
        </tr>
      ))}
      <tr>
        <th scope="row">Stands as</th>
        {both.map((one) => (
          <td key={one.prescriptionId}>
            <StatusBadge tone={statusTones[one.status]}>{prescriptionStatuses[one.status]}</StatusBadge>{' '}
            {one.therapyId !== null && <PageLink to={`/therapies/${one.therapyId}`}>Therapy</PageLink>}
          </td>
        ))}
      </tr>
    </>
  );
}

function Decisions(props: { readonly prescription: ShownPrescription; readonly duplicate: ShownDuplicate }): ReactNode {
  const { prescription, duplicate } = props;
  const [step, setStep] = useState<'continue' | 'second' | 'duplicate' | null>(null);
  const stop = (): void => setStep(null);
  const settle = useEndpointCommand(api.settleDuplicate, { invalidates, onDone: stop });
  const seen = { ...seenOf(prescription), duplicateOf: duplicate.earlier.prescriptionId };
  const mayContinue = decideSettlement(toEarlier(duplicate.earlier), { resolution: 'continue', reasonCode: null });
  const close: Action = {
    label: duplicateResolutions.duplicate,
    keys: 'd',
    onPress: () => setStep('duplicate'),
  };
  const goOn: Action = {
    label: duplicateResolutions.continue,
    keys: 't',
    refusal: mayContinue.ok ? null : { sentence: mayContinue.refusal.sentence },
    onPress: () => setStep('continue'),
  };
  const keep: Action = { label: `${duplicateResolutions.second} …`, keys: 'b', onPress: () => setStep('second') };
  const isSure = duplicate.decision === 'matched';
  return (
    <>
      <ActionBar primary={isSure ? close : goOn} secondary={isSure ? [goOn, keep] : [keep, close]} />
      {(step === 'continue' || step === 'duplicate') && (
        <ConfirmDialog
          opened
          title={duplicateResolutions[step]}
          sentence={consequences[step]}
          confirmLabel={duplicateResolutions[step]}
          isRunning={settle.isRunning}
          failure={settle.failure}
          onCancel={stop}
          onConfirm={() => settle.run({ ...seen, resolution: step, reasonCode: null })}
        />
      )}
      {step === 'second' && (
        <Dialog opened title="Keep both" onClose={stop}>
          <StructuredForm
            fields={secondFields}
            submitLabel="Keep both"
            isRunning={settle.isRunning}
            failure={settle.failure}
            onCancel={stop}
            onSubmit={({ reasonCode }) => settle.run({ ...seen, resolution: 'second', reasonCode })}
          />
        </Dialog>
      )}
    </>
  );
}

const consequences = {
  continue: 'This one is accepted and the earlier one is cancelled as replaced. Its therapy goes on.',
  duplicate: 'This one is refused for good. A letter that tells the prescriber is made ready to be sent.',
} as const;

const secondFields = {
  reasonCode: { kind: 'choice', label: 'Why both stand', isRequired: true, options: toOptions(secondReasons) },
} as const;

function toEarlier({ status, therapyId }: Summary): Parameters<typeof decideSettlement>[0] {
  return { status, therapyId: therapyId as Parameters<typeof decideSettlement>[0]['therapyId'] };
}

/** Says how alike the two are, and by which window they are compared. */
function describeLikeness({ score, daysApart, withinDays }: ShownDuplicate): string {
  const apart = daysApart === 0 ? 'the same day' : daysApart === 1 ? '1 day apart' : `${daysApart} days apart`;
  return `${score} of 100 alike · ${apart} (looked at within ${withinDays})`;
}

function describeSettled({ resolution, reasonCode }: NonNullable<ShownDuplicate['settled']>): string {
  const sentences = {
    continue: 'The therapy goes on with this one; the earlier one is replaced.',
    second: 'Both stand',
    duplicate: 'This one was closed as a duplicate.',
  } as const;
  return reasonCode === null
    ? sentences[resolution]
    : `${sentences[resolution]}: ${secondReasons[reasonCode].toLowerCase()}.`;
}
