import type { ReactNode } from 'react';
import { DemoBanner } from './demo-banner.tsx';
import classes from './sign-in-frame.module.css';
import { ThemeToggle } from './theme-toggle.tsx';

/** The page around signing in: one card in the middle, the name of the health system above, nothing else. */
export function SignInFrame(props: {
  readonly title: string;
  readonly tenantName: string | null;
  readonly demo: boolean;
  readonly policyNotices: readonly string[];
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className={classes['page']}>
      <DemoBanner demo={props.demo} policyNotices={props.policyNotices} />
      <div className={classes['corner']}>
        <ThemeToggle />
      </div>
      <main className={classes['middle']}>
        <div className={classes['card']}>
          <p className={classes['product']}>Theriac</p>
          <h1 className={classes['title']}>{props.title}</h1>
          {props.tenantName !== null && <p className={classes['tenant']}>{props.tenantName}</p>}
          {props.children}
        </div>
      </main>
    </div>
  );
}
