import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { RawMessageId } from '../../../kernel/ids.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { OriginalMessage } from '../../exchange/web/index.tsx';
import classes from './therapy-page.module.css';

/** Where a fact comes from, and of which fill it speaks. */
export interface Source {
  readonly kind: string;
  readonly id: string;
  readonly fillId: string | null;
}

interface SourceKind {
  readonly label: string;
  /** The folder of the page on which it opens by itself. */
  readonly folder?: string;
  /** The panel of this page in which it stands already. */
  readonly panel?: string;
}

/** What the sources of facts are called, and where each stands. */
const sources: Readonly<Record<string, SourceKind>> = {
  'raw-message': { label: 'Message', folder: 'messages' },
  prescription: { label: 'Prescription', folder: 'intake' },
  fill: { label: 'Fill', folder: 'fills' },
  claim: { label: 'Claim', folder: 'fills' },
  delivery: { label: 'Delivery', folder: 'deliveries' },
  enrolment: { label: 'Enrollment', panel: 'Enrollment' },
  'benefits-check': { label: 'Benefits', panel: 'Benefits' },
  authorization: { label: 'Authorization', panel: 'Prior authorization' },
  assistance: { label: 'Assistance', panel: 'Financial assistance' },
  'start-review': { label: 'Review', panel: 'Clinical start review' },
  'monitoring-record': { label: 'Record', panel: 'On therapy' },
  document: { label: 'Document', panel: 'Documents' },
};

/** Returns what the source of a fact is called; null when it can't be opened. */
export function nameSource(source: Source | null): string | null {
  return source === null ? null : (sources[source.kind]?.label ?? null);
}

/** Returns the panel of the page in which a source stands; null when it opens by itself. */
export function panelOfSource(source: Source): string | null {
  return sources[source.kind]?.panel ?? null;
}

/** Shows the record from which a fact comes beside the timeline. */
export function SourcePanel(props: { readonly source: Source; readonly onClose: () => void }): ReactNode {
  const { source } = props;
  const close = useRef<HTMLButtonElement>(null);
  useShortcuts([{ keys: 'escape', label: 'Close the original', group: 'This page', run: props.onClose }]);
  useEffect(() => close.current?.focus(), []);
  const kind = sources[source.kind];
  const isMessage = source.kind === 'raw-message';
  const pageId = source.kind === 'claim' ? source.fillId : source.id;
  return (
    <Panel
      title={isMessage ? 'Message as it came' : (kind?.label ?? 'Source')}
      aside={
        <span className={classes['asOf']}>
          {kind?.folder !== undefined && pageId !== null && (
            <PageLink to={`/${kind.folder}/${pageId}`}>Open page</PageLink>
          )}
          <Button ref={close} size="compact-xs" variant="default" onClick={props.onClose}>
            Close
          </Button>
        </span>
      }
    >
      <div className={classes['original']}>
        {isMessage ? (
          <OriginalMessage rawMessageId={source.id as RawMessageId} />
        ) : kind?.folder === undefined ? (
          <p>This record opens in its own panel, which is not shown for your roles or at this moment.</p>
        ) : (
          <PanelSlotView slot="fact-source" {...source} />
        )}
      </div>
    </Panel>
  );
}
