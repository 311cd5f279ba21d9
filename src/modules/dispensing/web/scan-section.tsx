import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatQuantity } from '../../../ui/format-quantity.ts';
import { Moment } from '../../../ui/moment.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ScanField } from '../../../ui/scan-field.tsx';
import * as api from '../api.ts';
import classes from './fill-page.module.css';
import type { FillAtBench } from './fill-words.ts';

const methods = { wedge: 'scanner', camera: 'camera', typed: 'typed' } as const;

/** What was scanned into the fill, and the field that takes the next scan. */
export function ScanSection(props: { readonly bench: FillAtBench }): ReactNode {
  const { bench } = props;
  const { fill } = bench;
  const scan = useEndpointCommand(api.scanPackage, { invalidates: [api.getFill] });
  const missing = fill.quantityThousandths - bench.scannedThousandths;
  const of = (quantityThousandths: number): string => formatQuantity({ quantityThousandths, ucumUnit: fill.ucumUnit });
  return (
    <Panel title="Scanned packages" aside={`${of(bench.scannedThousandths)} of ${of(fill.quantityThousandths)}`}>
      {fill.state === 'picked' && missing > 0 && (
        <ScanField
          label="Scan the package"
          hint={`Lot ${fill.lotNumber ?? ''}, expires ${fill.lotExpiresOn ?? ''}`}
          listensEverywhere
          startsFocused
          onScan={(taken) =>
            scan.run({
              fillId: fill.fillId,
              scan: taken.text,
              quantityThousandths: missing,
              method: methods[taken.source as keyof typeof methods] ?? 'typed',
            })
          }
        />
      )}
      {scan.failure !== null && <FailureNotice failure={scan.failure} />}
      {bench.scans.length === 0 ? (
        <EmptyState title="Nothing scanned yet" />
      ) : (
        <ul className={classes['list']}>
          {bench.scans.map((one) => (
            <li key={one.scannedAt} className={classes['row']}>
              <span>{of(one.quantityThousandths)}</span>
              <span>Lot {one.lotNumber ?? 'not on the barcode'}</span>
              <span>{one.serial === null ? 'No serial number' : `Serial ${one.serial}`}</span>
              <Moment at={one.scannedAt as Instant} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
