/** Opens the browser's print dialog for a file, in a frame of its own that nobody sees. */
export function printFile(file: Blob, mediaType: string): void {
  const url = URL.createObjectURL(new Blob([file], { type: mediaType }));
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = 'Printing';
  frame.onload = () => {
    frame.contentWindow?.addEventListener('afterprint', () => {
      frame.remove();
      URL.revokeObjectURL(url);
    });
    frame.contentWindow?.print();
  };
  frame.src = url;
  document.body.append(frame);
}
