import { formatNdc, readNdc } from '../kernel/ndc.ts';

/** Writes an NDC as 5-4-2 with hyphens; a text that is no NDC is shown as it came, never guessed at. */
export function formatNdcText(text: string): string {
  const reading = readNdc(text);
  return reading.ok ? formatNdc(reading.ndc) : text;
}
