import type { ReactNode } from 'react';
import type { RequestOf, ResponseOf } from '../../../kernel/endpoint.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { formatWords } from './message-words.ts';

type StatusFormat = NonNullable<RequestOf<typeof api.setPartnerStatuses>['statusFormat']>;

/** Sets of news that partners take. */
const newsSets = {
  none: { label: 'Nothing', kinds: [] },
  dispensing: { label: 'Dispensing alone', kinds: ['dispensed', 'partially-dispensed', 'not-dispensed'] },
  all: {
    label: 'All it has words for',
    kinds: ['dispensed', 'partially-dispensed', 'delivered', 'not-dispensed', 'waiting-on-prescriber'],
  },
} as const;

type NewsSet = keyof typeof newsSets;

const fields = {
  news: {
    kind: 'choice',
    label: 'News of its orders',
    isRequired: true,
    options: (Object.keys(newsSets) as NewsSet[]).map((value) => ({ value, label: newsSets[value].label })),
  },
  format: {
    kind: 'choice',
    label: 'Format',
    isRequired: true,
    options: (['ncpdp-script', 'hl7v2', 'fhir-r4'] as const).map((value) => ({ value, label: formatWords[value] })),
  },
  address: { kind: 'text', label: 'Address, such as https://host/path or mllps://host:port', isRequired: true },
} as const;

/** Sets which news a partner takes, in which format and where. */
export function StatusesDialog(props: {
  readonly partner: ResponseOf<typeof api.listPartners>['partners'][number];
  readonly onClose: () => void;
}): ReactNode {
  const { partner, onClose } = props;
  const change = useEndpointCommand(api.setPartnerStatuses, { invalidates: [api.listPartners], onDone: onClose });
  return (
    <Dialog opened title={`What ${partner.name} is told`} onClose={onClose}>
      <StructuredForm
        fields={fields}
        submitLabel="Save"
        onSubmit={({ news, format, address }) =>
          change.run({
            partnerId: partner.partnerId,
            statusFormat: news === 'none' ? null : (format as StatusFormat),
            statusKinds: [...newsSets[news as NewsSet].kinds],
            address,
          })
        }
        onCancel={onClose}
        isRunning={change.isRunning}
        failure={change.failure}
      />
    </Dialog>
  );
}
