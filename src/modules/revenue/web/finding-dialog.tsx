import type { ReactNode } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { type Action, ActionBar } from '../../../ui/action-bar.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCents } from '../../../ui/format-money.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import * as api from '../api.ts';
import { detectors, findingOwners } from '../domain/detector.ts';
import { type FindingDeed, findingDeeds } from '../domain/finding-lifecycle.ts';
import { revenuePermissions } from '../permissions.ts';
import { explainFinding, findingStates, type ShownFinding } from './revenue-words.ts';

/** Why a finding was found, and what a person says of it. */
export function FindingDialog(props: {
  readonly finding: ShownFinding;
  readonly verdict: ResponseOf<typeof api.getRiskBoard>['verdicts'][number] | null;
  readonly onClose: () => void;
}): ReactNode {
  const { finding, verdict } = props;
  const { findingId, claimId, remittanceFileId, owner } = finding;
  const detector = detectors[finding.detector];
  const mayWork = useHasPermission(revenuePermissions.workFindings.code);
  const work = useEndpointCommand(api.workFinding, { invalidates: [api.getRiskBoard], onDone: props.onClose });
  const toAction = (deed: FindingDeed, keys: string): Action => ({
    ...{ label: findingDeeds[deed], keys, isRunning: work.isRunning },
    onPress: () => work.run({ findingId, deed }),
  });
  const verdicts = verdict === null ? 0 : verdict.right + verdict.wrong;
  return (
    <Dialog opened width="wide" title={`${finding.detector} ${detector.name}`} onClose={props.onClose}>
      <KeyValueList
        columns={2}
        items={[
          { label: 'At risk', value: formatCents(finding.atRiskCents) },
          { label: 'Why', value: explainFinding(finding) },
          { label: 'Fires when', value: detector.firesWhen },
          { label: 'What counts as at risk', value: detector.atRisk },
          { label: 'Closes when', value: detector.closesWhen },
          { label: 'Stands', value: findingStates[finding.state].label },
          { label: 'Owner', value: findingOwners[owner as keyof typeof findingOwners] ?? owner },
          {
            label: 'This rule so far',
            value: `Version ${finding.detectorVersion}; ${verdicts === 0 ? 'no verdicts yet' : `right in ${verdict?.right} of ${verdicts} verdicts`}`,
          },
          ...(claimId === null
            ? []
            : [{ label: 'Claim', value: <PageLink to={`/claims/${claimId}`}>Money of this claim</PageLink> }]),
          ...(remittanceFileId === null
            ? []
            : [
                {
                  label: 'Remittance',
                  value: <PageLink to={`/remittances/${remittanceFileId}`}>Open the remittance</PageLink>,
                },
              ]),
        ]}
      />
      {work.failure !== null && <FailureNotice failure={work.failure} />}
      {mayWork && (
        <ActionBar
          primary={toAction('take', 't')}
          secondary={[toAction('snooze', 's'), toAction('resolve', 'r'), toAction('false-positive', 'f')]}
        />
      )}
    </Dialog>
  );
}
