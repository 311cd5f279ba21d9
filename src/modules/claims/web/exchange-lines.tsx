import type { ReactNode } from 'react';
import { numberRepeats, type ShownClaim } from './claim-words.ts';
import classes from './fill-claims-panel.module.css';

/** What was sent beside what came back, field by field. */
export function ExchangeLines(props: { readonly lines: ShownClaim['exchanges'][number]['lines'] }): ReactNode {
  return (
    <table className={classes['lines']}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Sent</th>
          <th scope="col">Came back</th>
        </tr>
      </thead>
      <tbody>
        {numberRepeats(props.lines).map(({ line, nth }) => (
          <tr key={`${line.field} ${nth}`}>
            <th scope="row">
              {line.label} {line.field}
            </th>
            <td>{line.sent ?? ''}</td>
            <td>{line.answeredField === null ? line.answered : `${line.answered} (${line.answeredField})`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
