import { type ReactNode, useState } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { HoldChip } from '../../../ui/hold-chip.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { therapyPermissions } from '../permissions.ts';
import { DialogButton } from './dialog-button.tsx';
import { OverrideHoldDialog, PlaceHoldDialog, ReleaseHoldDialog } from './hold-dialogs.tsx';
import { RowButton } from './row-button.tsx';
import type { ShownJourney } from './shown-journey.ts';
import classes from './therapy-page.module.css';

type ShownHold = ShownJourney['holds'][number];

interface OpenDialog {
  readonly kind: 'release' | 'override';
  readonly hold: ShownHold;
}

/** The holds that block the fill: who owns each, what ends it, and how it is released or overridden where the rules allow. */
export function HoldsPanel(props: { readonly journey: ShownJourney; readonly canAct: boolean }): ReactNode {
  const { journey } = props;
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const dialogProps = { journey, onClose: () => setDialog(null) };
  return (
    <Panel
      title="Holds"
      aside={
        <>
          {journey.isReleasedToFill && <StatusBadge tone="done">Released to fill</StatusBadge>}
          {props.canAct && journey.therapy.ended === null && (
            <DialogButton
              journey={journey}
              label="Place a hold"
              keys="t h"
              permission={therapyPermissions.placeHolds.code}
              dialog={PlaceHoldDialog}
            />
          )}
        </>
      }
    >
      {journey.holds.length === 0 ? (
        <EmptyState title="No hold blocks the fill" />
      ) : (
        <ul className={classes['list']}>
          {journey.holds.map((hold) => (
            <li key={`${hold.hold} ${hold.since} ${hold.reasonCode}`} className={classes['hold']}>
              <HoldChip name={hold.label} since={hold.since as Instant} canBeOverridden={hold.canBeOverridden} />
              <span className={classes['holdWords']}>{describeHold(hold)}</span>
              {props.canAct && <HoldButtons hold={hold} onOpen={setDialog} />}
            </li>
          ))}
        </ul>
      )}
      {dialog?.kind === 'release' && <ReleaseHoldDialog {...dialogProps} hold={dialog.hold} />}
      {dialog?.kind === 'override' && <OverrideHoldDialog {...dialogProps} hold={dialog.hold} />}
    </Panel>
  );
}

/** A hold that follows from a fact ends with it; one that was placed is released by hand. */
function HoldButtons(props: { readonly hold: ShownHold; readonly onOpen: (dialog: OpenDialog) => void }): ReactNode {
  const { hold, onOpen } = props;
  const mayRelease = useHasPermission(therapyPermissions.releaseHolds.code);
  const mayOverride = useHasPermission(therapyPermissions.overrideHolds.code);
  return (
    <>
      {mayRelease && hold.isPlaced && <RowButton label="Release" onPress={() => onOpen({ kind: 'release', hold })} />}
      {mayOverride && hold.canBeOverridden && !hold.isOverridden && (
        <RowButton label="Override" onPress={() => onOpen({ kind: 'override', hold })} />
      )}
    </>
  );
}

function describeHold(hold: ShownHold): string {
  if (hold.isOverridden) return 'Overridden for this cycle';
  const lock = hold.canBeOverridden ? '' : ', never overridden';
  return hold.endsWhen === null ? `With the ${hold.owner.toLowerCase()}${lock}` : `Ends when ${hold.endsWhen}${lock}`;
}
