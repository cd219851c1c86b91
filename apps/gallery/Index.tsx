// The list of everything that can be seen, with a switch for language, theme and contrast.
import type { ExampleSet } from '#platform/ui/example.ts';
import { inLanguage, nameOfLanguage } from '#platform/ui/language.ts';
import { Mark } from '#platform/ui/Mark.tsx';
import { type View, writeView } from './address.ts';
import { t } from './words.ts';

type IndexProps = { view: View; sets: ReadonlyMap<string, ExampleSet> };

export function Index({ view, sets }: IndexProps) {
  const choices: readonly { name: string; links: readonly { word: string; to: View }[] }[] = [
    {
      name: t('language'),
      links: ['ko', 'en'].map((code) => ({
        word: nameOfLanguage(code),
        to: { ...view, language: code },
      })),
    },
    {
      name: t('theme'),
      links: (['dark', 'paper'] as const).map((theme) => ({
        word: t(`theme.${theme}`),
        to: { ...view, theme },
      })),
    },
    {
      name: t('contrast'),
      links: (['usual', 'more'] as const).map((contrast) => ({
        word: t(`contrast.${contrast}`),
        to: { ...view, contrast },
      })),
    },
  ];
  return (
    <div class="gallery">
      <header class="gallery-head">
        <Mark size={40} />
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
        <nav class="gallery-choices" aria-label={t('choices')}>
          {choices.map(({ name, links }) => (
            <p key={name}>
              <span>{name}</span>
              {links.map(({ word, to }) => (
                <a
                  key={word}
                  href={writeView(to)}
                  aria-current={writeView(to) === writeView(view) ? 'true' : undefined}
                >
                  {word}
                </a>
              ))}
            </p>
          ))}
        </nav>
      </header>
      <main class="gallery-sets">
        {[...sets].map(([name, set]) => (
          <section key={name} class="gallery-set" aria-labelledby={`set-${name}`}>
            <h2 id={`set-${name}`}>{inLanguage(set.title)}</h2>
            <ul>
              {set.examples.map((example) => (
                <li key={example.name}>
                  <a
                    data-sizes={example.sizes.join(' ')}
                    data-frame={example.frame}
                    data-photo={example.photo ? set.usual : undefined}
                    href={writeView({ ...view, set: name, example: example.name })}
                  >
                    {inLanguage(example.title)}
                    <small>{example.sizes.map((size) => t(`size.${size}`)).join(' · ')}</small>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </main>
    </div>
  );
}
