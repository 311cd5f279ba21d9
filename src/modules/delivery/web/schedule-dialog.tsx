import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { cents } from '../../../kernel/money.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField } from '../../../ui/fields.tsx';
import type { FormValues } from '../../../ui/form-fields.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useNow } from '../../../ui/now.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { getClinicNeed } from '../clinic-api.ts';
import type { DeliveryMethod, Storage } from '../domain/delivery.ts';
import { describeNeed } from './clinic-need-words.ts';
import { methods, payments, storages, toOptions } from './delivery-words.ts';

const placeFields = {
  needBy: { kind: 'date', label: 'Needed by' },
  shipOn: { kind: 'date', label: 'Ship on', hint: 'Leave empty to take the proposed day.' },
  recipientName: { kind: 'text', label: 'Recipient', isRequired: true, longest: 120 },
  phone: { kind: 'text', label: 'Telephone', longest: 40 },
  street: { kind: 'text', label: 'Street', longest: 120 },
  city: { kind: 'text', label: 'City', longest: 80 },
  state: {
    kind: 'text',
    label: 'State',
    isCode: true,
    pattern: { matches: /^[A-Z]{2}$/, sentence: 'Two capital letters, such as NY.' },
  },
  postalCode: { kind: 'text', label: 'ZIP code', isCode: true, longest: 12 },
} as const;
const copayFields = {
  copay: { kind: 'money', label: 'Copay', isRequired: true, leastCents: cents(0) },
  paymentMethod: { kind: 'choice', label: 'Payment', isRequired: true, options: toOptions(payments) },
  copayConsent: { kind: 'check', label: 'The patient agrees to the copay' },
} as const;
const courierFields = {
  signatureRequired: { kind: 'check', label: 'Somebody has to sign for it' },
  note: { kind: 'text', label: 'Note for the courier', isLong: true, longest: 500 },
} as const;
const agreedFields = { ...placeFields, ...copayFields, ...courierFields } as const;
/** Where the clinic bills and collects, nobody is asked for a copay here. */
const unpaidFields = { ...placeFields, ...courierFields } as const;
const nothingDue = { copay: cents(0), paymentMethod: 'none-due', copayConsent: false } as const;

/** How and where it goes: to the patient, or to the clinic that administers it. */
type Way = 'courier' | 'pick-up' | 'clinic-courier' | 'clinic-messenger';

function listWays(clinicName: string | null): readonly { readonly value: Way; readonly label: string }[] {
  const toPatient = [
    { value: 'courier', label: clinicName === null ? methods.courier : 'Courier to the patient' },
    { value: 'pick-up', label: methods['pick-up'] },
  ] as const;
  if (clinicName === null) return toPatient;
  return [
    { value: 'clinic-courier', label: `Courier to ${clinicName}` },
    { value: 'clinic-messenger', label: `Messenger to ${clinicName}` },
    ...toPatient,
  ];
}

function toPlace(way: Way, clinicId: string | null) {
  if (way === 'clinic-courier') return { method: 'courier', clinicId } as const;
  if (way === 'clinic-messenger') return { method: 'clinic', clinicId } as const;
  return { method: way, clinicId: null } as const;
}

/** Asks for what is agreed with the patient on the phone, with what is on file filled in. */
export function ScheduleDialog(props: { readonly therapyId: string; readonly onClose: () => void }): ReactNode {
  const now = useNow();
  const [way, setWay] = useState<Way | null>(null);
  const [storage, setStorage] = useState<Storage>('refrigerated');
  const knowing = useEndpointQuery(getClinicNeed, { therapyId: props.therapyId });
  const need = knowing.data?.need ?? null;
  const clinicId = need?.goesToClinic === true ? need.clinicId : null;
  const chosen = way ?? (clinicId === null ? 'courier' : 'clinic-courier');
  const goods = { storage, ...toPlace(chosen, clinicId) };
  const query = useEndpointQuery(
    api.proposeDelivery,
    { therapyId: props.therapyId, ...goods, needBy: null, shipOn: null, toState: null },
    { keepsPrevious: true },
  );
  return (
    <Dialog opened width="wide" title="Schedule a delivery" onClose={props.onClose}>
      <ChoiceField
        label="Delivered by"
        value={chosen}
        options={listWays(clinicId === null ? null : (need?.clinicName ?? 'the clinic'))}
        layout="row"
        message={null}
        onChange={(value) => setWay(value as Way)}
      />
      <ChoiceField
        label="Storage"
        value={storage}
        options={toOptions(storages)}
        layout="row"
        message={null}
        onChange={(value) => setStorage(value as Storage)}
      />
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {need !== null && <Notice tone="neutral" sentence={`Appointment: ${describeNeed(need, now)}. ${need.effect}`} />}
      {query.data === undefined || knowing.data === undefined ? (
        query.error === null && <LoadingRows rows={6} />
      ) : (
        <AgreementForm {...props} key={query.data.recipientName} goods={goods} proposal={query.data} />
      )}
    </Dialog>
  );
}

function AgreementForm(props: {
  readonly therapyId: string;
  readonly goods: { readonly method: DeliveryMethod; readonly storage: Storage; readonly clinicId: string | null };
  readonly proposal: ResponseOf<typeof api.proposeDelivery>;
  readonly onClose: () => void;
}): ReactNode {
  const { therapyId, goods, proposal } = props;
  const { address, plan, need } = proposal;
  const schedule = useEndpointCommand(api.scheduleDelivery, {
    invalidates: [api.listDeliveries, api.listShipments],
    onDone: props.onClose,
  });
  const initial = {
    needBy: need?.needBy ?? '',
    recipientName: proposal.recipientName,
    phone: proposal.phone ?? '',
    street: address?.lines.join(', ') ?? '',
    city: address?.city ?? '',
    state: address?.state ?? '',
    postalCode: address?.postalCode ?? '',
  };
  const form = {
    columns: 2,
    submitLabel: 'Schedule',
    isRunning: schedule.isRunning,
    failure: schedule.failure,
    onCancel: props.onClose,
  } as const;
  const send = (values: FormValues<typeof unpaidFields>, due: FormValues<typeof copayFields>): void =>
    schedule.run({
      ...{ ...goods, therapyId, needBy: values.needBy, shipOn: values.shipOn },
      details: {
        ...{ recipientName: values.recipientName, phone: values.phone, note: values.note },
        address: toAddress(values),
      },
      signatureRequired: values.signatureRequired,
      ...{ paymentMethod: due.paymentMethod, copayCents: due.copay, copayConsent: due.copayConsent },
    });
  return (
    <>
      <Notice tone={plan === null ? 'blocked' : 'neutral'} sentence={describePlan(proposal)} />
      {need?.collectsCopay === false ? (
        <StructuredForm
          {...form}
          fields={unpaidFields}
          initial={initial}
          onSubmit={(values) => send(values, nothingDue)}
        />
      ) : (
        <StructuredForm
          {...form}
          fields={agreedFields}
          initial={{ ...initial, copay: '0.00', paymentMethod: 'none-due' }}
          onSubmit={(values) => send(values, values)}
        />
      )}
    </>
  );
}

function describePlan({ plan, refusal, need }: ResponseOf<typeof api.proposeDelivery>): string {
  if (plan === null) return refusal ?? '';
  const [ships, arrives] = [plan.shipOn, plan.arrivesOn].map((day) => formatCalendarDay(day as CalendarDay));
  const which = (need?.needBy ?? null) === null ? 'The first possible day' : 'In time for the appointment';
  return `${which}: ships ${ships}, arrives ${arrives}.`;
}

/** An address counts when all of it is there; the server says when one is missing that is needed. */
function toAddress(values: {
  readonly street: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
}) {
  const { street, city, state, postalCode } = values;
  if (street === null || city === null || state === null || postalCode === null) return null;
  return { lines: [street], city, state, postalCode };
}
