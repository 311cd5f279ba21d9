import type { ReactNode } from 'react';
import { formatNdc, type Ndc11 } from '../../../kernel/ndc.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatCents, formatUnitPrice } from '../../../ui/format-money.ts';
import { ReadingColumn } from '../../../ui/reading-column.tsx';
import classes from './refund.module.css';
import { day, describeSource, type ShownBoard } from './refund-words.ts';

/** The selected drugs with their fair prices and days, what came of them, and what one more package adds to what is unpaid. */
export function DrugsDialog(props: { readonly board: ShownBoard; readonly onClose: () => void }): ReactNode {
  const { drugs } = props.board;
  return (
    <Dialog opened width="wide" title="Selected drugs" onClose={props.onClose}>
      {drugs.length === 0 && <p>No selected drug is on file. No refund is expected for any claim.</p>}
      {drugs.length > 0 && (
        <ReadingColumn label="Selected drugs">
          <table className={classes['table']}>
            <thead>
              <tr>
                <th>Drug</th>
                <th>In force</th>
                <th className={classes['amount']}>MFP per unit</th>
                <th className={classes['amount']}>Received</th>
                <th className={classes['amount']}>Unpaid</th>
                <th className={classes['amount']}>Usual days</th>
                <th className={classes['amount']}>Next package</th>
              </tr>
            </thead>
            <tbody>
              {drugs.map((drug) => (
                <tr key={`${drug.ndc11} ${drug.validFrom}`}>
                  <td>
                    {drug.drugName}
                    <div className={classes['soft']}>
                      {formatNdc(drug.ndc11 as Ndc11)}, {drug.manufacturer}. {describeSource(drug)}
                    </div>
                  </td>
                  <td>
                    {day(drug.validFrom)}
                    {drug.validTo === null ? '' : ` to ${day(drug.validTo)}`}
                  </td>
                  <td className={classes['amount']}>{formatUnitPrice(drug.mfp)}</td>
                  <td className={classes['amount']}>{formatCents(drug.receivedCents)}</td>
                  <td className={classes['amount']}>{formatCents(drug.unpaidCents)}</td>
                  <td className={classes['amount']}>{drug.medianDays ?? ''}</td>
                  <td className={classes['amount']}>
                    {drug.nextPackageCents === null ? '' : formatCents(drug.nextPackageCents)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ReadingColumn>
      )}
    </Dialog>
  );
}
