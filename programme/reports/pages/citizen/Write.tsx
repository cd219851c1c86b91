// A field for her words: neither kept by the browser nor read by a spelling service.
import { useId } from 'preact/hooks';

type Props = {
  name: string;
  like?: string;
  value: string;
  onWrite: (value: string) => void;
  rows?: number;
  most?: number;
  odd?: string | null;
};

const quiet = { autocomplete: 'off', spellcheck: false, autocapitalize: 'off' } as const;

/** `odd` says under it what is missing or wrong. */
export function Write({ name, like = '', value, onWrite, rows = 1, most = 300, odd }: Props) {
  const id = useId();
  const common = {
    ...quiet,
    id,
    class: 'write-in',
    placeholder: like,
    maxLength: most,
    value,
    'aria-invalid': odd != null,
    'aria-describedby': odd == null ? undefined : `${id}-odd`,
  };
  return (
    <>
      <label class="named" for={id}>
        <span>{name}</span>
        {rows > 1 ? (
          <textarea
            {...common}
            rows={rows}
            onInput={(event) => onWrite(event.currentTarget.value)}
          />
        ) : (
          <input {...common} onInput={(event) => onWrite(event.currentTarget.value)} />
        )}
      </label>
      {odd != null && (
        <p id={`${id}-odd`} class="odd" role="alert">
          {odd}
        </p>
      )}
    </>
  );
}
