// A small proof of work, done beside everything else when many reports come the same way: it takes a mark away, and nothing waits for it.
import { textHasher } from '#platform/sealing/index.ts';
import { ask } from '#platform/ui/phone/ask.ts';
import type { HerReport } from '../../contract.ts';
import { isWork, workText } from '../../rules.ts';

/** So many tries between two looks at the screen: a touch is never held up by it. */
const atOnce = 2000;

/** Finds the number for a report and tells the city. What fails here changes nothing. */
export async function doWork(report: HerReport, token: string): Promise<void> {
  const hash = await textHasher();
  for (let nonce = 0; ; nonce += 1) {
    if (isWork(hash(workText(report.id, nonce)))) {
      await ask('POST /api/reports/mine/work', {
        authorization: `Receipt ${token}`,
        body: { nonce },
      });
      return;
    }
    if (nonce % atOnce === atOnce - 1) await new Promise((done) => setTimeout(done));
  }
}
