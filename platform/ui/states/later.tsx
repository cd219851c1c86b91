// A part of a page that is fetched when it is first drawn: no first script carries what few people open.
import { signal } from '@preact/signals';
import type { ComponentChild } from 'preact';
import { useEffect } from 'preact/hooks';
import { Loading } from './Loading.tsx';
import { Offline } from './Offline.tsx';

/** Draws what `fetchPart` brings; so many lines while it is under way, and a way to try again when it cannot be had now. */
export function later<Props extends object>(
  fetchPart: () => Promise<(props: Props) => ComponentChild>,
  lines = 3,
): (props: Props) => ComponentChild {
  const fetched = signal<{ Part: (props: Props) => ComponentChild } | 'fetching' | 'failed'>(
    'fetching',
  );
  function start(): void {
    if (typeof fetched.peek() === 'object') return;
    fetched.value = 'fetching';
    fetchPart().then(
      (Part) => {
        fetched.value = { Part };
      },
      () => {
        fetched.value = 'failed';
      },
    );
  }
  return function Later(props: Props) {
    useEffect(start, []);
    const part = fetched.value;
    if (part === 'failed') return <Offline onRetry={start} />;
    if (part === 'fetching') return <Loading lines={lines} />;
    return <part.Part {...props} />;
  };
}
