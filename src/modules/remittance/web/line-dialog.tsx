import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatNdc, type Ndc11 } from '../../../kernel/ndc.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCents } from '../../../ui/format-money.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import * as api from '../api.ts';
import { remittancePermissions } from '../permissions.ts';
import { day, describeStatus, lineStates, matchKeys, type ShownLine } from './remittance-words.ts';

/** A line with everything that the payer says of it, and the claims to which it may belong while it has none. */
export function LineDialog(props: {
  readonly paymentId: string;
  readonly line: ShownLine;
  readonly onClose: () => void;
}): ReactNode {
  const { line } = props;
  const mayWork = useHasPermission(remittancePermissions.workRemittances.code);
  return (
    <Dialog opened width="wide" title={`Line ${line.position}, ${line.place}`} onClose={props.onClose}>
      <KeyValueList
        columns={2}
        items={[
          { label: 'Stands', value: lineStates[line.state].label },
          { label: 'Payer says', value: describeStatus(line.statusCode) },
          { label: 'Rx or claim number', value: line.controlNumber },
          { label: 'Payer’s number', value: line.payerClaimNumber },
          { label: 'Date of service', value: day(line.serviceOn) },
          { label: 'NDC', value: line.ndc11 === null ? null : formatNdc(line.ndc11 as Ndc11) },
          { label: 'Charged', value: formatCents(line.chargeCents) },
          { label: 'Agreed', value: line.expectedCents === null ? null : formatCents(line.expectedCents) },
          { label: 'Paid', value: formatCents(line.paidCents) },
          { label: 'Patient owes', value: line.patientCents === null ? null : formatCents(line.patientCents) },
          { label: 'Matched by', value: line.key === null ? 'Nothing yet' : matchKeys[line.key] },
          ...(line.pairedPosition === null
            ? []
            : [{ label: line.statusCode === '22' ? 'Takes back' : 'Corrects', value: `Line ${line.pairedPosition}` }]),
          ...(line.fillId === null
            ? []
            : [{ label: 'Fill', value: <PageLink to={`/fills/${line.fillId}`}>Open the fill</PageLink> }]),
          ...line.adjustments.map(({ groupCode, reasonCode, cents }) => ({
            ...{ label: `Adjusted by ${groupCode} ${reasonCode}`, value: formatCents(cents) },
          })),
        ]}
      />
      {line.claimId !== null && (
        <p>
          <PanelSlotView slot="claim-money" claimId={line.claimId} />
        </p>
      )}
      {line.claimId === null && mayWork && <Candidates {...props} />}
    </Dialog>
  );
}

function Candidates(props: {
  readonly paymentId: string;
  readonly line: ShownLine;
  readonly onClose: () => void;
}): ReactNode {
  const { paymentId, line, onClose } = props;
  const { position } = line;
  const query = useEndpointQuery(api.listClaimsForLine, { paymentId, position });
  const invalidates = [api.getRemittance, api.listRemittanceLines, api.listRemittances];
  const match = useEndpointCommand(api.matchLine, { invalidates, onDone: onClose });
  const claims = query.data?.claims ?? [];
  return (
    <section aria-label="Claims that it may belong to">
      <h3>Claims that it may belong to</h3>
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={2} />}
      {query.data !== undefined && claims.length === 0 && (
        <p>No claim has this Rx number or this authorization number. Ask the payer what it paid.</p>
      )}
      {match.failure !== null && <FailureNotice failure={match.failure} />}
      {claims.map(({ claimId, serviceOn, authorizationNumber, expectedCents, isReversed }) => (
        <p key={claimId}>
          <Button
            variant="default"
            size="compact-sm"
            loading={match.isRunning}
            onClick={() => match.run({ paymentId, position, claimId })}
          >
            Match
          </Button>{' '}
          {day(serviceOn)}, {authorizationNumber ?? 'no authorization number'}, {formatCents(expectedCents)} agreed
          {isReversed ? ', taken back by us' : ''}
        </p>
      ))}
    </section>
  );
}
