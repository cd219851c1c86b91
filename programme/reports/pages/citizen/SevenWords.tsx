// The seven words, for the only time: written down, one of them typed back, and then gone from this phone.
import { useState } from 'preact/hooks';
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { back, go, replace } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { openMine } from './mine.ts';
import { type Sending, sending } from './send.ts';
import { Uploads } from './Uploads.tsx';
import { isSending } from './uploads.ts';
import { Write } from './Write.tsx';

type Sent = Extract<Sending, { state: 'words' }>;
type Stage = 'show' | 'try' | 'skip' | 'done';

const plain = (word: string) => word.normalize('NFKD').trim().toLowerCase();

export function SevenWords({ sent }: { sent: Sent }) {
  const [stage, setStage] = useState<Stage>('show');
  const [place] = useState(() => crypto.getRandomValues(new Uint8Array(1))[0]! % sent.words.length);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const isDraft = sent.report.state === 'draft';
  function finish(to: 'home' | 'again'): void {
    if (to === 'again') openMine(sent.secrets, sent.report);
    if (to === 'again') replace('again');
    else go('home');
    sending.value = { state: 'none' };
  }
  return (
    <div class="screen">
      <ScreenHead
        key={stage}
        title={t(stage === 'done' ? 'words.done' : 'words.title')}
        onBack={() =>
          stage === 'show' ? back() : stage === 'done' ? finish('home') : setStage('show')
        }
      />
      <main class="screen-main tell">
        {stage === 'show' && (
          <>
            <p class="tell-lead" role="status">
              {t(isDraft ? 'words.kept' : 'words.sent')}
            </p>
            <p>{t('words.lead')}</p>
            <ol class="tell-words" translate={false}>
              {sent.words.map((word) => (
                <li key={word}>{word}</li>
              ))}
            </ol>
            <p class="part-note">{t('words.lead.safe')}</p>
            <div class="screen-space" />
            <button type="button" class="touch touch-brand" onClick={() => setStage('try')}>
              {t('words.written')}
            </button>
            <button type="button" class="touch touch-plain" onClick={() => setStage('skip')}>
              {t('words.skip')}
            </button>
          </>
        )}
        {stage === 'try' && (
          <form
            class="tell-form"
            autocomplete="off"
            onSubmit={(event) => {
              event.preventDefault();
              if (plain(typed) === plain(sent.words[place] ?? '')) setStage('done');
              else setWrong(true);
            }}
          >
            <Write
              name={t('words.try', { n: place + 1 })}
              most={40}
              value={typed}
              odd={wrong ? t('words.wrong') : null}
              onWrite={(word) => {
                setTyped(word);
                setWrong(false);
              }}
            />
            <button type="button" class="touch" onClick={() => setStage('show')}>
              {t('words.again')}
            </button>
            <button type="submit" class="touch touch-brand tell-main">
              {t('words.check')}
            </button>
          </form>
        )}
        {stage === 'skip' && (
          <>
            <p class="tell-note" role="alert">
              {t(isDraft ? 'words.skip.warn.draft' : 'words.skip.warn')}
            </p>
            <div class="screen-space" />
            <button type="button" class="touch touch-brand" onClick={() => setStage('show')}>
              {t('words.again')}
            </button>
            <button type="button" class="touch" onClick={() => setStage('done')}>
              {t('words.skip.sure')}
            </button>
          </>
        )}
        {stage === 'done' && (
          <>
            <p>{t(isDraft ? 'words.done.kept' : 'words.done.sent')}</p>
            <Uploads />
            <p class="part-note">{t('words.done.nothing')}</p>
            <div class="screen-space" />
            <button type="button" class="touch" onClick={() => finish('again')}>
              {t('words.look')}
            </button>
            <button type="button" class="touch touch-brand" onClick={() => finish('home')}>
              {t(isSending() ? 'words.home.stops' : 'words.home')}
            </button>
          </>
        )}
      </main>
    </div>
  );
}
