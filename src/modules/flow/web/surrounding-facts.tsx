import type { ReactNode } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { formatPhone } from '../../../ui/format-phone.ts';
import type { PanelProps } from '../../../ui/module-web.ts';
import { useGoTo } from '../../../ui/page-link.tsx';
import { focusPanel } from '../../../ui/panel-focus.ts';
import { ShortFact } from '../../../ui/short-fact.tsx';
import * as api from '../surroundings-api.ts';

type Surroundings = ResponseOf<typeof api.getSurroundings>;

/** Who pays first for a therapy, who prescribed it and at which clinic, each leading to its panel. */
export function SurroundingFacts({ therapyId, patientId }: PanelProps['therapy-fact']): ReactNode {
  const goTo = useGoTo();
  const { data, error } = useEndpointQuery(
    api.getSurroundings,
    { therapyId },
    { topics: [`therapy:${therapyId}`], keepsPrevious: true },
  );
  const unread = error === null ? '…' : 'could not be read';
  return (
    <>
      <ShortFact
        label="Pays"
        value={data === undefined ? unread : (data.payer ?? 'no insurance on file')}
        onOpen={() => goTo(`/patients/${patientId}?panel=coverage`)}
      />
      <ShortFact
        label="Prescriber"
        value={data === undefined ? unread : namePrescriber(data.prescriber)}
        onOpen={() => focusPanel('Prescriptions')}
      />
      <ShortFact
        label="Clinic"
        value={data === undefined ? unread : (data.clinic ?? 'not known')}
        onOpen={() => focusPanel('Prescriptions')}
      />
    </>
  );
}

function namePrescriber(prescriber: Surroundings['prescriber']): string {
  if (prescriber === null) return 'not known';
  const { name, phone } = prescriber;
  return phone === null ? `${name}, no telephone on file` : `${name}, ${formatPhone(phone)}`;
}
