import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDigitalLink } from './digital-link.ts';
import { groupSeparator, readBracketed, readElementString } from './element-string.ts';
import { checkAssociations, readScan, writeElements } from './gs1.ts';

interface Outcome {
  readonly outcome: string;
  readonly code: string;
  readonly place: string;
}

interface Row extends Outcome {
  readonly kind: string;
  readonly line: string;
  readonly deviation: string;
}

interface Vector {
  readonly kind: string;
  readonly line: string;
  readonly shouldSucceed: boolean;
  readonly input: string;
  readonly expected: string;
}

function readTable(path: string): readonly (readonly string[])[] {
  const [, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => line.split('\t'));
}

const rows = readTable(join(import.meta.dirname, 'test-vectors.tsv')).map(
  ([kind = '', line = '', outcome = '', code = '', place = '', deviation = '']): Row => ({
    kind,
    line,
    outcome,
    code,
    place,
    deviation,
  }),
);

/** A vector whose input is a comment has its input in the next column. */
function toVector(columns: readonly string[]): Vector {
  const [kind = '', should = '', first = '', second = '', , , , line = ''] = columns;
  const isShifted = first.startsWith('//');
  return {
    kind,
    line,
    shouldSucceed: should === 'true',
    input: (isShifted ? second : first).replaceAll('\\x1d', groupSeparator),
    expected: isShifted ? '' : second,
  };
}

const rules: Readonly<Record<string, string>> = {
  validateAIrepeats: 'gs1.value-contradictory',
  validateAImutex: 'gs1.identifiers-exclusive',
  validateAIrequisites: 'gs1.identifier-dependent',
};

function readVector({ kind, input, expected }: Vector): Outcome & { readonly written: string } {
  const { elements, problems, plainText } = { plainText: null, ...readByKind(kind, input, expected) };
  const [first] = problems;
  return {
    outcome: first === undefined ? 'read' : 'refused',
    code: first?.code ?? '',
    place: first?.where ?? '',
    written: plainText ?? writeElements(elements, '^'),
  };
}

function readByKind(kind: string, input: string, expected: string) {
  switch (kind) {
    case 'bracketed-AI':
      return readBracketed(input);
    case 'unbracketed-AI':
      return readElementString(input.replaceAll('^', groupSeparator));
    case 'scan-data':
      return readScan(input);
    case 'digital-link-uri':
      return readDigitalLink(input);
    default: {
      const { elements, problems } = readBracketed(expected);
      const broken = checkAssociations(elements).filter(({ code }) => code === rules[input]);
      return { elements, problems: [...problems, ...broken] };
    }
  }
}

describe('the test vectors of the GS1 Barcode Syntax Engine', () => {
  const path = join(resolve(process.env['SAMPLES_DIR'] ?? '../shared/data'), 'barcodes/gs1-test-vectors.tsv');

  test('each has the outcome, code and place of the table, and deviates only with a reason', (context) => {
    if (!existsSync(path)) context.skip(`no sample library (SAMPLES_DIR): ${rows.length} GS1 vectors were not read`);
    const vectors = readTable(path).map(toVector);
    expect(vectors.map(({ kind, line }) => [kind, line])).toEqual(rows.map(({ kind, line }) => [kind, line]));
    vectors.forEach((vector, index) => {
      const { written, ...outcome } = readVector(vector);
      const { deviation, kind, line, ...listed } = rows[index] ?? { deviation: '', kind: '', line: '' };
      expect({ line, ...outcome }).toEqual({ line, ...listed });
      if (deviation !== '') return;
      expect([line, outcome.outcome === 'read']).toEqual([line, vector.shouldSucceed]);
      const isComparable = vector.shouldSucceed && vector.expected !== '' && kind !== 'validate-AI';
      if (isComparable) expect([line, written]).toEqual([line, vector.expected]);
    });
  });
});
