// "Report and talk" on the first screen.
import { signal } from '@preact/signals';
import talkShapes from 'lucide-static/icons/message-circle-heart.svg?icon';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { Card } from '#platform/ui/phone/ScreenHead.tsx';
import { t } from '#platform/ui/phone/words.ts';

/** How its screens come, when that takes long or does not work. */
export const fetching = signal<'note' | 'loading' | 'failed'>('note');

export function TellCard({ onOpen }: { onOpen: () => void }) {
  return (
    <Card
      name="tell"
      icon={<Glyph of={talkShapes} size={26} />}
      title={t('tell.card')}
      note={t(`tell.card.${fetching.value}`)}
      onPress={onOpen}
    />
  );
}
