import { readFile } from 'node:fs/promises';
import { hasErrors, type Problem } from '../../kernel/problem.ts';
import { type Command, UsageProblem } from './command.ts';
import { type FileReading, readAnyFormat } from './read-formats.ts';

/** Reads messages of any supported format and says what is wrong with them and where. */
export const readCommand: Command = {
  name: 'read',
  usage: 'FILE... [--json]',
  summary:
    'Reads messages (HL7 v2, NCPDP SCRIPT, FHIR R4, NCPDP Telecommunication, X12; kind by content) and lists problems with their places. Exit code 1 on an error.',
  run: async (call) => {
    if (call.words.length === 0) throw new UsageProblem('name at least one file');
    let failed = false;
    for (const file of call.words) {
      const reading = await readFileSafely(file);
      failed ||= hasErrors(reading.problems);
      if (call.isJson)
        call.sayJson({
          file,
          format: reading.format,
          problems: reading.problems.map(toEntry),
          message: reading.message ?? null,
        });
      else for (const line of describe(file, reading)) call.say(line);
    }
    return failed ? 1 : 0;
  },
};

async function readFileSafely(file: string): Promise<FileReading> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes !== null) return readAnyFormat(bytes);
  const problem: Problem = {
    code: 'read.no-such-file',
    where: 'file',
    severity: 'error',
    text: 'The file cannot be opened.',
  };
  return { format: null, problems: [problem], message: null };
}

function toEntry({ code, where, severity, text }: Problem): Problem {
  return { code, where, severity, text };
}

function describe(file: string, reading: FileReading): readonly string[] {
  const verdict = hasErrors(reading.problems)
    ? 'has errors'
    : reading.problems.length > 0
      ? 'read, with remarks'
      : 'read';
  const lines = reading.problems.map(
    ({ severity, where, code, text }) => `  ${severity.padEnd(7)} ${where}  ${text}  [${code}]`,
  );
  return [`${file}: ${reading.format ?? 'unknown format'}, ${verdict}`, ...lines];
}
