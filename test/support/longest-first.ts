import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The folders whose files take long, in the order in which they begin. */
const longFolders = ['test/journeys/', 'test/drills/', 'test/simulation/', 'test/security/', 'src/apps/'];

/** Begins with the files that take long, so that no worker is left alone with one of them at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = longFolders.findIndex((folder) => relative(this.ctx.config.root, moduleId).startsWith(folder));
      return place === -1 ? longFolders.length : place;
    };
    return bySize.toSorted((left, right) => rank(left) - rank(right));
  }
}
