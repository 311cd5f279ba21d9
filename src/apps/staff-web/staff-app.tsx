import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { PanelSlotProvider } from '../../ui/panel-slots.tsx';
import { createQueryClient } from '../../ui/query-client.ts';
import { UiProvider } from '../../ui/ui-provider.tsx';
import { moduleWebs } from './module-webs.ts';
import { createStaffRouter } from './staff-router.tsx';

/** The staff app: theme, the cache of what was read, and the pages of all modules. */
export function StaffApp(props: { readonly styleNonce: string }): ReactNode {
  const [queryClient] = useState(createQueryClient);
  const [router] = useState(() => createStaffRouter(moduleWebs));
  return (
    <UiProvider styleNonce={props.styleNonce}>
      <QueryClientProvider client={queryClient}>
        <PanelSlotProvider modules={moduleWebs}>
          <RouterProvider router={router} />
        </PanelSlotProvider>
      </QueryClientProvider>
    </UiProvider>
  );
}
