// What she called a file, made harmless: her phone's name goes to other people's disks.

/** A name that no file system and no shell reads as anything but a name. */
export function safeName(name: string): string {
  const plain = name
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069\\/:*?"<>|]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(-120);
  return plain === '' ? 'file' : plain;
}
