// Enrolling a unit's phone: a code to scan, shown this once; another phone makes the one before worthless.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import type { PhoneSheet, UnitRow as Unit } from '../../contract.ts';
import { busy, enrolPhone } from './units-state.ts';
import { t } from './words.ts';

export function AskPhone({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const [sheet, setSheet] = useState<PhoneSheet | null>(null);
  // Whether it is another phone was known when the window opened; afterwards the unit has one.
  const [renews] = useState(unit.phone);
  const title = renews
    ? t('phone.renew.title', { unit: unit.callSign })
    : t('phone.enrol.title', { unit: unit.callSign });
  return (
    <Dialog title={title} closeLabel={t('close')} onClose={onClose} wide>
      {sheet === null ? (
        <>
          <p class="dialog-note">{renews ? t('phone.renew.note') : t('phone.enrol.note')}</p>
          <footer class="dialog-foot">
            <Button
              kind="lamp"
              busy={busy.value}
              onPress={() => void enrolPhone(unit).then(setSheet)}
            >
              {t('phone.show')}
            </Button>
          </footer>
        </>
      ) : (
        <>
          <div class="units-codes">
            <figure>
              <Code qr={sheet.qr} label={t('qr')} />
              <figcaption>{t('qr.page.note')}</figcaption>
            </figure>
            <figure>
              <Code qr={sheet.trackerQr} label={t('qr.tracker')} />
              <figcaption>{t('qr.tracker.note')}</figcaption>
            </figure>
          </div>
          <dl class="units-lines">
            {sheet.lines.map(({ name, value }) => (
              <div key={name}>
                <dt>{t(`line.${name as 'page'}`)}</dt>
                <dd>
                  <code>{value}</code>
                </dd>
              </div>
            ))}
          </dl>
          <p class="dialog-note">{t('once')}</p>
          <footer class="dialog-foot">
            <Button kind="lamp" onPress={onClose}>
              {t('seen')}
            </Button>
          </footer>
        </>
      )}
    </Dialog>
  );
}

function Code({ qr, label }: { qr: PhoneSheet['qr']; label: string }) {
  const { size, path } = qr;
  return (
    <svg
      class="units-code"
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect class="units-paper" x={-4} y={-4} width={size + 8} height={size + 8} />
      <path class="units-ink" d={path} />
    </svg>
  );
}
