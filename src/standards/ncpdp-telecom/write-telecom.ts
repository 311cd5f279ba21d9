import { type CalendarDay, formatBasicDay } from '../../kernel/calendar-day.ts';
import { joinHeader, requestLayout, responseLayout } from './header-layout.ts';
import { fieldSeparator, groupSeparator, segmentSeparator } from './split-body.ts';
import type { TelecomMessage, TelecomSegment } from './telecom-message.ts';

/** Writes a message byte for byte as the standard frames it; a message that was read in this framing comes out unchanged. */
export function writeTelecom(message: TelecomMessage): Uint8Array {
  const transactions = message.transactions.map(({ segments }) => `${groupSeparator}${writeSegments(segments)}`);
  const text = [writeHeader(message), writeSegments(message.segments), ...transactions].join('');
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function writeHeader(message: TelecomMessage): string {
  const { header } = message;
  const count = String(header.transactionCount ?? Math.max(1, message.transactions.length));
  const serviceDate = writeDay(header.serviceDate);
  return message.kind === 'request'
    ? joinHeader(requestLayout, { ...message.header, transactionCount: count, serviceDate })
    : joinHeader(responseLayout, { ...message.header, transactionCount: count, serviceDate });
}

function writeDay(day: CalendarDay | null): string {
  return day === null ? '' : formatBasicDay(day);
}

function writeSegments(segments: readonly TelecomSegment[]): string {
  return segments
    .map(({ id, fields }) => {
      const written = [`AM${id}`, ...fields.map((field) => `${field.id}${field.value}`)];
      return `${segmentSeparator}${written.map((token) => `${fieldSeparator}${token}`).join('')}`;
    })
    .join('');
}
