import type { Reading } from '../../kernel/problem.ts';
import { type Acknowledgement, readAcknowledgement } from './acknowledgement.ts';
import { type Admission, readAdmission } from './admission.ts';
import { type Appointment, readAppointment } from './appointment.ts';
import { type PharmacyDispense, readDispenses } from './dispense.ts';
import type { Hl7Message } from './hl7-message.ts';
import { isPharmacyOrderMessage, type PharmacyOrder, readPharmacyOrders } from './pharmacy-order.ts';
import { type PatientResult, readResults } from './result.ts';
import type { TypedReadingOptions } from './typed-fields.ts';

/** What a message says, in the types of its kind; a kind that has none is `other` and keeps the message itself. */
export type Hl7Content =
  | { readonly kind: 'pharmacy-orders'; readonly orders: readonly PharmacyOrder[] }
  | { readonly kind: 'dispenses'; readonly dispenses: readonly PharmacyDispense[] }
  | { readonly kind: 'admission'; readonly admission: Admission }
  | { readonly kind: 'appointment'; readonly appointment: Appointment }
  | { readonly kind: 'results'; readonly results: readonly PatientResult[] }
  | { readonly kind: 'acknowledgement'; readonly acknowledgement: Acknowledgement }
  | { readonly kind: 'other'; readonly message: Hl7Message };

/** Reads a message by its kind: orders, dispenses, patient administration, appointments, results, acknowledgements. */
export function readContent(message: Hl7Message, options: TypedReadingOptions = {}): Reading<Hl7Content> {
  if (isPharmacyOrderMessage(message)) {
    return wrap(readPharmacyOrders(message, options), (orders) => ({ kind: 'pharmacy-orders', orders }));
  }
  switch (message.code) {
    case 'RDS':
      return wrap(readDispenses(message, options), (dispenses) => ({ kind: 'dispenses', dispenses }));
    case 'ADT':
      return wrap(readAdmission(message, options), (admission) => ({ kind: 'admission', admission }));
    case 'SIU':
      return wrap(readAppointment(message, options), (appointment) => ({ kind: 'appointment', appointment }));
    case 'ORU':
      return wrap(readResults(message, options), (results) => ({ kind: 'results', results }));
    case 'ACK':
      return wrap(readAcknowledgement(message), (acknowledgement) => ({ kind: 'acknowledgement', acknowledgement }));
    default:
      return { message: { kind: 'other', message }, problems: [] };
  }
}

function wrap<Value>(reading: Reading<Value>, make: (value: Value) => Hl7Content): Reading<Hl7Content> {
  return { message: reading.message === null ? null : make(reading.message), problems: reading.problems };
}
