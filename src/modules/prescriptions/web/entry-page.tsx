import type { ReactNode } from 'react';
import { isUuid, type RawMessageId } from '../../../kernel/ids.ts';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useAddressFilter, useGoTo } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SideBySide } from '../../../ui/side-by-side.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import { OriginalMessage } from '../../exchange/web/index.tsx';
import * as api from '../api.ts';
import { entryFields, toEntry } from './entry-form.ts';
import classes from './prescription-page.module.css';

/** Takes a prescription that came by phone, on paper or by fax; beside its original when it came in a message. */
export function EntryPage(): ReactNode {
  const [message] = useAddressFilter('message');
  const rawMessageId = message !== null && isUuid(message) ? (message as RawMessageId) : null;
  const breadcrumbs = [{ label: 'Intake', path: '/intake' }];
  if (rawMessageId === null)
    return (
      <PageFrame title="Enter a prescription" breadcrumbs={breadcrumbs}>
        <Panel title="What was said or written">
          <EntryForm rawMessageId={null} />
        </Panel>
      </PageFrame>
    );
  return (
    <PageFrame title="Enter a prescription" breadcrumbs={breadcrumbs} fill>
      <SideBySide
        leftTitle="Original"
        left={<OriginalMessage rawMessageId={rawMessageId} />}
        rightTitle="What it says"
        right={
          <div className={classes['reading']}>
            <EntryForm rawMessageId={rawMessageId} />
          </div>
        }
      />
    </PageFrame>
  );
}

function EntryForm(props: { readonly rawMessageId: RawMessageId | null }): ReactNode {
  const goTo = useGoTo();
  const enter = useEndpointCommand(api.enterPrescription, {
    invalidates: [api.listIntake],
    onDone: ({ prescriptionId }) => goTo(`/intake/${prescriptionId}`),
  });
  return (
    <StructuredForm
      fields={entryFields}
      initial={{ channel: props.rawMessageId === null ? 'phone' : 'fax', refills: '0', substitutionAllowed: 'yes' }}
      columns={2}
      submitLabel="Enter"
      onSubmit={(values) => enter.run(toEntry(values, { rawMessageId: props.rawMessageId }))}
      onCancel={() => goTo('/intake')}
      isRunning={enter.isRunning}
      failure={enter.failure}
    />
  );
}
