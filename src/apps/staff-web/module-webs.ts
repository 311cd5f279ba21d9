import { web as identity } from '../../modules/identity/web/index.tsx';
import type { ModuleWeb } from '../../ui/module-web.ts';

/** What each module adds to this app. A module appears here once it has pages or panels. */
export const moduleWebs: readonly ModuleWeb[] = [identity];
