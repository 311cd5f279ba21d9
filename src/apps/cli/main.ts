import { parseArgs } from 'node:util';
import { StartProblem } from '../../platform/config/start-problem.ts';
import { type Command, type CommandCall, type ExitCode, UsageProblem } from './command.ts';
import { commands } from './commands.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<ExitCode> {
  if (words.length === 0 || words[0] === 'help' || words[0] === '--help') return printHelp(words.slice(1));
  const command = await findCommand(words);
  if (command === null) return explainUnknown(words);
  const rest = words.slice(command.name.split(' ').length);
  if (rest.includes('--help')) return printCommandHelp(command);
  try {
    return await command.run(readCall(command, rest));
  } catch (error) {
    return explain(command, error);
  }
}

async function findCommand(words: readonly string[]): Promise<Command | null> {
  const byLength = Object.entries(commands).sort(([left], [right]) => right.length - left.length);
  const found = byLength.find(([name]) => name.split(' ').every((word, index) => words[index] === word));
  return found === undefined ? null : found[1]();
}

/** Names the commands that begin with the word, or says that there is none. */
function explainUnknown(words: readonly string[]): ExitCode {
  const family = listFamily(words[0]);
  if (family.length > 0 && words[1] === '--help') {
    process.stdout.write(`${family.map((name) => `theriac ${name}`).join('\n')}\n`);
    return 0;
  }
  const named = family.length > 0 ? `It is one of: ${family.join(', ')}.` : '`theriac help` lists them.';
  process.stderr.write(`theriac: there is no command "${words.slice(0, 2).join(' ')}". ${named}\n`);
  return 2;
}

function listFamily(word: string | undefined): readonly string[] {
  return Object.keys(commands).filter((name) => name.startsWith(`${word} `));
}

function readCall(command: Command, rest: readonly string[]): CommandCall {
  const declared = {
    json: { type: 'boolean' as const },
    ...Object.fromEntries(Object.entries(command.options ?? {}).map(([name, { type }]) => [name, { type }])),
  };
  const { values, positionals } = parse(rest, declared);
  const isJson = values['json'] === true;
  return {
    words: positionals,
    options: values,
    isJson,
    say: (line) => {
      if (!isJson) process.stdout.write(`${line}\n`);
    },
    sayJson: (value) => {
      process.stdout.write(`${JSON.stringify(value)}\n`);
    },
  };
}

function parse(rest: readonly string[], options: Record<string, { type: 'string' | 'boolean' }>) {
  try {
    const parsed = parseArgs({ args: [...rest], options, allowPositionals: true, strict: true });
    return { values: parsed.values as Record<string, string | boolean | undefined>, positionals: parsed.positionals };
  } catch (error) {
    throw new UsageProblem(error instanceof Error ? error.message : 'the options could not be read');
  }
}

function explain(command: Command, error: unknown): ExitCode {
  if (error instanceof UsageProblem) {
    process.stderr.write(
      `theriac ${command.name}: ${error.message}\nusage: theriac ${command.name} ${command.usage}\n`,
    );
    return 2;
  }
  if (error instanceof StartProblem) {
    process.stderr.write(`theriac: ${error.message}\n`);
    return 3;
  }
  throw error;
}

async function printHelp(words: readonly string[]): Promise<ExitCode> {
  const command = await findCommand(words);
  if (command !== null) return printCommandHelp(command);
  const family = listFamily(words[0]);
  const chosen = Object.entries(commands).filter(([name]) => family.length === 0 || family.includes(name));
  const all = await Promise.all(chosen.map(([, load]) => load()));
  const width = Math.max(...all.map((one) => one.name.length));
  const lines = all.map((one) => `  ${one.name.padEnd(width)}  ${one.summary}`);
  process.stdout.write(`theriac: the pharmacy operating system for health systems\n\n${lines.join('\n')}\n\n`);
  process.stdout.write('`theriac help COMMAND` tells more. Every command takes --json.\n');
  process.stdout.write(
    'Exit codes: 0 well; 1 something was found to be wrong; 2 called wrongly; 3 could not be carried out.\n',
  );
  return 0;
}

function printCommandHelp(command: Command): ExitCode {
  process.stdout.write(`theriac ${command.name} ${command.usage}\n\n${command.summary}\n`);
  for (const [name, option] of Object.entries(command.options ?? {}))
    process.stdout.write(`  --${name}${option.type === 'string' ? ' VALUE' : ''}  ${option.help}\n`);
  return 0;
}
