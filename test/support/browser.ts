import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

const root = join(import.meta.dirname, '../..');
const packageFolder = join(root, 'node_modules/@sparticuz/chromium');
const systemPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--disable-sync',
];

/** A Chromium that can be started, with the environment that it needs. */
interface ChromiumPlace {
  readonly path: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts Chromium without a window. */
export async function openChromium(place: ChromiumPlace = findChromium()): Promise<Browser> {
  return chromium.launch({
    executablePath: place.path,
    args: flags,
    env: { ...process.env, ...place.environment },
  });
}

/**
 * Finds Chromium: at CHROMIUM_PATH, where the system keeps it, or else in the npm package, which is unpacked once. An empty
 * CHROMIUM_PATH stands for a machine that has none.
 */
function findChromium(chosen: string | undefined = process.env['CHROMIUM_PATH']): ChromiumPlace {
  const places = chosen === undefined ? systemPlaces : [chosen];
  const path = places.find((place) => place !== '' && existsSync(place));
  return path === undefined ? unpackChromium() : { path, environment: {} };
}

/** Unpacks the binary of the package, the libraries that a bare system lacks (NSS, NSPR, expat) and its fonts. */
function unpackChromium(): ChromiumPlace {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const target = join(root, 'node_modules/.cache/chromium', version);
  if (!existsSync(target)) {
    // Test files run beside each other, as threads of one process too: each unpacks for itself, and the first to end keeps its own.
    const unfinished = `${target}-${randomUUID()}`;
    mkdirSync(unfinished, { recursive: true });
    writeFileSync(join(unfinished, 'chromium'), unpack('chromium.br'), { mode: 0o755 });
    for (const archive of ['al2023.tar.br', 'fonts.tar.br']) {
      execFileSync('tar', ['-x', '-C', unfinished], { input: unpack(archive) });
    }
    writeFileSync(join(unfinished, 'fonts.conf'), `<fontconfig><dir>${join(target, 'fonts')}</dir></fontconfig>`);
    keepFirst(unfinished, target);
  }
  const hasFonts = globSync('/usr/share/fonts/**/*.{ttf,otf}').length > 0;
  return {
    path: join(target, 'chromium'),
    environment: {
      LD_LIBRARY_PATH: [join(target, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
      ...(hasFonts ? {} : { FONTCONFIG_PATH: target }),
    },
  };
}

function keepFirst(unfinished: string, target: string): void {
  try {
    renameSync(unfinished, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
    rmSync(unfinished, { recursive: true });
  }
}

function unpack(file: string): Buffer {
  return brotliDecompressSync(readFileSync(join(packageFolder, 'bin', file)));
}
