// Proves that no photo keeps what a camera wrote beside it, that the picture stays as it was, and that no bytes break it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutMetadata } from './picture.ts';

const segment = (marker: number, body: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};
const jpeg = (...segments: Buffer[]) =>
  Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments, segment(0xda, Buffer.from('scan'))]);
const chunk = (type: string, body: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, Buffer.from(type), body, Buffer.alloc(4)]);
};
const png = (...chunks: Buffer[]) =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ...chunks,
    chunk('IEND', Buffer.alloc(0)),
  ]);

test('a JPEG keeps its tables and its picture, and loses every note beside it', () => {
  const kept = [segment(0xe0, Buffer.from('JFIF\0')), segment(0xdb, Buffer.from('table'))];
  const notes = [
    segment(0xe1, Buffer.from('Exif\0\0 here')),
    segment(0xed, Buffer.from('Photoshop')),
    segment(0xfe, Buffer.from('a comment')),
  ];
  expect(withoutMetadata(jpeg(kept[0]!, ...notes, kept[1]!))).toEqual(jpeg(...kept));
});

test('a PNG as well', () => {
  const kept = [chunk('IHDR', Buffer.alloc(13)), chunk('IDAT', Buffer.from('picture'))];
  const noted = png(
    kept[0]!,
    chunk('eXIf', Buffer.from('here')),
    chunk('tEXt', Buffer.from('me')),
    kept[1]!,
  );
  expect(withoutMetadata(noted)).toEqual(png(...kept));
});

test('no bytes break it, and none grow', () => {
  const start = fc.constantFrom(
    [0xff, 0xd8, 0xff],
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  );
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 300 }), (head, rest) => {
      const bytes = Buffer.from([...head, ...rest]);
      expect(withoutMetadata(bytes)?.length ?? 0).toBeLessThanOrEqual(bytes.length);
    }),
  );
});
