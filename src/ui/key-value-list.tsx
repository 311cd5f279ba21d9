import type { ReactNode } from 'react';
import classes from './key-value-list.module.css';
import { PageLink } from './page-link.tsx';

/** A fact with its name. A null value is said to be not recorded; `sourcePath` opens where the fact comes from. */
export interface KeyValue {
  readonly label: string;
  readonly value: ReactNode;
  readonly sourcePath?: string;
}

/** Lists facts as label and value in one to three columns, by the room there is. */
export function KeyValueList(props: { readonly items: readonly KeyValue[]; readonly columns?: 1 | 2 | 3 }): ReactNode {
  return (
    <div className={classes['frame']}>
      <dl className={classes['list']} data-columns={props.columns ?? 1}>
        {props.items.map((item) => (
          <div key={item.label} className={classes['item']}>
            <dt className={classes['label']}>{item.label}</dt>
            <dd className={classes['value']}>
              {item.value ?? <span className={classes['missing']}>Not recorded</span>}
              {item.sourcePath !== undefined && (
                <PageLink to={item.sourcePath} className={classes['source']}>
                  source<span className="for-screen-readers"> of {item.label}</span>
                </PageLink>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
