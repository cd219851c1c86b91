// "Walk me home" on the first screen: the next evening's hours, or how her own walk stands.
import walkShapes from 'lucide-static/icons/footprints.svg?icon';
import { cityTime } from '#platform/ui/phone/ask.ts';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { Card } from '#platform/ui/phone/ScreenHead.tsx';
import { spoken, t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { evenings, said } from './card.ts';

const soon = 43_200_000;

export function WalkCard({ onOpen }: { onOpen: () => void }) {
  const now = said.value;
  const next = evenings.value.find(([, closes]) => closes > cityTime());
  return next === undefined && now === null ? null : (
    <Card
      name="walk"
      icon={<Glyph of={walkShapes} size={26} />}
      title={now?.title ?? t('walk.card')}
      note={now?.note ?? sayHours(next ?? [0, 0])}
      onPress={onOpen}
    />
  );
}

function sayHours([opens, closes]: readonly [number, number]): string {
  const say = (at: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(spoken.value.language, {
      timeZone: facts.value.timeZone,
      hourCycle: 'h23',
      ...options,
    }).format(at);
  const [from, to] = [opens, closes].map((at) => say(at, { hour: '2-digit', minute: '2-digit' }));
  const day = opens - cityTime() < soon ? t('walk.tonight') : say(opens, { weekday: 'long' });
  return `${day} ${from}–${to}`;
}
