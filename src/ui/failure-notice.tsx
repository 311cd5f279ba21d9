import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RefusalFacts } from '../kernel/refusal.ts';
import type { EndpointFailure } from './endpoint-failure.ts';
import classes from './notice.module.css';
import { Notice } from './notice.tsx';
import { ProblemList } from './problem-list.tsx';

/** What a refusal says: a refusal of the kernel and a failed call both fit. */
interface SaidNo {
  readonly sentence: string;
  readonly facts: RefusalFacts;
}

/** Says why the rules said no, with the facts of this case; `children` name what can be done instead. */
export function RefusalNotice(props: { readonly refusal: SaidNo; readonly children?: ReactNode }): ReactNode {
  return (
    <Notice tone="blocked" urgency="alert" sentence={props.refusal.sentence}>
      <FactList facts={props.refusal.facts} />
      {props.children}
    </Notice>
  );
}

/** Says that the program or the connection is at fault, with the id under which the fault is recorded. */
function FaultNotice(props: { readonly failure: EndpointFailure; readonly onRetry?: () => void }): ReactNode {
  const { failure, onRetry } = props;
  return (
    <Notice
      tone={failure.kind === 'unreachable' ? 'due' : 'blocked'}
      urgency="alert"
      sentence={failure.sentence}
      action={
        onRetry !== undefined && (
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      {failure.faultId !== null && <FactList facts={{ 'Fault number': failure.faultId }} />}
    </Notice>
  );
}

/** Shows a failed call as what it is: a refusal with its facts, problems with their places, or a fault to try again. */
export function FailureNotice(props: { readonly failure: EndpointFailure; readonly onRetry?: () => void }): ReactNode {
  const { failure } = props;
  if (failure.kind === 'refusal') return <RefusalNotice refusal={failure} />;
  if (failure.kind === 'problem') {
    return (
      <Notice tone="blocked" urgency="alert" sentence={failure.sentence}>
        <ProblemList problems={failure.problems} />
      </Notice>
    );
  }
  return <FaultNotice {...props} />;
}

function FactList(props: { readonly facts: RefusalFacts }): ReactNode {
  // The code of a permission is for programs; its sentence stands beside it.
  const entries = Object.entries(props.facts).filter(([name, fact]) => fact !== null && name !== 'permission');
  if (entries.length === 0) return null;
  return (
    <dl className={classes['facts']}>
      {entries.map(([name, fact]) => (
        <div key={name}>
          <dt>{toWords(name)}</dt>
          <dd>{typeof fact === 'object' && fact !== null ? fact.join(', ') : String(fact)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Turns the name of a fact into words: `daysSupply` is `Days supply`. */
function toWords(name: string): string {
  const words = name.replace(/(?<=[a-z])([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
