import { readFile } from 'node:fs/promises';
import type { Problem, Reading } from '../../kernel/problem.ts';
import { type Command, UsageProblem } from './command.ts';

const notJson: Problem = { code: 'not-json', where: '$', severity: 'error', text: 'The file is not JSON.' };

type Evaluate = (input: unknown) => Reading<unknown>;

/** An evaluator of the command line: a pure function of the facts in a JSON file, which is loaded once there are facts. */
function declareEvaluator(engine: {
  readonly name: string;
  readonly subject: string;
  readonly load: () => Promise<Evaluate>;
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
        input === undefined ? { message: null, problems: [notJson] } : (await engine.load())(input);
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
  load: async () => (await import('../../modules/quality/index.ts')).evaluateTurnaroundInput,
});

/** Evaluates the proportion of days covered of one member or several. */
export const evaluateDaysCovered = declareEvaluator({
  name: 'pdc',
  subject: 'the proportion of days covered',
  load: async () => (await import('../../modules/quality/index.ts')).evaluateDaysCoveredInput,
});

/** Evaluates possession ratio, days late, persistence and doses on hand of one drug. */
export const evaluatePossession = declareEvaluator({
  name: 'possession',
  subject: 'possession ratio, days late, persistence and doses on hand of one drug',
  load: async () => (await import('../../modules/quality/index.ts')).evaluatePossessionInput,
});

/** Evaluates which denials are worth an appeal, and which go another way. */
export const evaluateDenials = declareEvaluator({
  name: 'denials',
  subject: 'the order in which denials are appealed',
  load: async () => (await import('../../modules/access/index.ts')).evaluateDenialsInput,
});

/** Evaluates remittances beside adjudicated claims: balance, matches, findings. */
export const evaluateRemittance = declareEvaluator({
  name: 'remittance',
  subject: 'how remittances balance, which claims they pay, and what is short, missing or taken back',
  load: async () => {
    const [{ evaluateRemittanceInput }, { readX12 }, { toPayment }] = await Promise.all([
      import('../../modules/remittance/index.ts'),
      import('../../standards/x12/x12.ts'),
      import('../../gateways/x12-files/to-payments.ts'),
    ]);
    return (input) =>
      evaluateRemittanceInput(input, (text) => {
        const { message, problems } = readX12(Buffer.from(text));
        return { payments: (message?.remittances ?? []).map(toPayment), problems };
      });
  },
});

/** Evaluates the money of a claim from list price to net margin, and where effective rates stand. */
export const evaluateWaterfall = declareEvaluator({
  name: 'waterfall',
  subject: 'the money of a claim from list price to net margin, and where effective rates stand',
  load: async () => (await import('../../modules/revenue/index.ts')).evaluateWaterfallInput,
});
