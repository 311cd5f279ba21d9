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

const statusFormats = ['ncpdp-script', 'hl7v2', 'fhir-r4'] as const;

/** The formats of a partner by which prescribers can be told. */
export function listStatusFormats({ formats }: Pick<ShownPartner, 'formats'>): readonly StatusFormat[] {
  return statusFormats.filter((format) => formats.includes(format));
}

function composeFields(partner: ShownPartner) {
  return {
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
      options: listStatusFormats(partner).map((value) => ({ value, label: formatWords[value] })),
    },
    address: {
      kind: 'text',
      label: 'Address',
      hint: 'https://host/path for SCRIPT and FHIR, mllps://host:port for HL7',
    },
  } as const;
}

type ShownPartner = ResponseOf<typeof api.listPartners>['partners'][number];

/** How it is set now. */
function toTexts(partner: ShownPartner) {
  const { statusFormat, statusKinds, address } = partner;
  const sets = Object.keys(newsSets) as NewsSet[];
  const isSame = (set: NewsSet): boolean =>
    newsSets[set].kinds.length === statusKinds.length &&
    newsSets[set].kinds.every((kind) => statusKinds.includes(kind));
  return {
    news: statusFormat === null ? 'none' : (sets.find(isSame) ?? ''),
    format: statusFormat ?? listStatusFormats(partner)[0] ?? '',
    address: address ?? '',
  };
}

/** Sets which news a partner takes, in which format and where. */
export function StatusesDialog(props: { readonly partner: ShownPartner; readonly onClose: () => void }): ReactNode {
  const { partner, onClose } = props;
  const change = useEndpointCommand(api.setPartnerStatuses, { invalidates: [api.listPartners], onDone: onClose });
  return (
    <Dialog opened title={`What ${partner.name} is told`} onClose={onClose}>
      <StructuredForm
        fields={composeFields(partner)}
        initial={toTexts(partner)}
        submitLabel="Save"
        onSubmit={({ news, format, address }) =>
          change.run({
            partnerId: partner.partnerId,
            statusFormat: news === 'none' ? null : (format as StatusFormat),
            statusKinds: [...newsSets[news as NewsSet].kinds],
            address: address === '' ? null : address,
          })
        }
        onCancel={onClose}
        isRunning={change.isRunning}
        failure={change.failure}
      />
    </Dialog>
  );
}
