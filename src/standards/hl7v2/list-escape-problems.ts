import type { Problem } from '../../kernel/problem.ts';
import { classifyEscape } from './escape.ts';
import type { Hl7Message } from './hl7-message.ts';
import type { Hl7Segment } from './hl7-segment.ts';
import { composePlace } from './place.ts';
import { hl7Problems, problemAt } from './problems.ts';

/** How many places are named; a text that misuses the escape character does so throughout. */
const notedEscapes = 20;

/** Lists where a message holds escape sequences that are not known or that switch the character set. */
export function listEscapeProblems(message: Hl7Message): readonly Problem[] {
  const sign = message.delimiters.escape;
  const first = message.text.indexOf(sign, message.header.raw(2).length + 4);
  if (first === -1) return [];
  const problems: Problem[] = [];
  for (const segment of message.segments()) {
    if (problems.length >= notedEscapes) break;
    for (let field = segment.name === 'MSH' ? 3 : 1; field <= segment.fieldCount; field += 1) {
      const raw = segment.raw(field);
      if (raw.includes(sign)) listFieldProblems({ segment, field, raw }, problems);
      if (problems.length >= notedEscapes) break;
    }
  }
  return problems;
}

function listFieldProblems(at: { segment: Hl7Segment; field: number; raw: string }, problems: Problem[]): void {
  const { segment, field, raw } = at;
  const { delimiters } = segment;
  for (const [index, repetition] of raw.split(delimiters.repetition).entries()) {
    if (!repetition.includes(delimiters.escape) || problems.length >= notedEscapes) continue;
    const components = repetition.split(delimiters.component);
    for (const [position, component] of components.entries()) {
      const found = findWorstEscape(component.split(delimiters.subcomponent), delimiters.escape);
      if (found === null) continue;
      const where = composePlace({
        segment: segment.name,
        occurrence: segment.occurrence,
        field,
        repetition: index + 1,
        ...(components.length > 1 ? { component: position + 1 } : {}),
      });
      problems.push(problemAt(found === 'unknown' ? hl7Problems.unknownEscape : hl7Problems.characterSetEscape, where));
    }
  }
}

function findWorstEscape(texts: readonly string[], sign: string): 'unknown' | 'character-set' | null {
  let found: 'character-set' | null = null;
  for (const text of texts) {
    const parts = text.split(sign);
    let index = 1;
    for (; index + 1 < parts.length; index += 2) {
      const kind = classifyEscape(parts[index] ?? '');
      if (kind === 'unknown') return 'unknown';
      if (kind === 'character-set') found = kind;
    }
    if (index < parts.length) return 'unknown';
  }
  return found;
}
