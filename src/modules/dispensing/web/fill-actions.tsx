import { type ReactNode, useState } from 'react';
import type { StaffId } from '../../../kernel/ids.ts';
import { type Action, ActionBar } from '../../../ui/action-bar.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import * as api from '../api.ts';
import type { FillPayment } from '../domain/fill.ts';
import type { FillState } from '../domain/fill-lifecycle.ts';
import type { PaperKind } from '../domain/fill-papers.ts';
import { decideVerification } from '../domain/fill-verification.ts';
import { dispensingPermissions } from '../permissions.ts';
import type { FillAtBench } from './fill-page.tsx';
import { LeaveDialog, type LeaveKind } from './leave-dialog.tsx';

/** The next step of a fill, ready to be done with one key, and the ways back. */
export function FillActions(props: { readonly bench: FillAtBench }): ReactNode {
  const { bench } = props;
  const [leaving, setLeaving] = useState<LeaveKind | null>(null);
  const options = { invalidates: [api.getFill, api.listFills] };
  const release = useEndpointCommand(api.releaseFill, options);
  const pick = useEndpointCommand(api.pickFill, options);
  const complete = useEndpointCommand(api.completeFilling, options);
  const verify = useEndpointCommand(api.verifyFill, options);
  const mayFill = useHasPermission(dispensingPermissions.fill.code);
  const mayVerify = useHasPermission(dispensingPermissions.verifyProduct.code);
  const mayCancel = useHasPermission(dispensingPermissions.cancelFill.code);
  const request = { fillId: bench.fill.fillId };
  const steps: Partial<Record<FillState, Action>> = {
    'awaiting-release': {
      label: 'Release to fill',
      keys: 'n',
      onPress: () => release.run(request),
      isRunning: release.isRunning,
      refusal: needs(mayFill),
    },
    'ready-to-fill': {
      label: 'Pick the lot',
      keys: 'n',
      onPress: () => pick.run(request),
      isRunning: pick.isRunning,
      refusal: needs(mayFill),
    },
    picked: {
      label: 'All counted and scanned',
      keys: 'n',
      onPress: () => complete.run(request),
      isRunning: complete.isRunning,
      refusal: needs(mayFill) ?? missingScans(bench),
    },
    filled: {
      label: 'Verify the product',
      keys: 'n',
      onPress: () => verify.run(request),
      isRunning: verify.isRunning,
      refusal: needs(mayVerify) ?? refuseVerification(bench),
    },
  };
  const primary = steps[bench.fill.state as FillState];
  const failure = release.failure ?? pick.failure ?? complete.failure ?? verify.failure;
  return (
    <>
      {primary !== undefined && (
        <ActionBar primary={primary} secondary={mayCancel ? listWaysBack(bench, setLeaving) : []} />
      )}
      {failure !== null && <FailureNotice failure={failure} />}
      <LeaveDialog kind={leaving} fillId={bench.fill.fillId} onClose={() => setLeaving(null)} />
    </>
  );
}

function needs(isAllowed: boolean): { readonly sentence: string } | null {
  return isAllowed ? null : { sentence: 'Your roles do not include this step.' };
}

function missingScans(bench: FillAtBench): { readonly sentence: string } | null {
  return bench.scannedThousandths >= bench.fill.quantityThousandths
    ? null
    : { sentence: 'Not all of the quantity was scanned yet.' };
}

/** Asks the same decision that the server makes. */
function refuseVerification(bench: FillAtBench): { readonly sentence: string } | null {
  const decided = decideVerification({
    state: bench.fill.state as FillState,
    filledBy: (bench.fill.filledBy?.staffId ?? null) as StaffId | null,
    verifier: { ...bench.verifier, staffId: bench.verifier.staffId as StaffId },
    recordedPapers: bench.papers.map((paper) => paper.kind as PaperKind),
    needsMedicationGuide: bench.needsMedicationGuide,
    payment: bench.fill.payment as FillPayment,
    claimState: bench.claim?.state ?? null,
  });
  return decided.ok ? null : decided.refusal;
}

function listWaysBack(bench: FillAtBench, open: (kind: LeaveKind) => void): readonly Action[] {
  const { state } = bench.fill;
  const putBack: Action = { label: 'Put back', onPress: () => open('put-back') };
  const cancel: Action = { label: 'Give up', onPress: () => open('cancel'), isDangerous: true };
  return state === 'picked' || state === 'filled' ? [putBack, cancel] : [cancel];
}
