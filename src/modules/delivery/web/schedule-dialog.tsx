import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { cents } from '../../../kernel/money.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField } from '../../../ui/fields.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import type { DeliveryMethod, Storage } from '../domain/delivery.ts';
import { methods, payments, storages, toOptions } from './delivery-words.ts';

const agreedFields = {
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
  copay: { kind: 'money', label: 'Copay', isRequired: true, leastCents: cents(0) },
  paymentMethod: { kind: 'choice', label: 'Payment', isRequired: true, options: toOptions(payments) },
  copayConsent: { kind: 'check', label: 'The patient agrees to the copay' },
  signatureRequired: { kind: 'check', label: 'Somebody has to sign for it' },
  note: { kind: 'text', label: 'Note for the courier', isLong: true, longest: 500 },
} as const;

/** Asks for what is agreed with the patient on the phone, with what is on file filled in. */
export function ScheduleDialog(props: { readonly therapyId: string; readonly onClose: () => void }): ReactNode {
  const [method, setMethod] = useState<DeliveryMethod>('courier');
  const [storage, setStorage] = useState<Storage>('refrigerated');
  const goods = { method, storage };
  const query = useEndpointQuery(
    api.proposeDelivery,
    { therapyId: props.therapyId, ...goods, needBy: null, shipOn: null, toState: null },
    { keepsPrevious: true },
  );
  return (
    <Dialog opened width="wide" title="Schedule a delivery" onClose={props.onClose}>
      <ChoiceField
        label="Delivered by"
        value={method}
        options={toOptions(methods)}
        layout="row"
        message={null}
        onChange={(value) => setMethod(value as DeliveryMethod)}
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
      {query.data === undefined ? (
        query.error === null && <LoadingRows rows={6} />
      ) : (
        <AgreementForm {...props} goods={goods} proposal={query.data} />
      )}
    </Dialog>
  );
}

function AgreementForm(props: {
  readonly therapyId: string;
  readonly goods: { readonly method: DeliveryMethod; readonly storage: Storage };
  readonly proposal: ResponseOf<typeof api.proposeDelivery>;
  readonly onClose: () => void;
}): ReactNode {
  const { therapyId, goods, proposal } = props;
  const { address, plan } = proposal;
  const schedule = useEndpointCommand(api.scheduleDelivery, {
    invalidates: [api.listDeliveries, api.listShipments],
    onDone: props.onClose,
  });
  return (
    <>
      <Notice tone={plan === null ? 'blocked' : 'neutral'} sentence={describePlan(proposal)} />
      <StructuredForm
        fields={agreedFields}
        columns={2}
        initial={{
          recipientName: proposal.recipientName,
          phone: proposal.phone ?? '',
          street: address?.lines.join(', ') ?? '',
          city: address?.city ?? '',
          state: address?.state ?? '',
          postalCode: address?.postalCode ?? '',
          copay: '0.00',
          paymentMethod: 'none-due',
        }}
        submitLabel="Schedule"
        isRunning={schedule.isRunning}
        failure={schedule.failure}
        onCancel={props.onClose}
        onSubmit={(values) =>
          schedule.run({
            ...goods,
            therapyId,
            needBy: values.needBy,
            shipOn: values.shipOn,
            details: {
              recipientName: values.recipientName,
              phone: values.phone,
              address: toAddress(values),
              note: values.note,
            },
            signatureRequired: values.signatureRequired,
            paymentMethod: values.paymentMethod,
            copayCents: values.copay,
            copayConsent: values.copayConsent,
          })
        }
      />
    </>
  );
}

function describePlan({ plan, refusal }: ResponseOf<typeof api.proposeDelivery>): string {
  if (plan === null) return refusal ?? '';
  const [ships, arrives] = [plan.shipOn, plan.arrivesOn].map((day) => formatCalendarDay(day as CalendarDay));
  return `The first possible day: ships ${ships}, arrives ${arrives}.`;
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
