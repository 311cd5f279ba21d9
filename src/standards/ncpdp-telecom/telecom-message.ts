import type { CalendarDay } from '../../kernel/calendar-day.ts';

/** Versions that are read. 5.1 was retired in 2012 (45 CFR 162.1102) and still stands in archives. */
export type TelecomVersion = 'D0' | '51';

/** A field as it stands on the wire: two characters of identification and its value, nothing trimmed. */
export interface TelecomField {
  readonly id: string;
  readonly value: string;
  readonly offset: number;
}

/** A segment: its identification (the value of 111-AM) and the fields after it, in order. */
export interface TelecomSegment {
  readonly id: string;
  readonly fields: readonly TelecomField[];
  readonly offset: number;
}

/** One claim, reversal or inquiry of a transmission; a transmission carries at most four. */
export interface TelecomTransaction {
  readonly segments: readonly TelecomSegment[];
}

/** The 56 bytes that begin a request. */
export interface RequestHeader {
  readonly bin: string;
  readonly version: TelecomVersion;
  /** B1 billing, B2 reversal, B3 rebill, E1 eligibility, P1 to P4 prior authorization, N1 to N3 information, S1 to S3 service. */
  readonly transactionCode: string;
  readonly pcn: string;
  readonly transactionCount: number | null;
  readonly serviceProviderIdQualifier: string;
  readonly serviceProviderId: string;
  readonly serviceDate: CalendarDay | null;
  readonly softwareVendorId: string;
}

/** The 31 bytes that begin a response. */
export interface ResponseHeader {
  readonly version: TelecomVersion;
  readonly transactionCode: string;
  readonly transactionCount: number | null;
  /** `A` accepted, `R` rejected as a whole. */
  readonly responseStatus: string;
  readonly serviceProviderIdQualifier: string;
  readonly serviceProviderId: string;
  readonly serviceDate: CalendarDay | null;
}

interface TelecomContent {
  /** Segments for the whole transmission: patient and insurance, or the response's message and insurance. */
  readonly segments: readonly TelecomSegment[];
  readonly transactions: readonly TelecomTransaction[];
}

export interface TelecomRequest extends TelecomContent {
  readonly kind: 'request';
  readonly header: RequestHeader;
}

export interface TelecomResponse extends TelecomContent {
  readonly kind: 'response';
  readonly header: ResponseHeader;
}

export type TelecomMessage = TelecomRequest | TelecomResponse;
