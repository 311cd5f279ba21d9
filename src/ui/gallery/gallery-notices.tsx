import type { ReactNode } from 'react';
import { EmptyState } from '../empty-state.tsx';
import { EndpointFailure, failureOfSilence } from '../endpoint-failure.ts';
import { FailureNotice } from '../failure-notice.tsx';
import { LoadingRows } from '../loading-rows.tsx';
import { Notice } from '../notice.tsx';
import { PageLink } from '../page-link.tsx';
import { Columns, Specimen } from './gallery-section.tsx';

const nothing = { facts: {}, problems: [], faultId: null };

const refused = new EndpointFailure({
  ...nothing,
  status: 409,
  code: 'dispensing.own-fill',
  sentence: 'Nobody verifies a fill that they prepared themselves.',
  facts: { fillNumber: 2, preparedBy: 'you' },
});

const wrong = new EndpointFailure({
  ...nothing,
  status: 400,
  code: 'prescriptions.unreadable',
  sentence: 'The message could be read only in part.',
  problems: [
    { code: 'hl7.date', where: 'PID-7', severity: 'error', text: 'The birth date has a thirteenth month.' },
    {
      code: 'hl7.code',
      where: 'RXE-2.1',
      severity: 'warning',
      text: 'The drug code has ten digits and fits three labels.',
    },
    { code: 'hl7.extra', where: 'ZRX', severity: 'note', text: 'This segment is not defined and was left aside.' },
  ],
});

const broken = new EndpointFailure({
  ...nothing,
  status: 500,
  code: 'platform.fault',
  sentence: 'The server failed and nothing was changed.',
  faultId: '7F3A-19C2',
});

/** What is said when something was refused, is wrong, failed, is empty or is on its way. */
export function GalleryNotices(): ReactNode {
  return (
    <Columns>
      <Specimen title="Refusal">
        <FailureNotice failure={refused} />
      </Specimen>
      <Specimen title="Fault and silence">
        <FailureNotice failure={broken} onRetry={() => undefined} />
        <FailureNotice failure={failureOfSilence()} onRetry={() => undefined} />
      </Specimen>
      <Specimen title="Problems of outside input">
        <FailureNotice failure={wrong} />
      </Specimen>
      <Specimen title="Quiet notices">
        <Notice tone="waiting" sentence="The switch has not answered yet; the claim is sent again at 14:20." />
        <Notice tone="done" sentence="Both verifications are recorded." />
      </Specimen>
      <Specimen title="Empty">
        <EmptyState
          title="No messages today"
          sentence="Messages appear as soon as a partner sends one."
          action={<PageLink to="/gallery">See yesterday</PageLink>}
        />
      </Specimen>
      <Specimen title="Loading">
        <LoadingRows rows={4} />
      </Specimen>
    </Columns>
  );
}
