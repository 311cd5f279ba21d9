import type { ReactNode } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { contactChannels, contactReasons, enrolmentOutcomes } from '../domain/enrolment.ts';
import { accessPermissions } from '../permissions.ts';
import { AccessPanel } from './access-reader.tsx';
import { contactTones } from './access-words.ts';
import { EnrolmentDialog } from './enrolment-dialog.tsx';
import { RecordLines } from './record-lines.tsx';

/** The welcome calls of a therapy and what came of each. */
export function EnrolmentPanel(props: { readonly therapyId: TherapyId }): ReactNode {
  return (
    <AccessPanel
      therapyId={props.therapyId}
      buttonLabel="Record a contact"
      permission={accessPermissions.recordEnrolment.code}
      dialog={EnrolmentDialog}
    >
      {({ contacts }) =>
        contacts.length === 0 ? (
          <EmptyState title="Not contacted yet" sentence="The first call is due within a business day." />
        ) : (
          <RecordLines
            lines={contacts.map((contact) => ({
              ...contact,
              id: contact.contactId,
              state: enrolmentOutcomes[contact.outcome],
              tone: contactTones[contact.outcome],
              words: [
                contactChannels[contact.channel],
                contact.reasonCode === null ? null : contactReasons[contact.reasonCode],
                contact.note,
              ],
            }))}
          />
        )
      }
    </AccessPanel>
  );
}
