import { readFile } from 'node:fs/promises';
import { toPayment } from '../../gateways/x12-files/to-payments.ts';
import type { Problem, Reading } from '../../kernel/problem.ts';
import { evaluateDenialsInput } from '../../modules/access/index.ts';
import {
  evaluateDaysCoveredInput,
  evaluatePossessionInput,
  evaluateTurnaroundInput,
} from '../../modules/quality/index.ts';
import { evaluateRemittanceInput } from '../../modules/remittance/index.ts';
import { evaluateWaterfallInput } from '../../modules/revenue/index.ts';
import { readX12 } from '../../standards/x12/x12.ts';
import { type Command, UsageProblem } from './command.ts';

const notJson: Problem = { code: 'not-json', where: '$', severity: 'error', text: 'The file is not JSON.' };

/** An evaluator of the command line: a pure function of the facts in a JSON file. */
function declareEvaluator(engine: {
  readonly name: string;
  readonly subject: string;
  readonly evaluate: (input: unknown) => Reading<unknown>;
}): Command {
  const name = `evaluate ${engine.name}`;
  return {
    name,
    usage: 'FILE [--json]',
    summary: `Computes ${engine.subject} from a JSON file of facts. Exit code 1 when the facts cannot be used.`,
    run: async (call) => {
      const [file, ...more] = call.words;
      if (file === undefined || more.length > 0) throw new UsageProblem('name one file of facts');
      const text = await readFile(file, 'utf8').catch(() => null);
      if (text === null) throw new UsageProblem(`the file ${file} cannot be opened`);
      const input: unknown = await Promise.resolve(text)
        .then(JSON.parse)
        .catch(() => undefined);
      const { message, problems } =
        input === undefined ? { message: null, problems: [notJson] } : engine.evaluate(input);
      if (message !== null) {
        call.sayJson(message);
        return 0;
      }
      if (call.isJson) call.sayJson({ problems });
      for (const { where, text: sentence, code } of problems)
        process.stderr.write(`theriac ${name}: ${where}: ${sentence} [${code}]\n`);
      return 1;
    },
  };
}

/** Evaluates the turnaround of a referral. */
export const evaluateTurnaround = declareEvaluator({
  name: 'turnaround',
  subject: 'the turnaround of a referral',
  evaluate: evaluateTurnaroundInput,
});

/** Evaluates the proportion of days covered of one member or several. */
export const evaluateDaysCovered = declareEvaluator({
  name: 'pdc',
  subject: 'the proportion of days covered',
  evaluate: evaluateDaysCoveredInput,
});

/** Evaluates possession ratio, days late, persistence and doses on hand of one drug. */
export const evaluatePossession = declareEvaluator({
  name: 'possession',
  subject: 'possession ratio, days late, persistence and doses on hand of one drug',
  evaluate: evaluatePossessionInput,
});

/** Evaluates which denials are worth an appeal, and which go another way. */
export const evaluateDenials = declareEvaluator({
  name: 'denials',
  subject: 'the order in which denials are appealed',
  evaluate: evaluateDenialsInput,
});

/** Evaluates remittances beside adjudicated claims: balance, matches, findings. */
export const evaluateRemittance = declareEvaluator({
  name: 'remittance',
  subject: 'how remittances balance, which claims they pay, and what is short, missing or taken back',
  evaluate: (input) =>
    evaluateRemittanceInput(input, (text) => {
      const { message, problems } = readX12(Buffer.from(text));
      return { payments: (message?.remittances ?? []).map(toPayment), problems };
    }),
});

/** Evaluates the money of a claim from list price to net margin, and where effective rates stand. */
export const evaluateWaterfall = declareEvaluator({
  name: 'waterfall',
  subject: 'the money of a claim from list price to net margin, and where effective rates stand',
  evaluate: evaluateWaterfallInput,
});
