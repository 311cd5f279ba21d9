import type { ElementCursor } from './element-cursor.ts';
import { scriptProblems } from './problems.ts';

/** The releases whose content this reader knows in full. */
const supported: ReadonlySet<string> = new Set(['2017071', '2023011']);

/** Releases before XML-only SCRIPT, such as 10.6, were retired for Medicare Part D on 1 January 2020 (42 CFR 423.160). */
const firstRelease = '2017071';

const versionAttributes = [
  'TransactionVersion',
  'TransportVersion',
  'StructuresVersion',
  'DatatypesVersion',
  'version',
];

export interface VersionReading {
  readonly version: string | null;
  readonly isReadable: boolean;
}

/**
 * Reads the release from the root's version attributes: `20170715` and `2017071` are the same release.
 * A later or intermediate release is read with a warning; an earlier or unknown one is refused.
 */
export function readVersion(message: ElementCursor): VersionReading {
  const domain = message.findAttribute('TransactionDomain') ?? 'SCRIPT';
  if (domain !== 'SCRIPT') {
    message.report(scriptProblems.domainUnsupported, { at: '@TransactionDomain' });
    return { version: null, isReadable: false };
  }
  const releases = versionAttributes.flatMap((name) => {
    const value = message.findAttribute(name);
    return value === null ? [] : [{ name, release: toRelease(value) }];
  });
  const leading = releases[0];
  if (leading === undefined) {
    message.report(scriptProblems.versionMissing, { at: '@TransactionVersion' });
    return { version: null, isReadable: true };
  }
  const at = `@${leading.name}`;
  if (releases.some(({ release }) => release !== leading.release)) {
    message.report(scriptProblems.versionContradictory, { at });
  }
  const isReadable = /^\d{7}$/.test(leading.release) && leading.release >= firstRelease;
  if (!isReadable) message.report(scriptProblems.versionUnsupported, { at });
  else if (!supported.has(leading.release)) message.report(scriptProblems.versionTolerated, { at });
  return { version: leading.release, isReadable };
}

/** Shortens the long stamp of a release (`20170715`) to its name (`2017071`). */
function toRelease(value: string): string {
  return /^\d{8}$/.test(value) ? value.slice(0, 7) : value;
}
