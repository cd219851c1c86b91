// One example, as the page it belongs to would show it and nothing around it.
import type { ComponentChild } from 'preact';
import type { Example } from '#platform/ui/example.ts';
import { Notices } from '#platform/ui/Notices.tsx';

export function Stage({ example, shown }: { example: Example; shown: ComponentChild }) {
  return (
    <>
      {example.frame === 'page' || example.frame === 'phone' ? (
        <div class="shown-page">{shown}</div>
      ) : (
        <main class={`shown shown-${example.frame}`}>
          <h1 class="only-heard">{example.title.ko}</h1>
          {shown}
        </main>
      )}
      <Notices />
    </>
  );
}
