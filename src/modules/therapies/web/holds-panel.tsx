import { Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { HoldChip } from '../../../ui/hold-chip.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { therapyPermissions } from '../permissions.ts';
import classes from './therapy-page.module.css';
import type { ShownJourney } from './therapy-page.tsx';

type ShownHold = ShownJourney['holds'][number];

const fields = {
  reasonCode: {
    kind: 'choice',
    label: 'Reason',
    isRequired: true,
    options: [
      { value: 'clinically-justified', label: 'Clinically justified' },
      { value: 'prescriber-agreed', label: 'Prescriber agreed' },
      { value: 'emergency-supply', label: 'Emergency supply' },
      { value: 'resolved-elsewhere', label: 'Resolved elsewhere' },
    ],
  },
  note: { kind: 'text', label: 'In your words', isRequired: true, isLong: true, longest: 2000 },
} as const;

/** The holds that block the fill: who owns each, what ends it, and the override where the rules allow one. */
export function HoldsPanel(props: { readonly journey: ShownJourney; readonly canAct: boolean }): ReactNode {
  const { journey } = props;
  const [overriding, setOverriding] = useState<ShownHold | null>(null);
  return (
    <Panel title="Holds" aside={journey.isReleasedToFill ? 'Released to fill' : undefined}>
      {journey.holds.length === 0 ? (
        <EmptyState title="No hold blocks the fill" />
      ) : (
        <ul className={classes['list']}>
          {journey.holds.map((hold) => (
            <li key={hold.hold} className={classes['hold']}>
              <HoldChip name={hold.label} since={hold.since as Instant} canBeOverridden={hold.canBeOverridden} />
              <span>{hold.isOverridden ? 'Overridden for this cycle' : (hold.endsWhen ?? hold.owner)}</span>
              {props.canAct && !hold.isOverridden && <OverrideButton hold={hold} onOpen={() => setOverriding(hold)} />}
            </li>
          ))}
        </ul>
      )}
      {overriding !== null && (
        <OverrideDialog journey={journey} hold={overriding} onClose={() => setOverriding(null)} />
      )}
    </Panel>
  );
}

function OverrideButton(props: { readonly hold: ShownHold; readonly onOpen: () => void }): ReactNode {
  const mayOverride = useHasPermission(therapyPermissions.overrideHolds.code);
  if (!mayOverride) return null;
  const refusal = props.hold.canBeOverridden ? null : { sentence: 'Nobody overrides this hold.' };
  return <ReasonedButton label="Override" kind="secondary" onPress={props.onOpen} refusal={refusal} />;
}

function OverrideDialog(props: {
  readonly journey: ShownJourney;
  readonly hold: ShownHold;
  readonly onClose: () => void;
}): ReactNode {
  const { therapy } = props.journey;
  const override = useEndpointCommand(api.overrideHold, { invalidates: [api.getJourney], onDone: props.onClose });
  return (
    <Modal opened onClose={props.onClose} title={`Override: ${props.hold.label}`}>
      <StructuredForm
        fields={fields}
        submitLabel="Let this fill pass"
        onSubmit={({ reasonCode, note }) =>
          override.run({
            therapyId: therapy.therapyId,
            expectedVersion: therapy.version,
            hold: props.hold.hold as never,
            reasonCode,
            note,
          })
        }
        onCancel={props.onClose}
        isRunning={override.isRunning}
        failure={override.failure}
      />
    </Modal>
  );
}
