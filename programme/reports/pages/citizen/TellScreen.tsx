// "Report and talk": danger now first, then what helps without telling anybody anything, then telling.

import aftercareShapes from 'lucide-static/icons/heart-handshake.svg?icon';
import againShapes from 'lucide-static/icons/key-round.svg?icon';
import reportShapes from 'lucide-static/icons/notebook-pen.svg?icon';
import directoryShapes from 'lucide-static/icons/phone.svg?icon';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { Card, ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { go } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { Danger } from './Danger.tsx';
import './tell.css';

const ways = [
  ['aftercare', aftercareShapes],
  ['directory', directoryShapes],
  ['report', reportShapes],
  ['again', againShapes],
] as const;

export function TellScreen() {
  return (
    <div class="screen">
      <ScreenHead title={t('tell.title')} />
      <main class="screen-main tell">
        <p class="part-note">{t('tell.lead')}</p>
        {ways.map(([name, shapes]) => (
          <Card
            key={name}
            name={name}
            icon={<Glyph of={shapes} size={26} />}
            title={t(`tell.${name}`)}
            note={t(`tell.${name}.note`)}
            onPress={() => go(name)}
          />
        ))}
        <div class="screen-space" />
        <Danger />
      </main>
    </div>
  );
}
