import type { ReactNode } from 'react';
import classes from './gallery/gallery.module.css';
import { GalleryActions } from './gallery/gallery-actions.tsx';
import { GalleryDocuments } from './gallery/gallery-documents.tsx';
import { GalleryForms } from './gallery/gallery-forms.tsx';
import { GalleryJourney } from './gallery/gallery-journey.tsx';
import { GalleryNotices } from './gallery/gallery-notices.tsx';
import { GallerySignals } from './gallery/gallery-signals.tsx';
import { GalleryTables } from './gallery/gallery-tables.tsx';
import { PageFrame } from './page-frame.tsx';

const chapters = [
  { id: 'journey', title: 'Journey', content: GalleryJourney },
  { id: 'signals', title: 'Signals', content: GallerySignals },
  { id: 'tables', title: 'Tables', content: GalleryTables },
  { id: 'actions', title: 'Actions', content: GalleryActions },
  { id: 'notices', title: 'Notices', content: GalleryNotices },
  { id: 'forms', title: 'Forms', content: GalleryForms },
  { id: 'documents', title: 'Documents', content: GalleryDocuments },
] as const;

/** Every component of the design system in its states, with synthetic content. */
export function GalleryPage(): ReactNode {
  return (
    <PageFrame
      title="Gallery"
      breadcrumbs={[{ label: 'Home', path: '/' }]}
      hints={[
        { keys: 'v', label: 'Verify prescription' },
        { keys: 'ctrl+enter', label: 'Submit the form' },
        { keys: '?', label: 'All keys' },
      ]}
    >
      <nav aria-label="Chapters" className={classes['index']}>
        {chapters.map((chapter) => (
          <a key={chapter.id} href={`#${chapter.id}`}>
            {chapter.title}
          </a>
        ))}
      </nav>
      {chapters.map((chapter) => (
        <section
          key={chapter.id}
          id={chapter.id}
          className={classes['chapter']}
          aria-labelledby={`${chapter.id}-title`}
        >
          <h2 id={`${chapter.id}-title`} className={classes['chapterTitle']}>
            {chapter.title}
          </h2>
          <chapter.content />
        </section>
      ))}
    </PageFrame>
  );
}
