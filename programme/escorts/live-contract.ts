// The stream of her walk; it is bound by hand and described like the other routes.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { placedSchema } from './shapes.ts';

export const walkLiveContract = defineContract({
  'GET /api/walks/:id/live': {
    summary:
      'Server-sent events of her walk (`Authorization: Walk KEY`): `walk` {version} when she should ask for it again, `position` {lat, lon, at} of the pair, `beat` every 10 s; ends with the walk',
    roles: 'device',
    params: z.object({ id: z.uuid() }),
    reply: placedSchema,
  },
});
