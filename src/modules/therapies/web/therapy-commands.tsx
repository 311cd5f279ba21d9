import { type ReactNode, type RefObject, useState } from 'react';
import { type Action, ActionBar } from '../../../ui/action-bar.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { therapyPermissions } from '../permissions.ts';
import { EndTherapyDialog, RefillCallDialog } from './course-dialogs.tsx';
import { PlaceHoldDialog } from './hold-dialogs.tsx';
import type { ShownJourney } from './shown-journey.ts';
import { StartWaitDialog } from './wait-dialogs.tsx';

type DialogKind = 'hold' | 'wait' | 'refill' | 'end';

const dialogs = { hold: PlaceHoldDialog, wait: StartWaitDialog, refill: RefillCallDialog, end: EndTherapyDialog };

/** The next action ready to be done with one key, and what else can be done with the therapy itself. */
export function TherapyCommands(props: {
  readonly journey: ShownJourney;
  /** Where the modules show the work that is ready; the next action leads there. */
  readonly work: RefObject<HTMLElement | null>;
}): ReactNode {
  const { journey, work } = props;
  const [kind, setKind] = useState<DialogKind | null>(null);
  const goTo = useGoTo();
  const [next] = journey.nextActions;
  const [first, ...others] = useTherapyActions(setKind);
  const isRefill = next?.code === 'confirm-refill' || next?.code === 'renew-prescription';
  const leadToWork = (): void => {
    const control = work.current?.querySelector<HTMLElement>('button:not([aria-disabled]), a[href]');
    if (control == null) goTo(`/queues/${next?.queue ?? 'intake'}`);
    else control.focus();
  };
  const nextAction: Action | null =
    next === undefined
      ? null
      : {
          label: next.label,
          keys: 'n',
          onPress: isRefill ? () => setKind('refill') : leadToWork,
          refusal: next.blockedBy.length === 0 ? null : { sentence: `Held: ${next.blockedBy.join(', ')}.` },
        };
  const primary = nextAction ?? first;
  const secondary = nextAction === null ? others : [...(first === undefined ? [] : [first]), ...others];
  const Open = kind === null ? null : dialogs[kind];
  return (
    <>
      {primary !== undefined && <ActionBar primary={primary} secondary={secondary} />}
      {Open !== null && <Open journey={journey} onClose={() => setKind(null)} />}
    </>
  );
}

function useTherapyActions(open: (kind: DialogKind) => void): readonly Action[] {
  const mayHold = useHasPermission(therapyPermissions.placeHolds.code);
  const mayWait = useHasPermission(therapyPermissions.recordWaits.code);
  const mayEnd = useHasPermission(therapyPermissions.endTherapies.code);
  return [
    ...(mayHold ? [{ label: 'Place a hold', keys: 't h', onPress: () => open('hold') }] : []),
    ...(mayWait ? [{ label: 'Record a wait', keys: 't w', onPress: () => open('wait') }] : []),
    ...(mayEnd ? [{ label: 'End the therapy', onPress: () => open('end'), isDangerous: true }] : []),
  ];
}
