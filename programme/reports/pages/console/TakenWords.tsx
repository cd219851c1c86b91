// The seven words for whoever told: read out, or printed on a slip that says nothing but them and where they are typed.
import { Button } from '#platform/ui/Button.tsx';
import { t } from './words.ts';

export function TakenWords({ words, onDone }: { words: readonly string[]; onDone: () => void }) {
  return (
    <div class="take">
      <p role="status">
        <strong>{t('take.done')}</strong> {t('take.words.note')}
      </p>
      <section class="take-print" aria-label={t('take.words')}>
        <ol translate={false}>
          {words.map((word) => (
            <li key={word}>{word}</li>
          ))}
        </ol>
        <p>{location.host}</p>
      </section>
      <p class="take-note">{t('take.words.warn')}</p>
      <div class="take-acts">
        <Button onPress={() => print()}>{t('take.print')}</Button>
        <Button kind="lamp" onPress={onDone}>
          {t('take.over')}
        </Button>
      </div>
    </div>
  );
}
