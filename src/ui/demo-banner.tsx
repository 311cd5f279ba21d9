import type { ReactNode } from 'react';
import classes from './demo-banner.module.css';

/** Says that this is a demonstration and where it lowers a policy; nothing is shown elsewhere. */
export function DemoBanner(props: { readonly demo: boolean; readonly policyNotices: readonly string[] }): ReactNode {
  if (!props.demo && props.policyNotices.length === 0) return null;
  return (
    <aside className={classes['banner']} aria-label="About this system">
      {props.demo && <strong>Demonstration: all people are synthetic</strong>}
      {props.policyNotices.map((notice) => (
        <span key={notice}>{notice}</span>
      ))}
    </aside>
  );
}
