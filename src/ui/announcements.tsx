import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react';
import classes from './announcements.module.css';

const visibleMilliseconds = 6_000;

type Announce = (sentence: string) => void;

const AnnouncementContext = createContext<Announce>(() => undefined);

/** Shows one short sentence at the foot of the page, and reads it to screen readers, when something was done. */
export function AnnouncementProvider(props: { readonly children: ReactNode }): ReactNode {
  const [spoken, setSpoken] = useState({ sentence: '', turn: 0 });
  const announce = useCallback<Announce>((sentence) => {
    setSpoken((previous) => ({ sentence, turn: previous.turn + 1 }));
  }, []);
  useEffect(() => {
    if (spoken.sentence === '') return;
    const timer = setTimeout(() => setSpoken((latest) => ({ ...latest, sentence: '' })), visibleMilliseconds);
    return () => clearTimeout(timer);
  }, [spoken]);
  return (
    <AnnouncementContext value={announce}>
      {props.children}
      <div className={classes['place']} role="status">
        {spoken.sentence !== '' && (
          <p key={spoken.turn} className={classes['sentence']}>
            {spoken.sentence}
          </p>
        )}
      </div>
    </AnnouncementContext>
  );
}

/** Returns the function that announces what was done, such as `Fill verified`; refusals stay where they happened instead. */
export function useAnnounce(): Announce {
  return use(AnnouncementContext);
}
