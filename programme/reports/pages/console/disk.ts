// Where readable bytes go from a desk: straight to the disk where the browser can, else by way of memory.

/** Bytes that a browser without access to the disk is given to hold at once. */
export const mostInMemory = 500_000_000;

/** A file on the way out: bytes one after the other, and then whole or not at all. */
export type Place = {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
};

type Picker = (options: { suggestedName: string }) => Promise<{
  createWritable(): Promise<Place>;
}>;

/** Asks where to, at a touch; `nobody-chose` when the window was closed, `too-large` when this browser would have to hold it all. */
export async function choosePlace(
  name: string,
  size: number,
): Promise<Place | 'nobody-chose' | 'too-large'> {
  const pickFile = (globalThis as { showSaveFilePicker?: Picker }).showSaveFilePicker;
  if (pickFile === undefined) return size > mostInMemory ? 'too-large' : inMemory(name);
  try {
    return await (await pickFile({ suggestedName: name })).createWritable();
  } catch {
    return 'nobody-chose';
  }
}

function inMemory(name: string): Place {
  let parts: BlobPart[] = [];
  return {
    write: async (bytes) => void parts.push(bytes),
    async close() {
      // As bytes and nothing else: no browser opens it by itself.
      download(new Blob(parts, { type: 'application/octet-stream' }), name);
    },
    async abort() {
      parts = [];
    },
  };
}

function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
