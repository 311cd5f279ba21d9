import { useEffect, useRef } from 'react';

const idleMinutes = 15;
const lookMilliseconds = 10_000;
const lastActivityStorageKey = 'theriac-last-activity';

/** Locks after 15 minutes without a key or a pointer (NIST SP 800-63B-4, AAL3); work in another tab counts. */
export function useIdleLock(lock: () => void): void {
  const latest = useRef(lock);
  useEffect(() => {
    latest.current = lock;
  });
  useEffect(() => {
    let isActive = true;
    const onActivity = (): void => {
      isActive = true;
    };
    const look = (): void => {
      if (isActive) localStorage.setItem(lastActivityStorageKey, String(Date.now()));
      isActive = false;
      const idleMilliseconds = Date.now() - Number(localStorage.getItem(lastActivityStorageKey));
      if (idleMilliseconds > idleMinutes * 60_000) latest.current();
    };
    look();
    const timer = setInterval(look, lookMilliseconds);
    document.addEventListener('keydown', onActivity, { capture: true });
    document.addEventListener('pointerdown', onActivity, { capture: true });
    return () => {
      clearInterval(timer);
      document.removeEventListener('keydown', onActivity, { capture: true });
      document.removeEventListener('pointerdown', onActivity, { capture: true });
    };
  }, []);
}
