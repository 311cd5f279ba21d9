import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { useSession } from '../../../ui/session.ts';
import * as api from '../api.ts';
import classes from './conversation.module.css';

/** The notes in which colleagues mentioned this person, the oldest first, until they are read. */
export function MentionsPanel(): ReactNode {
  const { staffId } = useSession();
  const query = useEndpointQuery(api.listMentions, {}, { topics: [`mentions:${staffId}`] });
  const [isSent, setSent] = useState<string | null>(null);
  const read = useEndpointCommand(api.readMention, { invalidates: [api.listMentions] });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={2} />;
  const { mentions } = query.data;
  if (mentions.length === 0)
    return (
      <EmptyState title="No unread mention" sentence="A note that names you appears here until you have read it." />
    );
  return (
    <ul className={classes['list']} aria-label="Unread mentions">
      {mentions.map((mention) => (
        <li key={`${mention.therapyId} ${mention.sequence}`} className={classes['mention']}>
          <span className={classes['mentionHead']}>
            <PageLink to={`/therapies/${mention.therapyId}`}>
              <PanelSlotView slot="patient-name" patientId={mention.patientId as PatientId} /> {mention.drugName}
            </PageLink>
            <span className={classes['soft']}>
              {mention.author}, <Moment at={mention.mentionedAt as Instant} />
            </span>
          </span>
          <span>{mention.text}</span>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              setSent(mention.therapyId);
              read.run({ therapyId: mention.therapyId, sequence: mention.sequence });
            }}
          >
            Read
          </Button>
          {read.failure !== null && isSent === mention.therapyId && <FailureNotice failure={read.failure} />}
        </li>
      ))}
    </ul>
  );
}
