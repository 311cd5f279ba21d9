import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The programs that turn files into pages and pages into words. */
export interface PageTools {
  readonly tesseract: string;
  readonly pdfToPpm: string;
  readonly pdfInfo: string;
  /** Limits the memory, time and output of a program; null where the system has none. */
  readonly prlimit: string | null;
}

/** Thrown when a program failed, took too long or wrote too much. Its own words are not kept: they may quote a document. */
export class ToolFailed extends Error {
  override readonly name = 'ToolFailed';

  constructor() {
    super('a program for pages failed, took too long or wrote too much');
  }
}

const mostMilliseconds = 60_000;
const mostOutputBytes = 60_000_000;
// The addresses of a page of 200 dots per inch, with the models of the language, stay far below this.
const mostMemoryBytes = 2_000_000_000;

/** Finds the programs on the search path; null when one of them is not installed. */
export function findPageTools(searchPath: string): PageTools | null {
  const find = (name: string): string | null =>
    searchPath
      .split(delimiter)
      .map((folder) => join(folder, name))
      .find(isExecutable) ?? null;
  const [tesseract, pdfToPpm, pdfInfo] = [find('tesseract'), find('pdftoppm'), find('pdfinfo')];
  if (tesseract === null || pdfToPpm === null || pdfInfo === null) return null;
  return { tesseract, pdfToPpm, pdfInfo, prlimit: find('prlimit') };
}

/** Runs a program without a shell and with nothing of our environment, and returns what it wrote. Throws {@link ToolFailed}. */
export function runTool(
  tools: PageTools,
  program: string,
  run: { readonly arguments: readonly string[]; readonly folder: string; readonly input?: Uint8Array },
): Promise<Buffer> {
  const limits = [
    `--as=${mostMemoryBytes}`,
    `--cpu=${mostMilliseconds / 1000}`,
    `--fsize=${mostOutputBytes}`,
    '--core=0',
  ];
  const [path, before] = tools.prlimit === null ? [program, []] : [tools.prlimit, [...limits, '--', program]];
  return new Promise((resolve, reject) => {
    const child = spawn(path, [...before, ...run.arguments], {
      cwd: run.folder,
      env: { OMP_THREAD_LIMIT: '1', LC_ALL: 'C.UTF-8', TMPDIR: run.folder },
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: mostMilliseconds,
      killSignal: 'SIGKILL',
    });
    const written: Buffer[] = [];
    let byteCount = 0;
    child.stdout.on('data', (piece: Buffer) => {
      byteCount += piece.length;
      if (byteCount > mostOutputBytes) child.kill('SIGKILL');
      else written.push(piece);
    });
    // A program that ends early closes its input; how it ended is what counts.
    child.stdin.on('error', () => undefined);
    child.on('error', () => reject(new ToolFailed()));
    child.on('close', (code) => {
      if (code === 0 && byteCount <= mostOutputBytes) resolve(Buffer.concat(written));
      else reject(new ToolFailed());
    });
    child.stdin.end(run.input);
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
