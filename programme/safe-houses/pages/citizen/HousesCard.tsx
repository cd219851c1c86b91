// The safe houses on the first screen: true without her place, and exact once she has asked.
import storeShapes from 'lucide-static/icons/store.svg?icon';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { askHere } from '#platform/ui/phone/here.ts';
import { Card } from '#platform/ui/phone/ScreenHead.tsx';
import { go } from '#platform/ui/phone/screen.ts';
import { inLanguage, t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { refuge } from './choose.ts';
import { countOpen, counts, places } from './houses.ts';
import { nameOf, sayNear } from './say.ts';

export function HousesCard() {
  const near = refuge.value;
  const list = places.value;
  const name = inLanguage(facts.value.labels.safeHouse);
  return (
    <Card
      name="houses"
      icon={<Glyph of={storeShapes} size={26} />}
      title={t('houses.card', { name })}
      note={
        near !== null && list !== null
          ? `${nameOf(list, near.index)} ${sayNear(list, near)}`
          : sayCounts()
      }
      onPress={() => {
        // This touch is the wish; before it nobody asks where she is.
        askHere();
        go('houses');
      }}
    />
  );
}

function sayCounts(): string {
  const list = places.value;
  const known = counts.value;
  const open = list === null ? null : t('houses.card.open', { n: countOpen(list) });
  const confirmed =
    known === null || known.confirmed === 0
      ? null
      : t('houses.card.confirmed', { n: known.confirmed });
  const said = [open, confirmed].filter((part) => part !== null);
  if (said.length > 0) return said.join(' · ');
  return known === null
    ? t('houses.card.plain')
    : t('houses.card.all', { stores: known.stores, offices: known.offices });
}
