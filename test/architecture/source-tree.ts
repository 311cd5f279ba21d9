import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync } from 'rolldown/utils';

/** A source file with what it imports. Paths are relative to the repository and use `/`. */
export interface SourceFile {
  readonly path: string;
  readonly source: string;
  readonly imports: readonly Import[];
}

/** One import: a file of the repository, or a package. `typeOnly` imports vanish when the program runs. */
interface Import {
  readonly target: string;
  readonly isPackage: boolean;
  readonly typeOnly: boolean;
}

const root = join(import.meta.dirname, '../..');

/** Reads every source file that git tracks or will track below the named folders. */
export function readSourceTree(folders: readonly string[] = ['src']): readonly SourceFile[] {
  const paths = folders.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root }));
  return paths.sort().map((path) => toSourceFile(path, readFileSync(join(root, path), 'utf8')));
}

/** Makes a source file of text, as the planted violations do. */
export function toSourceFile(path: string, source: string): SourceFile {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;
  const imports = [...source.matchAll(pattern)].map((match) => {
    const specifier = match[2] ?? match[3] ?? '';
    const isPackage = !specifier.startsWith('.');
    const target = isPackage ? specifier : normalize(join(dirname(path), specifier));
    return { target, isPackage, typeOnly: match[1] !== undefined };
  });
  return { path, source, imports };
}

/** Tells whether a file is a test or stands for tests alone. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('test/');
}

/** A node of the syntax tree, as far as the house rules look at it. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** Parses a file and visits every node. */
export function visitSyntax(
  file: SourceFile,
  visit: (node: SyntaxNode, ancestors: readonly SyntaxNode[]) => void,
): void {
  const { program } = parseSync(file.path, file.source);
  walk(program as unknown as SyntaxNode, [], visit);
}

function walk(
  node: SyntaxNode,
  ancestors: readonly SyntaxNode[],
  visit: (node: SyntaxNode, ancestors: readonly SyntaxNode[]) => void,
): void {
  visit(node, ancestors);
  const inside = [...ancestors, node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child !== null && typeof child === 'object' && typeof (child as SyntaxNode).type === 'string')
        walk(child as SyntaxNode, inside, visit);
    }
  }
}
