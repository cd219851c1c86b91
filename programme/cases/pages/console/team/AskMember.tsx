// Somebody comes into a team, changes what they are or carry, is away, or is let go.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { type Profession, professions } from '../../../names.ts';
import { busy, type Candidate, fetchCandidates, keepMember, type Member } from './team-state.ts';
import { t } from './words.ts';

type AskMemberProps = { known: Member | null; onClose: () => void };

export function AskMember({ known, onClose }: AskMemberProps) {
  const [people, setPeople] = useState<readonly Candidate[] | null>(null);
  const [staff, setStaff] = useState(known?.staff ?? '');
  const [profession, setProfession] = useState<Profession>(known?.profession ?? 'counsellor');
  const [capacity, setCapacity] = useState(known?.capacity ?? 12);
  const [away, setAway] = useState(known !== null && !known.active);
  const [sure, setSure] = useState(false);
  useEffect(() => {
    if (known === null)
      void fetchCandidates().then((found) => {
        if (found === null) return onClose();
        setPeople(found);
        const [first] = found;
        if (first !== undefined) choose(first);
      });
  }, []);
  function choose(person: Candidate): void {
    setStaff(person.staff);
    setProfession(person.professions[0] ?? 'counsellor');
  }
  const fitting =
    people?.find((one) => one.staff === staff)?.professions ??
    professions.filter((one) => (one === 'police') === (known?.profession === 'police'));
  async function keep(of: Profession | null): Promise<void> {
    if (await keepMember({ staff, profession: of, capacity, active: !away })) onClose();
  }
  return (
    <Dialog
      title={known === null ? t('ask.member.add') : t('ask.member.change', { name: known.name })}
      closeLabel={t('close')}
      onClose={onClose}
    >
      {known === null && people === null ? (
        <Loading lines={3} />
      ) : people?.length === 0 ? (
        <p>{t('ask.member.none')}</p>
      ) : (
        <form
          class="team-form"
          onSubmit={(event) => {
            event.preventDefault();
            void keep(profession);
          }}
        >
          {people !== null && (
            <Field name={t('ask.who')}>
              <select
                class="input"
                data-first
                value={staff}
                onChange={({ currentTarget }) => {
                  const chosen = people.find((one) => one.staff === currentTarget.value);
                  if (chosen !== undefined) choose(chosen);
                }}
              >
                {people.map((one) => (
                  <option key={one.staff} value={one.staff}>
                    {one.name}
                  </option>
                ))}
              </select>
            </Field>
          )}
          <div class="field-row">
            <Field name={t('ask.profession')}>
              <select
                class="input"
                value={profession}
                onChange={({ currentTarget }) => setProfession(currentTarget.value as Profession)}
              >
                {fitting.map((one) => (
                  <option key={one} value={one}>
                    {t(`profession.${one}`)}
                  </option>
                ))}
              </select>
            </Field>
            <Field name={t('ask.capacity')}>
              <input
                class="input"
                type="number"
                min={0}
                max={200}
                required
                value={capacity}
                onInput={({ currentTarget }) => setCapacity(Number(currentTarget.value))}
              />
            </Field>
          </div>
          {known !== null && (
            <label class="team-check">
              <input
                type="checkbox"
                checked={away}
                onChange={({ currentTarget }) => setAway(currentTarget.checked)}
              />
              <span>
                {t('ask.away')}
                {away && known.active && (
                  <small class="team-check-note">{t('ask.away.note')}</small>
                )}
              </span>
            </label>
          )}
          <footer class="dialog-foot">
            {known !== null && (
              <Button
                kind="plain"
                busy={busy.value}
                onPress={() => {
                  if (sure) void keep(null);
                  else setSure(true);
                }}
              >
                {t(sure ? 'ask.letGo.sure' : 'ask.letGo')}
              </Button>
            )}
            <Button kind="lamp" type="submit" busy={busy.value}>
              {t(known === null ? 'ask.keep' : 'ask.change')}
            </Button>
          </footer>
        </form>
      )}
    </Dialog>
  );
}
