// A picture made anew on this phone: what is seen stays, and when, where and with what it was taken does not come along.

/** Longest side in dots: a canvas of some phones holds no more, and a desk needs no more to see what is in it. */
const longest = 4096;

/** Types of pictures that phones make. Others are tried as well: whether a browser can read them shows then. */
export function isPicture(type: string): boolean {
  return type.startsWith('image/');
}

/** The copy, or `null` where this browser cannot read the picture. The original is not touched. */
export async function cleanCopyOf(file: Blob): Promise<Blob | null> {
  if (!isPicture(file.type)) return null;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const brush = canvas.getContext('2d');
    if (brush === null) return null;
    // A picture one can see through would turn black as JPEG.
    brush.fillStyle = '#fff';
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.92));
  } catch {
    return null;
  }
}
