// Buttons, fields, notices, the mark, letters and a window, as every page uses them.
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import type { ExampleSet } from './example.ts';
import { Field } from './Field.tsx';
import { Icon } from './Icon.tsx';
import { IconButton } from './icon-button/IconButton.tsx';
import { type IconName, icons } from './icons.ts';
import { language } from './language.ts';
import { Mark } from './Mark.tsx';
import { notices } from './notices.ts';

const both = ['phone', 'desk'] as const;
/** An example's own words, beside the module's files: nobody but the gallery says them. */
const say = (ko: string, en: string) => (language.value === 'ko' ? ko : en);
const nothing = () => {};

export const examples: ExampleSet = {
  title: { ko: '바탕 · 단추, 칸, 글자', en: 'Basics: buttons, fields, letters' },
  usual: 'dark',
  examples: [
    {
      name: 'buttons',
      title: { ko: '단추', en: 'Buttons' },
      sizes: both,
      frame: 'piece',
      photo: true,
      show: () => (
        <>
          <div class="shown-row">
            <Button kind="lamp" icon="check" press="Enter">
              {say('확인', 'Acknowledge')}
            </Button>
            <Button icon="phone" press="C">
              {say('점포에 전화', 'Call the store')}
            </Button>
            <Button kind="plain" icon="note">
              {say('메모', 'Note')}
            </Button>
            <Button kind="help">{say('도움 부르기', 'Call for help')}</Button>
          </div>
          <div class="shown-row">
            <Button kind="lamp" size="large">
              {say('다음', 'Next')}
            </Button>
            <Button size="small" icon="plus">
              {say('추가', 'Add')}
            </Button>
            <Button pressed>{say('골라 둔 것', 'Chosen')}</Button>
            <Button disabled>{say('지금은 안 됨', 'Not now')}</Button>
            <Button busy>{say('보내는 중', 'Sending')}</Button>
            <IconButton word={say('밝은 화면', 'Paper')} icon="sun" onPress={nothing} />
            <IconButton word={say('소리', 'Sound')} icon="soundOn" pressed onPress={nothing} />
          </div>
        </>
      ),
    },
    {
      name: 'fields',
      title: { ko: '칸', en: 'Fields' },
      sizes: both,
      frame: 'piece',
      show: () => (
        <>
          <Field name={say('점포 이름', 'Name of the store')}>
            <input class="input" placeholder={say('한별마트 무지개로점', 'Hanbyeol Mart')} />
          </Field>
          <div class="field-row">
            <Field name={say('전화', 'Telephone')}>
              <input class="input" type="tel" value="02-000-0141" />
            </Field>
            <Field name={say('상태', 'State')}>
              <select class="input">
                <option>{say('운영', 'Operating')}</option>
                <option>{say('일시 중지', 'Suspended')}</option>
              </select>
            </Field>
          </div>
          <Field name={say('메모', 'Note')}>
            <textarea class="input" />
          </Field>
        </>
      ),
    },
    {
      name: 'letters',
      title: { ko: '글자와 색', en: 'Letters and colours' },
      sizes: both,
      frame: 'piece',
      photo: true,
      show: () => (
        <>
          {['40', '28', '20', '17', '15', '13'].map((size) => (
            <p key={size} class={`type-${size}`}>
              {say('안심 귀가 23:58 · 문 열어 두었어요', 'Ansim 23:58, the door is open')}
            </p>
          ))}
          <div class="shown-row">
            {['ink', 'ink-2', 'brand', 'lamp-ink', 'danger', 'violet', 'info', 'good', 'grey'].map(
              (ink) => (
                <span key={ink} class={`ink-${ink}`}>
                  {ink}
                </span>
              ),
            )}
          </div>
          <div class="shown-row">
            <Mark size={24} />
            <Mark size={48} />
            <Mark size={96} glow />
          </div>
        </>
      ),
    },
    {
      name: 'icons',
      title: { ko: '그림', en: 'Icons' },
      sizes: both,
      frame: 'piece',
      show: () => (
        <ul class="shown-row">
          {(Object.keys(icons) as IconName[]).map((name) => (
            <li key={name}>
              <Icon name={name} size={24} />
              <span class="only-heard">{name}</span>
            </li>
          ))}
        </ul>
      ),
    },
    {
      name: 'notices',
      title: { ko: '알림', en: 'Notices' },
      sizes: both,
      frame: 'piece',
      show: () => {
        // Shown without a timer: `tell` would take them away.
        notices.value = [
          { id: 1, kind: 'done', text: say('신고를 확인함', 'The call is acknowledged') },
          {
            id: 2,
            kind: 'refused',
            text: say(
              '이수연이 먼저 처리함 · 지금 상태 출동',
              'Lee Suyeon was first; it is dispatched',
            ),
          },
        ];
        return <p>{say('알림은 아래 가운데에 섭니다.', 'Notices stand low in the middle.')}</p>;
      },
    },
    {
      name: 'dialog',
      title: { ko: '창', en: 'Window' },
      sizes: both,
      frame: 'piece',
      photo: true,
      show: () => (
        <Dialog
          title={say('어떻게 끝났나요', 'How did it end')}
          closeLabel={say('닫기', 'Close')}
          onClose={nothing}
        >
          <div class="choices">
            {[
              say('실제 위험 · 도움 닿음', 'Real; help arrived'),
              say('잘못 누름', 'Pressed by mistake'),
              say('점검', 'A test'),
            ].map((word, index) => (
              <button
                key={word}
                type="button"
                class="choice"
                aria-pressed={index === 0}
                onClick={nothing}
              >
                <span class="choice-word">{word}</span>
                <span class="choice-side">{index + 1}</span>
              </button>
            ))}
          </div>
          <footer class="dialog-foot">
            <Button>{say('취소', 'Cancel')}</Button>
            <Button kind="lamp">{say('마감', 'Close the call')}</Button>
          </footer>
        </Dialog>
      ),
    },
  ],
};
