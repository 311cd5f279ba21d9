import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { CheckField, ChoiceField } from '../../../ui/fields.tsx';
import { formatMomentInFull } from '../../../ui/format-time.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { useNow } from '../../../ui/now.ts';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useSession, useSiteTimeZone } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import {
  type AccessReason,
  type AccessVerdict,
  accessReasonLabels,
  accessVerdictLabels,
  decideReview,
} from '../domain/emergency-access.ts';
import classes from './administration.module.css';

type Access = ResponseOf<typeof api.listAccesses>['accesses'][number];

const columns: readonly TableColumn<Access>[] = [
  { id: 'when', header: 'Opened', width: 120, cell: ({ openedAt }) => <Moment at={openedAt as Instant} /> },
  { id: 'who', header: 'Who', width: { grow: 1, least: 150 }, cell: (access) => access.staffName },
  { id: 'site', header: 'From site', width: { grow: 1, least: 150 }, cell: (access) => access.siteName ?? '' },
  { id: 'code', header: 'Reason', width: 190, cell: (access) => accessReasonLabels[access.reasonCode as AccessReason] },
  { id: 'text', header: 'In words', width: { grow: 3, least: 200 }, cell: (access) => access.reason },
  { id: 'until', header: 'Until', width: 120, cell: ({ endsAt }) => <Moment at={endsAt as Instant} /> },
  { id: 'state', header: 'Review', width: 160, cell: (access) => <ReviewState access={access} /> },
];

/** Who opened the records of all sites in an emergency, why, what they opened meanwhile, and what its review says. */
export function AccessesPage(): ReactNode {
  const [onlyUnreviewed, setOnlyUnreviewed] = useState(true);
  const [openedId, setOpenedId] = useState<string | null>(null);
  const query = useEndpointQuery(api.listAccesses, { onlyUnreviewed }, { keepsPrevious: true });
  const accesses = query.data?.accesses ?? [];
  const opened = accesses.find(({ accessId }) => accessId === openedId);
  return (
    <PageFrame
      title="Emergency access"
      fill
      actions={
        <CheckField label="Only those that wait for review" isChecked={onlyUnreviewed} onChange={setOnlyUnreviewed} />
      }
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'Enter', label: 'review' },
      ]}
    >
      {query.error !== null ? (
        <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="Emergency accesses"
          columns={columns}
          rows={accesses}
          rowId={(access) => access.accessId}
          rowTone={({ verdict }) => (verdict === null ? 'due' : null)}
          isLoading={query.isPending}
          onOpen={(access) => setOpenedId(access.accessId)}
          empty={
            onlyUnreviewed ? (
              <EmptyState title="Nothing to review" sentence="Every emergency access was reviewed." />
            ) : (
              <EmptyState title="No emergency access" sentence="Nobody opened records in an emergency." />
            )
          }
          claimsFocus
        />
      )}
      {opened !== undefined && <ReviewDialog access={opened} onClose={() => setOpenedId(null)} />}
    </PageFrame>
  );
}

function ReviewDialog(props: { readonly access: Access; readonly onClose: () => void }): ReactNode {
  const { access } = props;
  const timeZone = useSiteTimeZone();
  const full = (at: string): string => formatMomentInFull(at as Instant, timeZone);
  return (
    <Dialog opened width="wide" title={`Emergency access of ${access.staffName}`} onClose={props.onClose}>
      <KeyValueList
        columns={2}
        items={[
          { label: 'Opened', value: full(access.openedAt) },
          { label: 'Ended', value: <Ended access={access} /> },
          { label: 'Reason', value: accessReasonLabels[access.reasonCode as AccessReason] },
          { label: 'From site', value: access.siteName },
          { label: 'In words', value: access.reason },
          {
            label: 'Review',
            value:
              access.reviewedAt === null ? (
                'Not yet'
              ) : (
                <>
                  {accessVerdictLabels[access.verdict as AccessVerdict]}, {access.reviewerName},{' '}
                  {full(access.reviewedAt)}
                </>
              ),
          },
        ]}
      />
      <PanelSlotView
        slot="access-deeds"
        userName={access.userName}
        from={access.openedAt as Instant}
        to={access.endsAt as Instant}
      />
      <ReviewForm access={access} onDone={props.onClose} />
    </Dialog>
  );
}

function Ended(props: { readonly access: Access }): ReactNode {
  const now = useNow();
  const timeZone = useSiteTimeZone();
  const at = formatMomentInFull(props.access.endsAt as Instant, timeZone);
  return props.access.endsAt > now ? `Still open, until ${at}` : at;
}

/** Records what the review says; grey with the reason for which the server would refuse it. */
function ReviewForm(props: { readonly access: Access; readonly onDone: () => void }): ReactNode {
  const { access } = props;
  const { staffId } = useSession();
  const [verdict, setVerdict] = useState('');
  const review = useEndpointCommand(api.reviewAccess, { invalidates: [api.listAccesses], onDone: props.onDone });
  const decided = decideReview(access, staffId);
  if (access.reviewedAt !== null) return null;
  const refusal = decided.ok ? (verdict === '' ? { sentence: 'Choose what the review says.' } : null) : decided.refusal;
  return (
    <>
      <ChoiceField
        label="The review says"
        layout="row"
        value={verdict}
        options={Object.entries(accessVerdictLabels).map(([value, label]) => ({ value, label }))}
        isDisabled={!decided.ok}
        onChange={setVerdict}
      />
      {review.failure !== null && <FailureNotice failure={review.failure} />}
      <div className={classes['buttons']}>
        <ReasonedButton
          label="Record the review"
          refusal={refusal}
          isRunning={review.isRunning}
          onPress={() => review.run({ accessId: access.accessId, verdict: verdict as AccessVerdict })}
        />
      </div>
    </>
  );
}

function ReviewState(props: { readonly access: Access }): ReactNode {
  const { verdict } = props.access;
  if (verdict === null) return <StatusBadge tone="due">To be reviewed</StatusBadge>;
  return (
    <StatusBadge tone={verdict === 'not-justified' ? 'blocked' : 'done'}>
      {accessVerdictLabels[verdict as AccessVerdict]}
    </StatusBadge>
  );
}
