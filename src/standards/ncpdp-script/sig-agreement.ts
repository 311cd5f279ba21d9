import type { SigInstruction } from './script-medication.ts';

/** Number words that directions use. */
const numberWords: Readonly<Record<string, number>> = {
  'one-half': 0.5,
  half: 0.5,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
};

/** The amount that follows a verb of administration: "Take 2 tablets", "Inhale one puff". */
const spokenDose =
  /\b(?:take|give|apply|inhale|inject|instill|insert|use|place|chew|dissolve|swallow|administer)\s+(\d+(?:\.\d+)?|one-half|half|one|two|three|four|five|six)\b(?!\s*(?:-|to\b|or\b|times?\b|mg\b|mcg\b))/i;

/** Times of day that contradict each other when one stands in the text and another in the structure. */
const timesOfDay = [
  /\bmorning\b|\bbreakfast\b|\bqam\b/i,
  /\bnoon\b|\bmidday\b|\blunch\b/i,
  /\bevening\b|\bsupper\b|\bdinner\b/i,
  /\bbedtime\b|\bnight\b|\bqhs\b/i,
];

/**
 * Finds where structured directions plainly disagree with their text: another number of units per dose, or another
 * time of day. Returns the element's name, or null when nothing plain speaks against them; silence is no disagreement.
 */
export function findSigDisagreement(text: string, instruction: SigInstruction): string | null {
  const spoken = spokenDose.exec(text)?.[1]?.toLowerCase();
  const structured = instruction.dose?.thousandths ?? null;
  if (spoken !== undefined && structured !== null && Math.round(toNumber(spoken) * 1000) !== structured) {
    return 'DoseAdministration';
  }
  return disagreesOnTimeOfDay(text, instruction) ? 'TimingAndDuration' : null;
}

function toNumber(spoken: string): number {
  return numberWords[spoken] ?? Number(spoken);
}

function disagreesOnTimeOfDay(text: string, instruction: SigInstruction): boolean {
  const structured = instruction.timings
    .map(({ event, modifier }) => `${modifier?.text ?? ''} ${event?.text ?? ''}`)
    .join(' ');
  const inText = timesOfDay.filter((time) => time.test(text));
  const inStructure = timesOfDay.filter((time) => time.test(structured));
  return inText.length > 0 && inStructure.length > 0 && !inStructure.some((time) => inText.includes(time));
}
