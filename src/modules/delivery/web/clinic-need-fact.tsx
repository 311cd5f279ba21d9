import type { ReactNode } from 'react';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import type { PanelProps } from '../../../ui/module-web.ts';
import { useNow } from '../../../ui/now.ts';
import { focusPanel } from '../../../ui/panel-focus.ts';
import { ShortFact } from '../../../ui/short-fact.tsx';
import * as api from '../clinic-api.ts';
import { describeNeed } from './clinic-need-words.ts';

/** The appointment for which a clinic needs the drug of a therapy, and by when; nothing where no clinic administers it. */
export function ClinicNeedFact({ therapyId }: PanelProps['therapy-fact']): ReactNode {
  const now = useNow();
  const { data } = useEndpointQuery(
    api.getClinicNeed,
    { therapyId },
    { topics: [`therapy:${therapyId}`], keepsPrevious: true },
  );
  const need = data?.need ?? null;
  if (need === null) return null;
  return (
    <>
      <ShortFact label="Appointment" value={describeNeed(need, now)} onOpen={() => focusPanel('Deliveries')} />
      <ShortFact label="Administered by" value={`clinic, ${need.modelLabel}`} onOpen={() => focusPanel('Benefits')} />
    </>
  );
}
