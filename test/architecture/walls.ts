import { moduleMap } from '../../module-map.ts';
import type { SourceFile } from './source-tree.ts';

/** An import that goes through a wall, in words. */
export interface Breach {
  readonly path: string;
  readonly target: string;
  readonly reason: string;
}

type Room = 'kernel' | 'standards' | 'platform' | 'modules' | 'gateways' | 'ui' | 'apps';

/** Which folder of `src` may import which; the inside of a folder is its own affair, except for modules and simulators. */
const mayImport: Readonly<Record<Room, readonly Room[]>> = {
  kernel: [],
  standards: ['kernel'],
  platform: ['kernel'],
  modules: ['platform', 'kernel'],
  gateways: ['modules', 'standards', 'platform', 'kernel'],
  ui: ['kernel'],
  apps: ['gateways', 'modules', 'ui', 'platform', 'standards', 'kernel'],
};

/** The pure front door of a module: words and decisions that the pure code and the browser code of its callers use too. */
const pureDoor = 'language.ts';

/** Packages that the pure folders may use: a calendar, schemas as values, tokenizers and validators without input or output. */
const purePackages = [
  /^typebox($|\/)/,
  /^@js-temporal\/polyfill$/,
  /^saxes$/,
  /^@medplum\/(core|definitions|fhirtypes)($|\/)/,
];

/** Checks every import against the walls of the house. */
export function checkWalls(files: readonly SourceFile[]): readonly Breach[] {
  return files.flatMap((file) =>
    file.imports.flatMap((imported) => {
      const reason = imported.isPackage
        ? refusePackage(file.path, imported.target)
        : refuseImport(file.path, imported.target);
      return reason === null ? [] : [{ path: file.path, target: imported.target, reason }];
    }),
  );
}

function refuseImport(from: string, to: string): string | null {
  if (from.endsWith('.test.ts') && to.startsWith('test/support/')) return null;
  if (!to.startsWith('src/'))
    return to === 'module-map.ts' || from.startsWith('src/apps/')
      ? null
      : 'production code imports nothing outside src';
  const [fromRoom, toRoom] = [roomOf(from), roomOf(to)];
  if (isWebCode(from)) return refuseFromWeb(from, to);
  if (isWebCode(to) && !from.startsWith('src/apps/staff-web/')) return 'only web code imports web code';
  if (from.startsWith('src/apps/partner-simulators/')) return refuseFromSimulator(to, toRoom);
  if (fromRoom === 'modules' && toRoom === 'modules') return refuseBetweenModules(from, to);
  if (toRoom === 'modules') return refuseModuleDoor(from, to);
  return fromRoom === toRoom || mayImport[fromRoom].includes(toRoom) ? null : `${fromRoom} never imports ${toRoom}`;
}

function refuseFromSimulator(to: string, toRoom: Room): string | null {
  const allowed = toRoom === 'standards' || toRoom === 'kernel' || to.startsWith('src/apps/partner-simulators/');
  return allowed ? null : 'a simulated partner knows only kernel and standards';
}

function refuseBetweenModules(from: string, to: string): string | null {
  const [mine, other] = [moduleOf(from), moduleOf(to)];
  if (mine === other) {
    const leaksThrough = from === `src/modules/${mine}/${pureDoor}` && !isPure(to);
    return leaksThrough ? 'the pure front door opens to pure code alone' : null;
  }
  if (to === `src/modules/${other}/events.ts`) return null;
  const isOnMap = mayCall(mine, other);
  if (to === `src/modules/${other}/${pureDoor}` && isOnMap) return null;
  if (from.endsWith('.test.ts'))
    return testDoors.some((door) => to === `src/modules/${other}/${door}`)
      ? null
      : 'a test uses the front door of another module';
  if (to !== `src/modules/${other}/index.ts`) return 'another module is entered by its front door index.ts alone';
  return isOnMap ? null : `module-map.ts does not let ${mine} call ${other}`;
}

function mayCall(mine: string, other: string): boolean {
  const allowed: readonly string[] = moduleMap[mine as keyof typeof moduleMap] ?? [];
  return allowed.includes(other);
}

function refuseModuleDoor(from: string, to: string): string | null {
  if (roomOf(from) !== 'apps' && roomOf(from) !== 'gateways') return `${roomOf(from)} never imports modules`;
  const door = to.split('/').slice(3).join('/');
  const doors = roomOf(from) === 'apps' ? appDoors : ['index.ts', 'events.ts'];
  return doors.includes(door) ? null : 'a module is entered by its front door index.ts alone';
}

/** What a test of one module takes from another: its front door, and what it needs to be served. */
const testDoors = ['index.ts', pureDoor, 'api.ts', 'jobs.ts', 'permissions.ts', 'routes.ts'];

/** What the composition of the program takes from a module besides its front door. */
const appDoors = [
  'index.ts',
  pureDoor,
  'api.ts',
  'events.ts',
  'jobs.ts',
  'permissions.ts',
  'refusals.ts',
  'routes.ts',
  'web/index.tsx',
];

function refuseFromWeb(from: string, to: string): string | null {
  const room = roomOf(to);
  if (room === 'ui' || room === 'kernel') return null;
  if (from.startsWith('src/apps/staff-web/')) {
    return to.startsWith('src/apps/staff-web/') || /^src\/modules\/[a-z0-9-]+\/(web\/index\.tsx|api\.ts)$/.test(to)
      ? null
      : 'the staff application imports modules by their web front door';
  }
  if (from.startsWith('src/ui/')) return 'ui imports only kernel';
  if (room !== 'modules') return 'web code never imports platform, gateways or standards';
  if (moduleOf(from) === moduleOf(to))
    return /\/(web|domain)\/|\/((?:[a-z-]+-)?api|permissions|refusals)\.ts$/.test(to)
      ? null
      : 'web code sees only its own domain and api';
  if (to === `src/modules/${moduleOf(to)}/${pureDoor}` && mayCall(moduleOf(from), moduleOf(to))) return null;
  return to.endsWith('/web/index.tsx') ? null : 'web code enters another module by web/index.tsx';
}

function refusePackage(from: string, name: string): string | null {
  if (from.endsWith('.test.ts') || from.endsWith('.test.tsx')) return null;
  if (isPure(from))
    return purePackages.some((allowed) => allowed.test(name)) ? null : `pure code does not use the package ${name}`;
  return isWebCode(from) && name.startsWith('node:') ? 'the browser has no node modules' : null;
}

/** Tells whether a file lies in a folder that has no clock, no chance and no outside world. */
export function isPure(path: string): boolean {
  return (
    /^src\/(kernel|standards)\//.test(path) ||
    /^src\/modules\/[a-z0-9-]+\/(domain\/|events\.ts|language\.ts|(?:[a-z-]+-)?api\.ts|permissions\.ts|refusals\.ts)/.test(
      path,
    )
  );
}

function isWebCode(path: string): boolean {
  return (
    /^src\/modules\/[a-z0-9-]+\/web\//.test(path) ||
    path.startsWith('src/ui/') ||
    path.startsWith('src/apps/staff-web/')
  );
}

function roomOf(path: string): Room {
  return path.split('/')[1] as Room;
}

function moduleOf(path: string): string {
  return path.split('/')[2] ?? '';
}
