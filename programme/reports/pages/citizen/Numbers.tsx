// The telephone, always there: the city's numbers and what each does.
import { t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';

const known = ['emergency', 'fire', 'womensHotline', 'hotline'] as const;

export function Numbers() {
  return (
    <ul class="tell-numbers">
      {known.map((name) => {
        const number = facts.value.numbers[name];
        return (
          <li key={name}>
            <a class="touch" href={`tel:${number}`}>
              <strong>{number}</strong>
              <span class="touch-words">{t(`plain.${name}`)}</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
