import { type Instant, parseInstant } from '../../kernel/instant.ts';
import { type CourierEvent, type ShipmentStatus, shipmentStatuses } from '../../modules/delivery/index.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Reads the id of a report, which tells repeats, as far as the bytes give one; empty when they do not. */
export function readEventId(body: Uint8Array): string {
  const id = readFields(body)?.['eventId'];
  return typeof id === 'string' ? id : '';
}

/** Reads a report of a courier; null when it is none. */
export function readReport(body: Uint8Array): CourierEvent | null {
  const fields = readFields(body);
  if (fields === null) return null;
  const eventId = readText(fields['eventId'], /^[\x21-\x7e]{1,120}$/);
  const trackingNumber = readText(fields['trackingNumber'], /^[A-Za-z0-9-]{4,40}$/);
  const at: Instant | null = parseInstant(readText(fields['occurredAt'], /^.{1,40}$/) ?? '');
  const status = shipmentStatuses.find((known): known is ShipmentStatus => known === fields['status']);
  const code = fields['code'] ?? null;
  const readCode = code === null ? null : readText(code, /^[a-z0-9-]{1,64}$/);
  if (eventId === null || trackingNumber === null || at === null || status === undefined) return null;
  if (code !== null && readCode === null) return null;
  return { eventId, trackingNumber, status, at, code: readCode };
}

function readFields(body: Uint8Array): Fields | null {
  const value = parseJson(body);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return null;
  }
}

function readText(value: unknown, pattern: RegExp): string | null {
  return typeof value === 'string' && pattern.test(value) ? value : null;
}
