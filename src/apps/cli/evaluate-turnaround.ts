import { readFile } from 'node:fs/promises';
import type { Problem } from '../../kernel/problem.ts';
import { evaluateTurnaroundInput } from '../../modules/therapies/index.ts';
import { type Command, UsageProblem } from './command.ts';

const notJson: Problem = { code: 'not-json', where: '$', severity: 'error', text: 'The file is not JSON.' };

/** Evaluates the turnaround of a referral from a file of facts. */
export const evaluateTurnaround: Command = {
  name: 'evaluate turnaround',
  usage: 'FILE [--json]',
  summary:
    'Computes the turnaround of a referral from a JSON file of facts. Exit code 1 when the facts cannot be used.',
  run: async (call) => {
    const [file, ...more] = call.words;
    if (file === undefined || more.length > 0) throw new UsageProblem('name one file of facts');
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text === null) throw new UsageProblem(`the file ${file} cannot be opened`);
    const input: unknown = await Promise.resolve(text)
      .then(JSON.parse)
      .catch(() => undefined);
    const { message, problems } =
      input === undefined ? { message: null, problems: [notJson] } : evaluateTurnaroundInput(input);
    if (message !== null) {
      call.sayJson(message);
      return 0;
    }
    if (call.isJson) call.sayJson({ problems });
    for (const { where, text: sentence, code } of problems)
      process.stderr.write(`theriac evaluate turnaround: ${where}: ${sentence} [${code}]\n`);
    return 1;
  },
};
