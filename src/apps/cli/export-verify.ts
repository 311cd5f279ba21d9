import { readFile } from 'node:fs/promises';
import { type Command, UsageProblem } from './command.ts';
import { verifyExport } from './verify-export.ts';

/** Verifies the exported folder of a health system; it needs no installation. */
export const exportVerify: Command = {
  name: 'export verify',
  usage: 'FOLDER [--key FILE] [--json]',
  summary:
    'Verifies an exported folder: every file against the manifest, the audit against anchors and statement. Exit code 1 when something is wrong.',
  options: {
    key: { type: 'string', help: 'the public key of the installation, if it came another way than with the folder' },
  },
  run: async (call) => {
    const [folder, ...more] = call.words;
    if (folder === undefined || more.length > 0) throw new UsageProblem('name one folder');
    const keyFile = call.options['key'];
    const key = typeof keyFile === 'string' ? await readText(keyFile) : null;
    const found = await verifyExport(folder, key).catch(() => {
      throw new UsageProblem(`the folder ${folder} holds no export that can be read`);
    });
    if (call.isJson) call.sayJson(found);
    for (const problem of found.problems) call.say(`WRONG: ${problem}`);
    if (found.problems.length === 0)
      call.say(`Whole: ${found.files} files, ${found.links} links of the audit, ${found.anchors} anchors.`);
    return found.problems.length === 0 ? 0 : 1;
  },
};

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new UsageProblem(`the file ${path} cannot be opened`);
  });
}
