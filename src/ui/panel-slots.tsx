import { type ComponentType, createContext, type ReactNode, Suspense, use } from 'react';
import { FaultBoundary } from './fault-boundary.tsx';
import { LoadingRows } from './loading-rows.tsx';
import type { ModuleWeb, PanelContribution, PanelProps, PanelSlot } from './module-web.ts';
import { Panel } from './panel.tsx';
import { SessionContext } from './session.ts';

/** Slots whose components draw themselves; all others are framed with their title. */
const unframed: ReadonlySet<PanelSlot> = new Set([
  'therapy-action',
  'therapy-fact',
  'therapy-rail',
  'therapy-outlook',
  'therapy-note',
  'note-correction',
  'patient-name',
  'therapy-name',
  'record-holdings',
  'record-refused',
  'sign-in-way',
  'fact-source',
  'ask-prescriber',
  'fill-claims',
  'claim-money',
  'expected-payment',
]);

const ModuleWebsContext = createContext<readonly ModuleWeb[]>([]);

/** Tells the pages below which modules there are. */
export function PanelSlotProvider(props: {
  readonly modules: readonly ModuleWeb[];
  readonly children: ReactNode;
}): ReactNode {
  return <ModuleWebsContext value={props.modules}>{props.children}</ModuleWebsContext>;
}

type PanelSlotViewProps = { [Slot in PanelSlot]: { readonly slot: Slot } & PanelProps[Slot] }[PanelSlot] & {
  /** What stands in the place while a module's part is loading, and when no module has anything to show there. */
  readonly fallback?: ReactNode;
};

/**
 * Shows what the modules put into a place of a page; a panel that fails does not take the page with it.
 * Panels are framed with their title; an action draws itself, or nothing while there is nothing to do.
 */
export function PanelSlotView(props: PanelSlotViewProps): ReactNode {
  const contributions = useContributions(props.slot);
  const { slot, fallback = null, ...panelProps } = props;
  if (contributions.length === 0) return fallback;
  return contributions.map(({ title, component }) => {
    const Content = component as ComponentType<typeof panelProps>;
    const isFramed = !unframed.has(slot);
    const content = (
      <FaultBoundary key={title}>
        <Suspense fallback={isFramed ? <LoadingRows rows={3} /> : fallback}>
          <Content {...panelProps} />
        </Suspense>
      </FaultBoundary>
    );
    return isFramed ? (
      <Panel key={title} title={title}>
        {content}
      </Panel>
    ) : (
      content
    );
  });
}

/** Tells whether any module has something to show in a slot. */
export function useHasPanels(slot: PanelSlot): boolean {
  return useContributions(slot).length > 0;
}

function useContributions<Slot extends PanelSlot>(slot: Slot): readonly PanelContribution<Slot>[] {
  const modules = use(ModuleWebsContext);
  const permissions = use(SessionContext)?.permissions ?? [];
  return modules
    .flatMap((module): readonly PanelContribution<Slot>[] => module.panels[slot] ?? [])
    .filter(({ permission }) => permission === undefined || permissions.includes(permission))
    .sort((left, right) => left.order - right.order);
}
