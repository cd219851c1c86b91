// The keys of the own desks: made where there is none, handed to a colleague in one touch, made anew when somebody left.
import { computed } from '@preact/signals';
import { Button } from '#platform/ui/Button.tsx';
import { Icon } from '#platform/ui/Icon.tsx';
import type { MyDesk } from './inbox-state.ts';
import { busy, handOn, makeDeskKeyOf, mine, openKeys, phase } from './key-state.ts';
import { type NameDistrict, sayDesk } from './say.ts';
import { t } from './words.ts';

/** What wants somebody about a desk's keys; `null`: all is well. */
function wantOf(desk: MyDesk): 'none' | 'unsignedFirst' | 'rotate' | 'unsigned' | 'mine' | null {
  const [newest] = desk.keys;
  if (newest === undefined) return 'none';
  if (!newest.signed) return desk.keys.some(({ signed }) => signed) ? 'unsigned' : 'unsignedFirst';
  if (desk.rotate) return 'rotate';
  return desk.keys.every(({ held }) => held.length === 0) ? 'mine' : null;
}

/** Whether somebody must do something about the keys: then they stand above the reports. */
export const deskKeysWant = computed(() =>
  (mine.value?.desks ?? []).some(
    (desk) => wantOf(desk) !== null || desk.members.some((member) => stateOf(member) === 'lacks'),
  ),
);

export function DeskKeys({ nameDistrict }: { nameDistrict: NameDistrict }) {
  if (phase.value !== 'open' && phase.value !== 'locked') return null;
  return (
    <>
      {mine.value?.desks.map((desk) => (
        <DeskKey key={desk.id} desk={desk} nameDistrict={nameDistrict} />
      ))}
    </>
  );
}

function DeskKey({ desk, nameDistrict }: { desk: MyDesk; nameDistrict: NameDistrict }) {
  const want = wantOf(desk);
  const lacking = desk.members.filter((member) => stateOf(member) === 'lacks');
  const open = phase.value === 'open';
  const mayHandOn = open && desk.keys.some(({ id }) => openKeys.value.includes(id));
  return (
    <details class="desk-keys" open={want !== null || lacking.length > 0}>
      <summary>
        <Icon name="people" size={18} />
        <strong>
          {t('deskKeys.title')} · {sayDesk(desk, nameDistrict)}
        </strong>
        <span>{want === null && lacking.length === 0 ? t('deskKeys.well') : ''}</span>
      </summary>
      {want !== null && (
        <div class="desk-keys-want">
          <p role="status">{t(`deskKeys.${want}`)}</p>
          {(want === 'none' || want === 'rotate') && (
            <Button
              kind="lamp"
              disabled={!open}
              busy={busy.value}
              onPress={() => void makeDeskKeyOf(desk)}
            >
              {t(want === 'none' ? 'act.makeDeskKey' : 'act.rotate')}
            </Button>
          )}
        </div>
      )}
      {lacking.length > 0 && <p class="desk-keys-note">{t('handOn.note')}</p>}
      <ul aria-label={t('deskKeys.members')}>
        {desk.members.map((member) => {
          const state = stateOf(member);
          return (
            <li key={member.staff}>
              <span>
                <strong>{member.name}</strong> {t(`member.${state}`)}
              </span>
              {state === 'lacks' && (
                <Button
                  size="small"
                  disabled={!mayHandOn}
                  busy={busy.value}
                  onPress={() => void handOn(desk, member.staff, member.name)}
                >
                  {t('act.handOn')}
                  <span class="only-heard"> {member.name}</span>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function stateOf(member: MyDesk['members'][number]): 'holds' | 'lacks' | 'noKey' {
  if (member.keys.length === 0) return 'noKey';
  return member.keys.some(({ lacks }) => lacks.length > 0) ? 'lacks' : 'holds';
}
