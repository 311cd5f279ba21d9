import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react';
import classes from './command-palette.module.css';
import { Dialog } from './dialog.tsx';
import { Kbd } from './kbd.tsx';
import type { SearchHit, SearchProvider } from './module-web.ts';
import { findEntries, type PaletteEntry } from './palette-entries.ts';

const pauseBeforeSearchMilliseconds = 180;
const shortestSearch = 2;

interface PaletteGroup {
  readonly label: string;
  readonly entries: readonly PaletteEntry[];
}

/** Finds pages and actions by name, and asks the modules' searches; arrow keys move, Enter opens. */
export function CommandPalette(props: {
  readonly opened: boolean;
  readonly entries: readonly PaletteEntry[];
  readonly searches: readonly SearchProvider[];
  readonly onGo: (path: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <Dialog opened={props.opened} title="Search or jump to" onClose={props.onClose} width="medium">
      <PaletteBody {...props} />
    </Dialog>
  );
}

function PaletteBody(props: Parameters<typeof CommandPalette>[0]): ReactNode {
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const found = useSearches(props.searches, typed, props.onGo);
  const groups = [...found, { label: 'Pages and actions', entries: findEntries(props.entries, typed) }].filter(
    (group) => group.entries.length > 0,
  );
  const flat = groups.flatMap((group) => group.entries);
  const choose = (entry: PaletteEntry | undefined): void => {
    if (entry === undefined) return;
    props.onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Enter') choose(flat[active]);
    else if (step !== 0) setActive((active + step + flat.length) % Math.max(1, flat.length));
    else return;
    event.preventDefault();
  };
  const optionId = (entry: PaletteEntry): string => `${listId}-${flat.indexOf(entry)}`;
  return (
    <>
      <div className={classes['search']}>
        <IconSearch size={16} stroke={1.75} aria-hidden="true" />
        <input
          className={classes['input']}
          role="combobox"
          aria-label="Search or jump to"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={flat[active] === undefined ? undefined : `${listId}-${active}`}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          data-autofocus
        />
      </div>
      <div role="listbox" id={listId} aria-label="Results" className={classes['list']}>
        {groups.map((group) => (
          <PaletteGroupView
            key={group.label}
            group={group}
            active={flat[active]}
            optionId={optionId}
            onChoose={choose}
          />
        ))}
      </div>
      <p className={classes['count']} role="status">
        {flat.length === 0 ? 'Nothing found' : `${flat.length} ${flat.length === 1 ? 'result' : 'results'}`}
      </p>
    </>
  );
}

function PaletteGroupView(props: {
  readonly group: PaletteGroup;
  readonly active: PaletteEntry | undefined;
  readonly optionId: (entry: PaletteEntry) => string;
  readonly onChoose: (entry: PaletteEntry) => void;
}): ReactNode {
  const { group } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options inside a list of options
    <div role="group" aria-label={group.label}>
      <p className={classes['group']} aria-hidden="true">
        {group.label}
      </p>
      {group.entries.map((entry) => (
        // biome-ignore lint/a11y: the field has the focus, hears the keys and points at the option
        <div
          key={entry.id}
          id={props.optionId(entry)}
          role="option"
          aria-selected={entry === props.active}
          className={classes['option']}
          ref={entry === props.active ? scrollIntoSight : null}
          onClick={() => props.onChoose(entry)}
        >
          <span>{entry.label}</span>
          {entry.detail !== undefined && <span className={classes['detail']}>{entry.detail}</span>}
          {entry.keys !== undefined && (
            <span className={classes['keys']}>
              <Kbd keys={entry.keys} />
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

function scrollIntoSight(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' });
}

/** Asks each search after a pause in typing; an answer to an older text is dropped, a search that fails finds nothing. */
function useSearches(
  searches: readonly SearchProvider[],
  typed: string,
  onGo: (path: string) => void,
): readonly PaletteGroup[] {
  const [hits, setHits] = useState<Readonly<Record<string, readonly SearchHit[]>>>({});
  const text = typed.trim();
  useEffect(() => {
    setHits({});
    if (text.length < shortestSearch) return;
    const watch = new AbortController();
    const timer = setTimeout(() => {
      for (const search of searches) {
        void search.search(text, watch.signal).then(
          (answer) => setHits((earlier) => (watch.signal.aborted ? earlier : { ...earlier, [search.name]: answer })),
          () => undefined,
        );
      }
    }, pauseBeforeSearchMilliseconds);
    return () => {
      clearTimeout(timer);
      watch.abort();
    };
  }, [searches, text]);
  return searches.map((search) => ({
    label: search.label,
    entries: (hits[search.name] ?? []).map(({ path, ...hit }) => ({ ...hit, run: () => onGo(path) })),
  }));
}
