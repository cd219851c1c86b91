// Drills: presses that are practice from the first moment and can never leave the city.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { system } from '#platform/db/index.ts';
import { defineContract, type Handlers, Refused } from '#platform/http/index.ts';
import { hearDevice, readDevice } from '#programme/devices/index.ts';
import type { IntakeContext } from './intake.ts';

export const drillContract = defineContract({
  'POST /api/drills': {
    summary: 'Press a button for practice; a demo city or a device marked for training only',
    roles: ['manager', 'administrator', 'city-operator'],
    status: 201,
    body: z.object({
      deviceId: z.uuid(),
      press: z.enum(['single', 'double', 'triple', 'long']).default('single'),
    }),
    reply: z.object({ incidentId: z.string().nullable() }),
  },
});

/** Handlers of the drills. */
export function drillRoutes(context: IntakeContext): Handlers<typeof drillContract> {
  return {
    async 'POST /api/drills'(tx, _actor, { body }) {
      // Pressed as the server itself, so first as whoever asks: nobody drills a district that is not theirs.
      if (!(await readDevice(tx, body.deviceId)))
        throw new Refused('unknown-device', 404, 'No such device is in service in your district.');
      const outcome = await context.db.transaction(system, (tx) =>
        hearDevice(tx, context.config(), context.doors, {
          deviceId: body.deviceId,
          signal: {
            kind: 'alarm',
            press: body.press,
            batteryPercent: null,
            linkQuality: null,
            tampered: false,
            deliveryId: `drill-${randomUUID()}`,
            occurredAt: null,
          },
          wire: { key: '', redelivered: false },
          idLifetimeSeconds: null,
          drill: true,
        }),
      );
      return { incidentId: outcome.incidentId };
    },
  };
}
