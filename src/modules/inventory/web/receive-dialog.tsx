import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { formatNdc, type Ndc11, readNdc } from '../../../kernel/ndc.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { callEndpoint, useEndpointCommand } from '../../../ui/endpoint-client.ts';
import type { EndpointFailure } from '../../../ui/endpoint-failure.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useNow } from '../../../ui/now.ts';
import { ScanField } from '../../../ui/scan-field.tsx';
import { useSession } from '../../../ui/session.ts';
import { useSessionGate } from '../../../ui/session-gate.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { type StockOwner, stockOwners } from '../domain/stock-owner.ts';

type Read = ResponseOf<typeof api.readPackage>;

const owners = (Object.entries(stockOwners) as [StockOwner, string][]).map(([value, label]) => ({ value, label }));

/** Takes packages in: the barcode fills the form, the person counts and confirms. */
export function ReceiveDialog(props: { readonly onClose: () => void }): ReactNode {
  const { currentSite } = useSession();
  const gate = useSessionGate();
  const [read, setRead] = useState<Read | null>(null);
  const [failure, setFailure] = useState<EndpointFailure | null>(null);
  const [scans, setScans] = useState(0);
  const take = (scan: string): void => {
    setFailure(null);
    void callEndpoint(api.readPackage, { siteId: currentSite.siteId, scan }, { gate }).then(
      (answer) => {
        setRead(answer);
        setScans((before) => before + 1);
      },
      (thrown: EndpointFailure) => setFailure(thrown),
    );
  };
  return (
    <Dialog opened width="medium" title={`Take stock in at ${currentSite.name}`} onClose={props.onClose}>
      <ScanField
        label="Scan the package"
        hint="The barcode gives product, lot and expiry date. Without one, fill the form by hand."
        listensEverywhere
        startsFocused
        onScan={({ text }) => take(text)}
      />
      {failure !== null && <FailureNotice failure={failure} />}
      {read !== null && (
        <Notice tone="current" sentence={`${read.productName}, NDC ${formatNdc(read.ndc11 as Ndc11)}`} />
      )}
      <ReceiveForm key={scans} read={read} onClose={props.onClose} />
    </Dialog>
  );
}

function ReceiveForm(props: { readonly read: Read | null; readonly onClose: () => void }): ReactNode {
  const { read } = props;
  const { currentSite } = useSession();
  const client = useQueryClient();
  const tomorrow = addDays(dayIn(useNow(), currentSite.timeZone), 1);
  const receive = useEndpointCommand(api.receiveStock, {
    invalidates: [api.listStock, api.getLot],
    onDone: () => {
      void client.invalidateQueries();
      props.onClose();
    },
  });
  return (
    <StructuredForm
      fields={fieldsOf(tomorrow)}
      columns={2}
      initial={{
        ndc: read === null ? '' : formatNdc(read.ndc11 as Ndc11),
        lotNumber: read?.lotNumber ?? '',
        expiresOn: read?.expiresOn ?? '',
        packages: '1',
        owner: 'wac',
      }}
      submitLabel="Take in"
      onSubmit={({ ndc, lotNumber, expiresOn, packages, owner }) => {
        const product = readNdc(ndc);
        if (!product.ok) return;
        const gtin14 = read !== null && read.ndc11 === product.ndc ? read.gtin14 : null;
        const { siteId } = currentSite;
        receive.run({ siteId, ndc11: product.ndc, gtin14, lotNumber, expiresOn, owner, packages: packages / 1000 });
      }}
      onCancel={props.onClose}
      isRunning={receive.isRunning}
      failure={receive.failure}
    />
  );
}

function fieldsOf(tomorrow: CalendarDay) {
  return {
    ndc: {
      kind: 'text',
      label: 'NDC',
      isRequired: true,
      isCode: true,
      pattern: {
        matches: /^(\d{11}|\d{5}-\d{4}-\d{2}|\d{4}-\d{4}-\d{2}|\d{5}-\d{3}-\d{2}|\d{5}-\d{4}-\d)$/,
        sentence: 'Eleven digits, or as on the label, such as 0074-0554-02.',
      },
    },
    lotNumber: { kind: 'text', label: 'Lot', isRequired: true, isCode: true, longest: 20 },
    expiresOn: { kind: 'date', label: 'Expires', isRequired: true, earliest: tomorrow },
    packages: {
      kind: 'number',
      label: 'Packages',
      isRequired: true,
      isWhole: true,
      leastThousandths: 1000,
      mostThousandths: 10_000_000,
    },
    owner: { kind: 'choice', label: 'Owner', isRequired: true, options: owners },
  } as const;
}
