import { Button, Switch } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import dialogClasses from './dialog.module.css';
import { Dialog } from './dialog.tsx';
import { Kbd } from './kbd.tsx';
import { areCharacterKeysOn, type Shortcut, setCharacterKeysOn, useActiveShortcuts } from './shortcuts.tsx';
import classes from './shortcuts-help.module.css';

/** Lists every key that works on this page, and turns single-character keys off for those who need that. */
export function ShortcutsHelp(props: { readonly opened: boolean; readonly onClose: () => void }): ReactNode {
  const shortcuts = useActiveShortcuts();
  const [areOn, setOn] = useState(areCharacterKeysOn);
  const groups = Map.groupBy(shortcuts, (shortcut) => shortcut.group ?? 'Everywhere');
  return (
    <Dialog opened={props.opened} title="Keyboard" onClose={props.onClose} width="medium">
      <div className={classes['groups']}>
        {[...groups].map(([group, members]) => (
          <section key={group}>
            <h3 className={classes['group']}>{group}</h3>
            <dl>
              {latestOfEachKey(members).map((shortcut) => (
                <div key={shortcut.keys} className={classes['shortcut']}>
                  <dt>{shortcut.label}</dt>
                  <dd>
                    <Kbd keys={shortcut.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        label="Single-character keys"
        description="Turn them off when you dictate or when keys are pressed by accident."
        checked={areOn}
        onChange={(event) => {
          setCharacterKeysOn(event.currentTarget.checked);
          setOn(event.currentTarget.checked);
        }}
      />
      <div className={dialogClasses['buttons']}>
        <Button variant="default" onClick={props.onClose} data-autofocus>
          Close
        </Button>
      </div>
    </Dialog>
  );
}

function latestOfEachKey(shortcuts: readonly Shortcut[]): readonly Shortcut[] {
  return [...new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut])).values()];
}
