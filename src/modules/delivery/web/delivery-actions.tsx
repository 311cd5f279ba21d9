import { type ReactNode, useState } from 'react';
import { type Action, ActionBar } from '../../../ui/action-bar.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import * as api from '../api.ts';
import { type DeliveryState, hasLeft } from '../domain/delivery-lifecycle.ts';
import { deliveryPermissions } from '../permissions.ts';
import { deliveryRefusals } from '../refusals.ts';
import { DeliveryDialog, type DeliveryDialogKind } from './delivery-dialogs.tsx';
import type { KnownDelivery } from './delivery-words.ts';

/** The next step of a delivery, ready to be done with one key, and what else may be done. */
export function DeliveryActions(props: { readonly known: KnownDelivery }): ReactNode {
  const { known } = props;
  const [dialog, setDialog] = useState<DeliveryDialogKind | null>(null);
  const { delivery } = known;
  const state = delivery.state as DeliveryState;
  const handOver = useEndpointCommand(api.handOverDelivery, {
    invalidates: [api.getDelivery, api.listDeliveries, api.listShipments],
  });
  const may = {
    ship: useHasPermission(deliveryPermissions.ship.code),
    schedule: useHasPermission(deliveryPermissions.schedule.code),
    receive: useHasPermission(deliveryPermissions.receiveAtClinic.code),
    settle: useHasPermission(deliveryPermissions.settleReturns.code),
  };
  const handingOver: Action = {
    label: 'Hand over',
    keys: 'n',
    onPress: () =>
      delivery.clinicId === null ? handOver.run({ deliveryId: delivery.deliveryId, takenBy: null }) : setDialog('take'),
    isRunning: handOver.isRunning,
    refusal: needs(may.ship) ?? missingTracking(known),
  };
  const primary = state === 'packed' ? handingOver : findPrimary(known, may, setDialog);
  return (
    <>
      {primary !== null && <ActionBar primary={primary} secondary={listOthers(known, may, setDialog)} />}
      {handOver.failure !== null && <FailureNotice failure={handOver.failure} />}
      {dialog !== null && <DeliveryDialog kind={dialog} known={known} onClose={() => setDialog(null)} />}
    </>
  );
}

interface May {
  readonly ship: boolean;
  readonly schedule: boolean;
  readonly receive: boolean;
  readonly settle: boolean;
}

function findPrimary(known: KnownDelivery, may: May, open: (kind: DeliveryDialogKind) => void): Action | null {
  const { delivery } = known;
  const state = delivery.state as DeliveryState;
  if (state === 'scheduled') {
    const waits = delivery.hasVerifiedFill ? null : deliveryRefusals.fillNotVerified;
    return { label: 'Pack', keys: 'n', onPress: () => open('pack'), refusal: needs(may.ship) ?? waits };
  }
  if (state === 'returned') {
    const settled = delivery.returnOutcome === null ? null : { sentence: 'What came back is settled.' };
    return {
      label: 'Settle the return',
      keys: 'n',
      onPress: () => open('settle'),
      refusal: needs(may.settle) ?? settled,
    };
  }
  if (!hasLeft(state) || state === 'delivered') return null;
  if (delivery.clinicId !== null)
    return {
      label: 'Record the hand-over to the clinic',
      keys: 'n',
      onPress: () => open('receive'),
      refusal: needs(may.receive),
    };
  return { label: 'Record what became of it', keys: 'n', onPress: () => open('report'), refusal: needs(may.ship) };
}

function listOthers(known: KnownDelivery, may: May, open: (kind: DeliveryDialogKind) => void): readonly Action[] {
  const state = known.delivery.state as DeliveryState;
  if (known.delivery.clinicId !== null && may.ship && hasLeft(state) && !isOver(state))
    return [{ label: 'Record what became of it', onPress: () => open('report') }];
  if (state !== 'scheduled' && state !== 'packed') return [];
  const tracks = state === 'packed' && known.delivery.method === 'courier' && may.ship;
  return [
    ...(tracks ? [{ label: 'Enter tracking number', onPress: () => open('track') }] : []),
    ...(may.schedule
      ? [
          { label: 'Move', onPress: () => open('move') },
          { label: 'Cancel', onPress: () => open('cancel'), isDangerous: true },
        ]
      : []),
  ];
}

function isOver(state: DeliveryState): boolean {
  return state === 'delivered' || state === 'returned';
}

function missingTracking(known: KnownDelivery): { readonly sentence: string } | null {
  const { method, trackingNumber } = known.delivery;
  return method === 'courier' && trackingNumber === null ? deliveryRefusals.trackingNumberMissing : null;
}

function needs(isAllowed: boolean): { readonly sentence: string } | null {
  return isAllowed ? null : { sentence: 'Your roles do not include this step.' };
}
