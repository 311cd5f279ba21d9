import type { MessageFormat } from './partner.ts';

/** A fact of a message with its name. */
export interface ReadLine {
  readonly label: string;
  readonly value: string;
}

/** What was understood of a part of a message: its name, its place in the words of the format, and its facts. */
export interface ReadPart {
  readonly title: string;
  readonly where: string | null;
  readonly lines: readonly ReadLine[];
}

/** Says what is understood of a message; given by those who know the formats. */
export type DescribeMessage = (format: MessageFormat, bytes: Uint8Array) => readonly ReadPart[];
