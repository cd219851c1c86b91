// Her files when she comes back: what is there, what was cut off and can go on, one more, one less.
import { useEffect, useState } from 'preact/hooks';
import { t } from '#platform/ui/phone/words.ts';
import type { HerReport } from '../../contract.ts';
import type { FileFacts } from '../../sealing/hers.ts';
import { FilePicker } from './AskFiles.tsx';
import { flip } from './answers.ts';
import { Chips } from './Chips.tsx';
import { sayDesk } from './desks.ts';
import { knownDesks, mine, openMine, renewMine, texts } from './mine.ts';
import { roomOf, saySize } from './picked.ts';
import { giftsFor } from './send.ts';
import { Uploads } from './Uploads.tsx';
import { removeParts } from './upload-calls.ts';
import { addUploads, arrived, type To, uploads } from './uploads.ts';

type Kept = { part: HerReport['parts'][number]; facts: FileFacts };

export function MyFiles({ report }: { report: HerReport }) {
  const [adding, setAdding] = useState(false);
  const [to, setTo] = useState<readonly string[]>([]);
  const [odd, setOdd] = useState(false);
  const [failed, setFailed] = useState(false);
  const news = arrived.value;
  useEffect(() => {
    if (news > 0) void renewMine();
  }, [news]);
  const going = new Set(
    uploads.value.flatMap(({ state, parts }) => (state === 'failed' ? [] : parts)),
  );
  const files = keptFiles(report).filter(({ part }) => !going.has(part.id) || isWhole(part));
  const isSent = report.state === 'sent';
  const originals = files.filter(({ facts }) => facts.of === null);
  async function remove(parts: readonly string[]): Promise<void> {
    const now = mine.value;
    const after = now && (await removeParts(now.secrets.token, parts));
    setFailed(after === null);
    if (now !== null && after !== null) openMine(now.secrets, after);
  }
  return (
    <section class="part">
      <h2>{t('mine.files')}</h2>
      {originals.length === 0 && <p class="part-note">{t('mine.files.none')}</p>}
      <ul class="tell-files">
        {originals.map((file) => {
          const copies = files.filter(({ facts }) => facts.of === file.part.id);
          return (
            <Row
              key={file.part.id}
              file={file}
              copy={copies.some(({ part }) => isWhole(part))}
              onGoOn={(chosen) => goOn(report, file, copies, chosen)}
              onRemove={() => remove([file, ...copies].map(({ part }) => part.id))}
            />
          );
        })}
      </ul>
      {failed && (
        <p class="odd" role="alert">
          {t('mine.failed')}
        </p>
      )}
      <Uploads />
      {adding ? (
        <>
          {isSent && (
            <Chips
              name={t('mine.files.to')}
              chips={knownDesks()
                .filter(({ desk }) => report.desks.some(({ id }) => id === desk))
                .map((desk) => ({
                  value: desk.desk,
                  words: sayDesk(desk),
                  chosen: to.includes(desk.desk),
                }))}
              onChoose={(desk) => {
                setTo(flip(to, desk));
                setOdd(false);
              }}
            />
          )}
          {odd && (
            <p class="odd" role="alert">
              {t('mine.files.odd')}
            </p>
          )}
          <FilePicker
            left={report.files.left}
            onPick={(chosen) => {
              if (isSent && to.length === 0) {
                setOdd(true);
                return [];
              }
              return add(report, chosen, isSent ? to : []);
            }}
          />
        </>
      ) : (
        <button type="button" class="touch" onClick={() => setAdding(true)}>
          {t('mine.files.add')}
        </button>
      )}
    </section>
  );
}

type RowProps = {
  file: Kept;
  copy: boolean;
  onGoOn: (chosen: File) => void;
  onRemove: () => Promise<void>;
};

function Row({ file: { part, facts }, copy, onGoOn, onRemove }: RowProps) {
  const [sure, setSure] = useState(false);
  const whole = isWhole(part);
  const percent = Math.floor((part.received / (part.pieces ?? 1)) * 100);
  return (
    <li>
      <span class="touch-words">
        {facts.name}
        <small>{whole ? saySize(facts.size) : t('mine.files.part', { percent })}</small>
        {copy && <small>{t('mine.files.copy')}</small>}
      </span>
      {!whole && (
        <label class="touch tell-file">
          <input
            type="file"
            onChange={(event) => {
              const [chosen] = event.currentTarget.files ?? [];
              if (chosen !== undefined) onGoOn(chosen);
              event.currentTarget.value = '';
            }}
          />
          {t('mine.files.goOn')}
        </label>
      )}
      <button
        type="button"
        class="touch touch-plain"
        onClick={() => {
          if (sure) void onRemove();
          setSure(!sure);
        }}
      >
        {t(sure ? 'mine.files.sure' : 'mine.files.remove')}
        <span class="only-heard"> {facts.name}</span>
      </button>
    </li>
  );
}

const isWhole = (part: HerReport['parts'][number]) => part.received === part.pieces;

function keptFiles(report: HerReport): Kept[] {
  return report.parts.flatMap((part) => {
    const text = part.kind === 'file' ? texts.value.get(part.id) : null;
    return text == null ? [] : [{ part, facts: JSON.parse(text) as FileFacts }];
  });
}

function toOf(report: HerReport, desks: readonly string[]): To | null {
  const now = mine.value;
  return (
    now && {
      report: report.id,
      secrets: now.secrets,
      district: report.clear?.district ?? null,
      gifts: () => (desks.length === 0 ? [] : giftsFor(desks, null)),
    }
  );
}

/** Puts what fits on its way; answers what is too large. */
function add(report: HerReport, chosen: readonly File[], desks: readonly string[]): File[] {
  const to = toOf(report, desks);
  let room = report.files.left;
  const fits: File[] = [];
  for (const file of chosen) {
    if (file.size === 0 || roomOf(file) > room) continue;
    room -= roomOf(file);
    fits.push(file);
  }
  if (to !== null) addUploads(fits, to);
  return chosen.filter((file) => !fits.includes(file));
}

function goOn(report: HerReport, { part, facts }: Kept, copies: readonly Kept[], chosen: File) {
  const has = report.consents
    .filter((one) => one.part === part.id && one.revokedAt === null)
    .map(({ desk }) => desk);
  const to = toOf(report, has);
  const hasCopy = copies.some((copy) => isWhole(copy.part));
  if (to !== null) addUploads([chosen], to, { part, facts, hasCopy });
}
