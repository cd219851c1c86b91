// The two ways that need no data network: a call, and a text message with her place already written.

import textShapes from 'lucide-static/icons/message-square-text.svg?icon';
import phoneShapes from 'lucide-static/icons/phone.svg?icon';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { callAddress, smsAddress } from './sms.ts';

export function Telephone() {
  const number = facts.value.numbers.emergency;
  return (
    <div class="telephone">
      <a class="touch" href={callAddress()}>
        <Glyph of={phoneShapes} size={20} />
        {t('sos.call', { number })}
      </a>
      <a class="touch" href={smsAddress()}>
        <Glyph of={textShapes} size={20} />
        {t('sos.text', { number })}
      </a>
    </div>
  );
}
