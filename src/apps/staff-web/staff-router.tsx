import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { faultOf } from '../../ui/fault-boundary.tsx';
import { lazyPage } from '../../ui/lazy-page.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import type { ModuleWeb, PageRoute } from '../../ui/module-web.ts';
import { PageFrame } from '../../ui/page-frame.tsx';
import { AppFrame } from './app-frame.tsx';
import { HomePage } from './home-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { Shell } from './shell.tsx';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The title of the browser's tab. */
    readonly title?: string;
  }
}

const ownRoutes: readonly PageRoute[] = [
  { path: '/', title: 'Home', page: HomePage },
  {
    path: '/gallery',
    title: 'Gallery',
    page: lazyPage(() => import('../../ui/gallery-page.tsx'), 'GalleryPage'),
  },
  { path: '$', title: 'No such page', page: NotFoundPage },
];

/** Makes the router of the staff app from its own pages and those of the modules. */
export function createStaffRouter(modules: readonly ModuleWeb[]) {
  const pages = [...ownRoutes, ...modules.flatMap((module) => module.routes)];
  const root = createRootRoute({ component: AppFrame });
  const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });
  const routesOf = (frame: PageRoute['frame'], parent: AnyRoute): AnyRoute[] =>
    pages.filter((page) => (page.frame ?? 'shell') === frame).map((page) => toRoute(page, parent));
  return createRouter({
    routeTree: root.addChildren([shell.addChildren(routesOf('shell', shell)), ...routesOf('alone', root)]),
    defaultPreload: 'intent',
    defaultPendingMs: 150,
    defaultPendingComponent: PageLoading,
    defaultErrorComponent: PageFault,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  });
}

function toRoute(page: PageRoute, parent: AnyRoute): AnyRoute {
  return createRoute({
    getParentRoute: () => parent,
    path: page.path,
    component: page.page,
    staticData: { title: page.title },
  });
}

function PageLoading(): ReactNode {
  return <LoadingRows rows={12} />;
}

function PageFault(props: ErrorComponentProps): ReactNode {
  return (
    <PageFrame title="This page failed">
      <FailureNotice failure={faultOf(props.error)} onRetry={props.reset} />
    </PageFrame>
  );
}
