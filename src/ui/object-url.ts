import { useEffect, useState } from 'react';

/** The address of bytes in memory, valid only while it is shown; null while there are none. */
export function useObjectUrl(file: Blob | undefined, mediaType: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (file === undefined) return;
    const made = URL.createObjectURL(new Blob([file], { type: mediaType }));
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [file, mediaType]);
  return url;
}
