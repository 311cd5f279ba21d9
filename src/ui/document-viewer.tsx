import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { isRunTogether, layOut } from './document-layout.ts';
import { type DocumentPlace, findPlace, linesOf, type TextFormat } from './document-place.ts';
import classes from './document-viewer.module.css';
import { PdfView } from './pdf-view.tsx';
import { PictureView } from './picture-view.tsx';

/** An original as it came: text of a wire format, the address of a picture, or the bytes of a PDF. */
export type OriginalDocument =
  | { readonly kind: TextFormat; readonly text: string }
  | { readonly kind: 'image'; readonly url: string }
  | { readonly kind: 'pdf'; readonly file: Blob };

/** Shows an original. `where` is a place in the words of its format; it is marked and scrolled into sight. */
export function DocumentViewer(props: {
  readonly label: string;
  readonly document: OriginalDocument;
  readonly where?: string | null;
}): ReactNode {
  const { document, label } = props;
  if (document.kind === 'image') return <PictureView label={label} url={document.url} />;
  if (document.kind === 'pdf') return <PdfView label={label} file={document.file} />;
  if (!('text' in document)) return null;
  return <TextView label={label} text={document.text} format={document.kind} where={props.where ?? null} />;
}

function TextView(props: {
  readonly label: string;
  readonly text: string;
  readonly format: TextFormat;
  readonly where: string | null;
}): ReactNode {
  const { format, where } = props;
  const canBeLaidOut = isRunTogether(props.text, format);
  const [isLaidOut, setLaidOut] = useState(canBeLaidOut);
  // A line and a column count in the text as it was received.
  const isByLine = where?.startsWith('line ') === true;
  const text = isLaidOut && !isByLine ? layOut(props.text, format) : props.text;
  const place = where === null ? null : findPlace(text, format, where);
  const scroller = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when another place is asked for
  useEffect(() => {
    scrollToMark(scroller.current);
  }, [where, isLaidOut]);
  return (
    <div className={classes['viewer']}>
      {canBeLaidOut && (
        <div className={classes['tools']}>
          <Button size="compact-xs" variant="default" onClick={() => setLaidOut(!isLaidOut)}>
            {isLaidOut ? 'Show as received' : 'Show in lines'}
          </Button>
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section ref={scroller} className={classes['scroller']} aria-label={props.label} tabIndex={0}>
        <ol className={classes['lines']}>
          {linesOf(text).map((line) => (
            <li key={line.from} className={classes['line']}>
              <code>
                <MarkedLine text={line.text} from={line.from} place={place} format={format} />
              </code>
            </li>
          ))}
        </ol>
        {where !== null && place === null && (
          <p className={classes['absent']} role="status">
            {where} is not in this document.
          </p>
        )}
      </section>
    </div>
  );
}

/** Scrolls the document alone: scrollIntoView would move the page around it too. */
function scrollToMark(scroller: HTMLElement | null): void {
  const mark = scroller?.querySelector('mark');
  if (scroller === null || mark == null) return;
  const distance = mark.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop += distance - scroller.clientHeight / 2;
}

function MarkedLine(props: {
  readonly text: string;
  readonly from: number;
  readonly place: DocumentPlace | null;
  readonly format: TextFormat;
}): ReactNode {
  const { text, from, place, format } = props;
  if (place === null || place.to < from || place.from > from + text.length)
    return <Toned text={text} format={format} />;
  const start = Math.max(0, place.from - from);
  const end = Math.min(text.length, Math.max(place.to - from, start + 1));
  return (
    <>
      <Toned text={text.slice(0, start)} format={format} />
      <mark className={classes['mark']}>{text.slice(start, end) || ' '}</mark>
      <Toned text={text.slice(end)} format={format} />
    </>
  );
}

const punctuation: Readonly<Record<TextFormat, RegExp | null>> = {
  hl7v2: /([|^~&\\]+)/,
  xml: /([<>/=?]+)/,
  json: /([{}[\],:"]+)/,
  text: null,
};

/** Sets the punctuation of the format back, so that the values stand out. */
function Toned(props: { readonly text: string; readonly format: TextFormat }): ReactNode {
  const pattern = punctuation[props.format];
  if (pattern === null || props.text === '') return props.text;
  let end = 0;
  return props.text.split(pattern).map((part, index) => {
    end += part.length;
    return index % 2 === 0 ? (
      part
    ) : (
      <span key={end} className={classes['faint']}>
        {part}
      </span>
    );
  });
}
