import { type ReactNode, useState } from 'react';
import type { StaffId } from '../../../kernel/ids.ts';
import { type Action, ActionBar } from '../../../ui/action-bar.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import type { ClaimState } from '../../claims/language.ts';
import * as api from '../api.ts';
import type { FillPayment } from '../domain/fill.ts';
import { decideFillStep, type FillState, isUnderWay } from '../domain/fill-lifecycle.ts';
import type { PaperKind } from '../domain/fill-papers.ts';
import { decideVerification } from '../domain/fill-verification.ts';
import { dispensingPermissions } from '../permissions.ts';
import type { FillAtBench } from './fill-words.ts';
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
  const may: Readonly<Record<LeaveKind, boolean>> = {
    ...{ 'put-back': mayFill, unverify: mayVerify, cancel: mayCancel, return: mayCancel, claim: false },
  };
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
  const waysBack = listWaysBack(bench, setLeaving).filter(({ kind }) => may[kind]);
  const primary = steps[bench.fill.state as FillState];
  const failure = release.failure ?? pick.failure ?? complete.failure ?? verify.failure;
  return (
    <>
      {(primary !== undefined || waysBack.length > 0) && (
        <ActionBar {...(primary === undefined ? {} : { primary })} secondary={waysBack} />
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
    claimState: (bench.claim?.state ?? null) as ClaimState | null,
  });
  return decided.ok ? null : decided.refusal;
}

const allWaysBack = [
  { kind: 'put-back', step: 'put-back', label: 'Put back' },
  { kind: 'unverify', step: 'unverify', label: 'Take the verification back' },
  { kind: 'return', step: 'return-to-stock', label: 'Return to stock', isDangerous: true },
  { kind: 'cancel', step: 'cancel', label: 'Give up', isDangerous: true },
] as const;

/** Lists the ways back that the state of a fill in the house allows, by the same table that the server asks. */
function listWaysBack(
  bench: FillAtBench,
  open: (kind: LeaveKind) => void,
): readonly (Action & { readonly kind: LeaveKind })[] {
  const state = bench.fill.state as FillState;
  if (!isUnderWay(state)) return [];
  return allWaysBack
    .filter(({ step }) => decideFillStep(state, step).ok)
    .map((way) => ({ ...way, onPress: () => open(way.kind) }));
}
