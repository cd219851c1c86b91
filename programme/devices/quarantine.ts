// The quarantine's contract bound to its table.
import { mark } from '#platform/audit/index.ts';
import type { Handlers } from '#platform/http/index.ts';
import type { quarantineContract } from './quarantine-contract.ts';

/** Handlers of `quarantineContract`. */
export function quarantineRoutes(): Handlers<typeof quarantineContract> {
  return {
    async 'GET /api/quarantine'(tx) {
      const rows = await tx.sql<{
        id: string;
        at: Date;
        protocol: string;
        device_id: string | null;
        label: string | null;
        reason: string;
        detail: string;
      }>`
        select q.id::text, q.at, q.protocol, q.device_id, d.label, q.reason, q.detail
        from devices.quarantine q left join devices.devices d on d.id = q.device_id
        where q.looked_at is null order by q.at desc limit 500`;
      return {
        items: rows.map(({ device_id, label, at, detail, ...row }) => ({
          ...row,
          at: at.toISOString(),
          deviceId: device_id,
          device: label,
          detail: detail || null,
        })),
      };
    },
    async 'POST /api/quarantine/:id/looked'(tx, actor, { params }) {
      const rows = await tx.sql`
        update devices.quarantine set looked_at = clock_timestamp(), looked_by = ${actor.id}
        where id = ${params.id} and looked_at is null returning id`;
      if (rows.length > 0) await mark(tx, 'quarantine.looked', params.id);
      return { looked: rows.length > 0 };
    },
  };
}
