import type { ReactNode } from 'react';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import type { PanelProps } from '../../../ui/module-web.ts';
import { StageRail } from '../../../ui/stage-rail.tsx';
import * as api from '../forecast-api.ts';

/** The cycles are learned at most once an hour. */
const staleMilliseconds = 15 * 60_000;

/** The stages of a therapy, with how long finished cycles of its kind usually are in each. */
export function UsualRail({ cycleKind, stages, ...rail }: PanelProps['therapy-rail']): ReactNode {
  const { data, isPending } = useEndpointQuery(api.listStageUsuals, { cycleKind }, { staleMilliseconds });
  const usualOf = new Map(data?.usuals.map(({ stage, ...usual }) => [stage, usual]));
  const marked = stages.map((stage) => ({ ...stage, usual: usualOf.get(stage.id) ?? null }));
  return <StageRail {...rail} stages={marked} awaitsUsual={isPending} />;
}
