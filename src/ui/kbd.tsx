import type { ReactNode } from 'react';
import classes from './kbd.module.css';

const names: Readonly<Record<string, string>> = {
  ctrl: 'Ctrl',
  alt: 'Alt',
  enter: 'Enter',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  ' ': 'Space',
};

/** Shows the keys of a shortcut: `ctrl+k` as Ctrl K, `g q` as G then Q. */
export function Kbd(props: { readonly keys: string }): ReactNode {
  const presses = props.keys === ' ' ? [' '] : props.keys.split(' ');
  return (
    <span className={classes['keys']}>
      {presses.map((press, index) => (
        <span key={press} className={classes['press']}>
          {index > 0 && <span className={classes['then']}>then</span>}
          {(press === '+' ? ['+'] : press.split('+')).map((key) => (
            <kbd key={key} className={classes['key']}>
              {names[key.toLowerCase()] ?? key.toUpperCase()}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
