// Coming back with the seven words, typed as people type; every word that is in no list is named.
import { useState } from 'preact/hooks';
import { loadWordList, openReceipt, readReceipt } from '#platform/sealing/index.ts';
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { canSeal, fetchDistricts } from './desks.ts';
import { Instead } from './Instead.tsx';
import { MineScreen } from './MineScreen.tsx';
import { askMine, mine, openMine } from './mine.ts';
import { nearWords, splitWords } from './near-words.ts';
import { Write } from './Write.tsx';
import './tell.css';

export function AgainScreen() {
  return mine.value === null ? <Typing /> : <MineScreen now={mine.value} />;
}

function Typing() {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  async function open(): Promise<void> {
    setWrong([]);
    try {
      setWrong(await find(text));
    } catch {
      setWrong([t('again.failed')]);
    }
  }
  return (
    <div class="screen">
      <ScreenHead title={t('again.title')} />
      <main class="screen-main tell">
        {canSeal() ? (
          <form
            class="tell-form"
            autocomplete="off"
            onSubmit={(event) => {
              event.preventDefault();
              if (busy) return;
              setBusy(true);
              void open().finally(() => setBusy(false));
            }}
          >
            <p>{t('again.lead')}</p>
            <p class="part-note">{t('again.lead.note')}</p>
            <Write
              name={t('again.field')}
              rows={3}
              most={300}
              value={text}
              onWrite={(words) => {
                setText(words);
                setWrong([]);
              }}
            />
            {wrong.length > 0 && (
              <div class="odd" role="alert">
                {wrong.map((line) => (
                  <p key={line}>{line}</p>
                ))}
              </div>
            )}
            <p class="part-note">{t('again.lost', { number: facts.value.numbers.hotline })}</p>
            <button type="submit" class="touch touch-brand tell-main" aria-disabled={busy}>
              {t(busy ? 'again.opening' : 'again.open')}
            </button>
          </form>
        ) : (
          <Instead of="cannot" />
        )}
      </main>
    </div>
  );
}

/** Opens what the words open; what is wrong with them, line by line, where they open nothing. */
async function find(text: string): Promise<string[]> {
  const lists = await Promise.all([loadWordList('ko'), loadWordList('en')]);
  const read = readReceipt(text, lists);
  if ('count' in read) return [t('again.count', { n: read.count })];
  if ('unknown' in read) {
    const words = splitWords(text);
    return read.unknown.map((at) => {
      const word = words[at] ?? '';
      const near = nearWords(word, lists);
      const said = t('again.unknown', { n: at + 1, word });
      return near.length === 0
        ? said
        : `${said}. ${t('again.perhaps', { words: near.join(', ') })}`;
    });
  }
  const secrets = await openReceipt(read.receipt);
  const told = await askMine(secrets, 'GET /api/reports/mine');
  if (told.ok) {
    void fetchDistricts();
    openMine(secrets, told.value);
    return [];
  }
  return [t(told.code === 'unknown-receipt' ? 'again.none' : 'again.failed')];
}
