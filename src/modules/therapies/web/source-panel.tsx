import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { RawMessageId } from '../../../kernel/ids.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { OriginalMessage } from '../../exchange/web/index.tsx';
import classes from './therapy-page.module.css';

/** Where a fact comes from. */
export interface Source {
  readonly kind: string;
  readonly id: string;
}

/** What the sources of facts are called, and the page on which each opens; null when it opens beside the timeline alone. */
const sources: Readonly<Record<string, { readonly label: string; readonly folder: string | null }>> = {
  'raw-message': { label: 'Message', folder: 'messages' },
  prescription: { label: 'Prescription', folder: 'intake' },
  fill: { label: 'Fill', folder: 'fills' },
  delivery: { label: 'Delivery', folder: 'deliveries' },
};

/** Returns what the source of a fact is called; null when it can't be opened. */
export function nameSource(source: Source | null): string | null {
  return source === null ? null : (sources[source.kind]?.label ?? null);
}

/** Returns the page of a source; null when it is shown beside the timeline. */
export function pathOfSource(source: Source): string | null {
  const folder = sources[source.kind]?.folder ?? null;
  return folder === null || source.kind === 'raw-message' ? null : `/${folder}/${source.id}`;
}

/** Shows the original message beside the timeline. */
export function SourcePanel(props: { readonly source: Source; readonly onClose: () => void }): ReactNode {
  const close = useRef<HTMLButtonElement>(null);
  useShortcuts([{ keys: 'escape', label: 'Close the original', group: 'This page', run: props.onClose }]);
  useEffect(() => close.current?.focus(), []);
  return (
    <Panel
      title="Message as it came"
      aside={
        <span className={classes['asOf']}>
          <PageLink to={`/messages/${props.source.id}`}>Open page</PageLink>
          <Button ref={close} size="compact-xs" variant="default" onClick={props.onClose}>
            Close
          </Button>
        </span>
      }
    >
      <div className={classes['original']}>
        <OriginalMessage rawMessageId={props.source.id as RawMessageId} />
      </div>
    </Panel>
  );
}
