import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useNow } from '../../../ui/now.ts';
import { useSiteTimeZone } from '../../../ui/session.ts';
import { describeNews } from './news-words.ts';
import type { ShownJourney } from './shown-journey.ts';

/** What is new since this person last looked, in one line with a way to the first of it; nothing when nothing is. */
export function NewsLine(props: {
  readonly journey: ShownJourney;
  readonly onOpen: (sequence: number) => void;
}): ReactNode {
  const timeZone = useSiteTimeZone();
  const now = useNow();
  const { timeline, lastLookAt } = props.journey;
  const fresh = timeline.filter(({ isNew }) => isNew);
  const [first] = fresh;
  if (first === undefined || lastLookAt === null) return null;
  const sentences = fresh.map(({ sentence }) => sentence);
  return (
    <Notice
      tone="current"
      sentence={describeNews(sentences, { at: lastLookAt as Instant, now, timeZone })}
      action={
        <Button size="compact-xs" variant="default" onClick={() => props.onOpen(first.sequence)}>
          Go to the first
        </Button>
      }
    />
  );
}
