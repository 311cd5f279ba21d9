import { type ReactNode, useEffect, useRef, useState } from 'react';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import readerUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import classes from './scan-field.module.css';

const millisecondsBetweenLooks = 120;

const readerOptions: ReaderOptions = {
  formats: ['DataMatrix', 'Code128', 'DataBar', 'EAN13', 'UPCA', 'QRCode'],
  tryHarder: true,
  maxNumberOfSymbols: 1,
  textMode: 'Plain',
};

/** Looks through the camera until it reads one barcode. The reader comes from this server, pictures never leave the page. */
export function ScanCamera(props: { readonly onRead: (text: string) => void }): ReactNode {
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef(props.onRead);
  const [notice, setNotice] = useState('Asking for the camera…');
  useEffect(() => {
    latest.current = props.onRead;
  });
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    const watch = new AbortController();
    void lookUntilRead(element, watch.signal, setNotice).then(
      (text) => {
        if (text !== null && !watch.signal.aborted) latest.current(text);
      },
      () => setNotice('The camera cannot be used here. Scan with a hand scanner or type the code.'),
    );
    return () => watch.abort();
  }, []);
  return (
    <div className={classes['camera']}>
      <video ref={video} className={classes['video']} muted playsInline aria-label="Picture of the camera" />
      <p className={classes['notice']} role="status">
        {notice}
      </p>
    </div>
  );
}

async function lookUntilRead(
  video: HTMLVideoElement,
  signal: AbortSignal,
  onNotice: (notice: string) => void,
): Promise<string | null> {
  prepareZXingModule({ overrides: { locateFile: () => readerUrl } });
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 } },
  });
  const stop = (): void => {
    for (const track of stream.getTracks()) track.stop();
  };
  signal.addEventListener('abort', stop);
  video.srcObject = stream;
  await video.play();
  onNotice('Hold the barcode in front of the camera.');
  const canvas = document.createElement('canvas');
  while (!signal.aborted) {
    const text = await readPicture(video, canvas);
    if (text !== null) {
      stop();
      return text;
    }
    await new Promise((resolve) => setTimeout(resolve, millisecondsBetweenLooks));
  }
  stop();
  return null;
}

async function readPicture(video: HTMLVideoElement, canvas: HTMLCanvasElement): Promise<string | null> {
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null || canvas.width === 0) return null;
  context.drawImage(video, 0, 0);
  const picture = context.getImageData(0, 0, canvas.width, canvas.height);
  const [found] = await readBarcodes(picture, readerOptions);
  return found === undefined || found.text === '' ? null : found.text;
}
