import { type KeyboardEvent, type ReactNode, type Ref, useRef } from 'react';
import classes from './filter-toggles.module.css';

/** One kind of which there are so many. */
export interface FilterToggle<Code extends string> {
  readonly code: Code;
  readonly label: string;
  readonly count: number;
}

/** Toggles that narrow a list to some kinds; with none pressed everything is shown. The arrow keys go from one to the next. */
export function FilterToggles<Code extends string>(props: {
  readonly label: string;
  readonly toggles: readonly FilterToggle<Code>[];
  readonly pressed: readonly Code[];
  readonly onChange: (pressed: readonly Code[]) => void;
  /** Where a key leads. */
  readonly firstRef?: Ref<HTMLButtonElement>;
}): ReactNode {
  const { toggles, pressed } = props;
  const group = useRef<HTMLDivElement>(null);
  const step = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    const buttons: (Element | null)[] = [...(group.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement);
    const next = buttons[(at + by + buttons.length) % buttons.length];
    if (next instanceof HTMLElement) next.focus();
    event.preventDefault();
  };
  const toggle = (code: Code): void =>
    props.onChange(toggles.map((each) => each.code).filter((each) => (each === code) !== pressed.includes(each)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset asks for a legend above it, which takes a line of the page
    <div ref={group} role="group" aria-label={props.label} className={classes['toggles']} onKeyDown={step}>
      {toggles.map(({ code, label, count }, index) => (
        <button
          key={code}
          ref={index === 0 ? props.firstRef : undefined}
          type="button"
          className={classes['toggle']}
          aria-pressed={pressed.includes(code)}
          onClick={() => toggle(code)}
        >
          {label} <span className={classes['count']}>{count}</span>
        </button>
      ))}
    </div>
  );
}
