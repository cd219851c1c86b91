// A code to scan.
import type { ExampleSet } from '../example.ts';
import { drawQr } from './draw-qr.ts';
import { Qr } from './Qr.tsx';

export const examples: ExampleSet = {
  title: { ko: 'QR 코드', en: 'QR code' },
  usual: 'paper',
  examples: [
    {
      name: 'qr',
      title: { ko: '찍을 코드', en: 'A code to scan' },
      sizes: ['phone', 'desk'],
      frame: 'piece',
      show: () => <Qr of={drawQr('ABCDEFGHJKMNPQRSTVWX')} label="QR" />,
    },
  ],
};
