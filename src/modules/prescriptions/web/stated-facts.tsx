import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { type KeyValue, KeyValueList } from '../../../ui/key-value-list.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { prescriptionChannels } from '../domain/incoming-prescription.ts';
import { describeQuantity, type ShownPrescription } from './intake-words.ts';

/** What the prescription says, in the words of the sender. */
export function StatedFacts(props: { readonly prescription: ShownPrescription }): ReactNode {
  const { prescription } = props;
  return (
    <>
      <Panel title="What is prescribed">
        <KeyValueList columns={2} items={listOrder(prescription)} />
      </Panel>
      <Panel title="What came with it">
        <KeyValueList columns={2} items={listAround(prescription)} />
      </Panel>
    </>
  );
}

function listOrder(prescription: ShownPrescription): readonly KeyValue[] {
  const { directions, daysSupply, refillsAuthorized, substitutionAllowed, note } = prescription;
  return [
    { label: 'Directions', value: directions },
    { label: 'Quantity', value: describeQuantity(prescription) },
    { label: 'Days of supply', value: daysSupply },
    { label: 'Refills', value: refillsAuthorized },
    { label: 'Written', value: dayOrNull(prescription.writtenOn) },
    { label: 'Valid until', value: dayOrNull(prescription.expiresOn) },
    {
      label: 'Substitution',
      value: substitutionAllowed === null ? null : substitutionAllowed ? 'Allowed' : 'Not allowed',
    },
    { label: 'Note', value: note ?? 'None' },
  ];
}

function listAround(prescription: ShownPrescription): readonly KeyValue[] {
  const { stated } = prescription;
  return [
    { label: 'Diagnoses', value: lines(stated.diagnoses) },
    { label: 'Coverage', value: lines(stated.coverages) },
    { label: 'Allergies', value: lines(stated.allergies) },
    { label: 'Measured', value: lines(stated.observations) },
    { label: 'Numbers of the patient', value: lines(stated.identifiers) },
    { label: 'Ships to', value: prescription.shipToState },
    { label: 'Came', value: prescriptionChannels[prescription.channel] },
    { label: 'Received', value: <Moment at={prescription.receivedAt as Instant} /> },
    { label: 'Pharmacy', value: prescription.siteName },
  ];
}

function dayOrNull(day: string | null): string | null {
  return day === null ? null : formatCalendarDay(day as CalendarDay);
}

function lines(texts: readonly string[]): ReactNode {
  if (texts.length === 0) return null;
  return texts.map((text) => <div key={text}>{text}</div>);
}
