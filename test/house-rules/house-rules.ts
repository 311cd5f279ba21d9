import { isTest, type SourceFile, type SyntaxNode, visitSyntax } from '../architecture/source-tree.ts';
import { isPure } from '../architecture/walls.ts';

/** A place that breaks a house rule, in words. */
export interface Offence {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
}

const longestFile = 400;
const longestFunction = 70;
const emptyWords = [
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'shared',
  'misc',
  'manager',
  'service',
  'base',
  'data',
  'info',
  'handler',
];
const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const outsideWorld =
  /\b(Date\.now|Math\.random|process\.|fetch\(|setTimeout|setInterval|performance\.|crypto\.|globalThis\.|XMLHttpRequest)|new Date\(\)/;

/** Checks one file against the rules that every file keeps. */
export function checkHouseRules(file: SourceFile): readonly Offence[] {
  if (file.path.includes('.gen.')) return [];
  return [...checkName(file), ...checkLength(file), ...checkText(file), ...checkSyntax(file)];
}

function checkName(file: SourceFile): readonly Offence[] {
  const name = file.path.split('/').at(-1) ?? '';
  const stem = name.replace(/(\.test)?\.tsx?$/, '');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(stem) && !stem.endsWith('.d'))
    return [offence(file, 0, 'file names are kebab-case')];
  const word = stem.split(/[-.]/).find((part) => emptyWords.includes(part));
  return word === undefined ? [] : [offence(file, 0, `the word "${word}" says nothing in a file name`)];
}

function checkLength(file: SourceFile): readonly Offence[] {
  const count = file.source.split('\n').length - 1;
  return count <= longestFile ? [] : [offence(file, 0, `a file has at most ${longestFile} lines, this one ${count}`)];
}

function checkText(file: SourceFile): readonly Offence[] {
  const offences: Offence[] = [];
  const unfinished = new RegExp(
    `\\b(${['TO', 'FIX', 'XX', 'HA'].map((start, index) => start + ['DO', 'ME', 'X', 'CK'][index]).join('|')})\\b`,
  );
  file.source.split('\n').forEach((text, index) => {
    const position = index + 1;
    if (unfinished.test(text))
      offences.push({ path: file.path, line: position, rule: 'nothing is left unfinished in the code' });
    if (isPure(file.path) && !isTest(file.path) && outsideWorld.test(text))
      offences.push({ path: file.path, line: position, rule: 'pure code has no clock, chance, network or process' });
  });
  return offences;
}

function checkSyntax(file: SourceFile): readonly Offence[] {
  const offences: Offence[] = [];
  visitSyntax(file, (node, ancestors) => {
    const rule = refuseNode(file, node, ancestors);
    if (rule !== null) offences.push(offence(file, node.start, rule));
  });
  return offences;
}

function refuseNode(file: SourceFile, node: SyntaxNode, ancestors: readonly SyntaxNode[]): string | null {
  if (node.type === 'TSAnyKeyword') return 'no type is any';
  if (node.type === 'TSNonNullExpression') return 'nothing is asserted to be there';
  if (node.type === 'ExportDefaultDeclaration' && !file.path.startsWith('test/support/')) return 'exports have names';
  if (node.type === 'TSEnumDeclaration' || node.type === 'TSModuleDeclaration') return refuseDeclaration(node);
  if (node.type === 'TryStatement' && !mayCatch(file.path) && !turnsThrowIntoValue(node))
    return 'only the platform and the gateways catch what is thrown';
  if (functionTypes.has(node.type) && !isDescribeBody(ancestors)) return refuseLongFunction(file, node);
  return null;
}

function refuseDeclaration(node: SyntaxNode): string | null {
  return node.type === 'TSEnumDeclaration'
    ? 'enums do not erase: use a union or a table'
    : node['declare'] === true
      ? null
      : 'namespaces do not erase';
}

function refuseLongFunction(file: SourceFile, node: SyntaxNode): string | null {
  const lines = file.source.slice(node.start, node.end).split('\n').length;
  return lines <= longestFunction ? null : `a function has at most ${longestFunction} lines, this one ${lines}`;
}

/** The body of `describe` only lists tests, so its length says nothing. */
function isDescribeBody(ancestors: readonly SyntaxNode[]): boolean {
  const call = ancestors.at(-1);
  const callee = call?.['callee'] as SyntaxNode | undefined;
  const name = callee?.['name'] ?? (callee?.['object'] as SyntaxNode | undefined)?.['name'];
  return call?.type === 'CallExpression' && name === 'describe';
}

function mayCatch(path: string): boolean {
  return /^src\/(platform|gateways|apps|ui)\//.test(path) || isTest(path) || !path.startsWith('src/');
}

/** A reader may turn the throw of one library call into a value: one statement is tried, one value returned. */
function turnsThrowIntoValue(node: SyntaxNode): boolean {
  const tried = (node['block'] as SyntaxNode)['body'] as readonly SyntaxNode[];
  const handler = node['handler'] as SyntaxNode | null;
  const caught = ((handler?.['body'] as SyntaxNode | undefined)?.['body'] ?? []) as readonly SyntaxNode[];
  return (
    tried.length === 1 && caught.length === 1 && caught[0]?.type === 'ReturnStatement' && node['finalizer'] === null
  );
}

function offence(file: SourceFile, start: number, rule: string): Offence {
  return { path: file.path, line: file.source.slice(0, start).split('\n').length, rule };
}
