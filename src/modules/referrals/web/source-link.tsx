import type { ReactNode } from 'react';
import { PageLink } from '../../../ui/page-link.tsx';
import type { ShownReferral } from './referral-reader.tsx';

/** Opens where a fact comes from, where that has a page of its own. */
export function SourceLink(props: {
  readonly origin: ShownReferral['items'][number]['origin'];
  readonly of: string;
}): ReactNode {
  const { origin } = props;
  if (origin === null || origin.id === null) return null;
  const folders: Readonly<Record<string, string>> = { message: 'messages', prescription: 'intake' };
  const folder = folders[origin.kind];
  if (folder === undefined) return null;
  return (
    <PageLink to={`/${folder}/${origin.id}`}>
      source<span className="for-screen-readers"> of {props.of}</span>
    </PageLink>
  );
}
