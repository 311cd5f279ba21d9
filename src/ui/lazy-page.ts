import { lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType, FunctionComponent } from 'react';

/**
 * Makes a component whose code is loaded when it is first shown, or when its link is pointed at:
 * `lazyPage(() => import('./queue-page.tsx'), 'QueuePage')`.
 * @param load imports the file
 * @param name the export that is the component
 */
export function lazyPage<Name extends string, Props extends object>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): FunctionComponent<Props> {
  return lazyRouteComponent(load, name) as FunctionComponent<Props>;
}
