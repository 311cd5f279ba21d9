import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatMomentInFull } from '../../../ui/format-time.ts';
import { type KeyValue, KeyValueList } from '../../../ui/key-value-list.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { useSiteTimeZone } from '../../../ui/session.ts';
import classes from './audit-page.module.css';
import type { AuditEntry } from './audit-request.ts';

/** Everything that one entry of the audit says. */
export function AuditEntryDialog(props: {
  readonly entry: AuditEntry | null;
  readonly onClose: () => void;
}): ReactNode {
  const timeZone = useSiteTimeZone();
  const { entry } = props;
  return (
    <Dialog opened={entry !== null} title="Audit entry" width="wide" onClose={props.onClose}>
      {entry !== null && (
        <KeyValueList
          columns={2}
          items={[
            { label: 'When', value: formatMomentInFull(entry.occurredAt as Instant, timeZone) },
            { label: 'Outcome', value: entry.outcome },
            { label: 'Who', value: entry.actorName },
            { label: 'Roles', value: entry.roles.join(', ') || null },
            { label: 'Site', value: entry.siteName },
            { label: 'Action', value: <span className={classes['code']}>{entry.action}</span> },
            { label: 'Reason', value: entry.reason },
            { label: 'Object', value: describeObject(entry) },
            whose(entry),
            { label: 'Request', value: entry.requestId },
            { label: 'Facts', value: entry.factsText },
            { label: 'Place in the chain', value: entry.chainSequence ?? 'Not chained yet' },
          ]}
        />
      )}
    </Dialog>
  );
}

function describeObject(entry: AuditEntry): string | null {
  return entry.objectKind === null ? null : `${entry.objectKind} ${entry.objectName ?? entry.objectId ?? ''}`;
}

function whose(entry: AuditEntry): KeyValue {
  if (entry.patientCount === 0) return { label: 'Whose data', value: 'Nobody’s' };
  const unnamed = entry.patientCount - entry.patientIds.length;
  const value = (
    <span className={classes['patients']}>
      {entry.patientIds.map((patientId) => (
        <PageLink key={patientId} to={`/patients/${patientId}`} className={classes['code']}>
          {patientId}
        </PageLink>
      ))}
      {unnamed > 0 && <span>and {unnamed} more</span>}
    </span>
  );
  return { label: 'Whose data', value };
}
