// The contract of the people who walk bound to its services.
import type { Tx } from '#platform/db/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import type { networkContract } from './contract.ts';
import { toHours, toHoursCsv } from './hours.ts';
import { monthSpan } from './month.ts';
import { proposeMonth, publish } from './roster.ts';
import * as service from './service.ts';
import { type ShiftRow, selectHours, selectPeople, selectShifts } from './store.ts';

export type NetworkPorts = {
  config(): CityConfig;
  /** What is scanned into a phone that is enrolled with this secret. */
  sheetOf(key: string): { url: string; qr: { size: number; path: string } };
};

/** Handlers of `networkContract`. */
export function networkRoutes(ports: NetworkPorts): Handlers<typeof networkContract> {
  const dayOf = (at: Date) =>
    new Intl.DateTimeFormat('en-CA', {
      timeZone: ports.config().timeZone,
      dateStyle: 'short',
    }).format(at);
  const calendar = (): service.Calendar => ({ today: dayOf(new Date()), dayOf });

  async function show(tx: Tx, id: string) {
    const [row] = await selectPeople(tx, { id });
    if (!row) throw new Refused('no-person', 404, 'There is no such person here.');
    return service.toPerson(row, calendar().today);
  }

  return {
    async 'GET /api/people'(tx, _actor, { query }) {
      const { today } = calendar();
      const rows = await selectPeople(tx, { district: query.district });
      return { items: rows.map((row) => service.toPerson(row, today)) };
    },
    async 'POST /api/people'(tx, _actor, { body }) {
      return show(tx, await service.addPerson(tx, body));
    },
    async 'PATCH /api/people/:id'(tx, _actor, { params, body: { updatedAt, ...changes } }) {
      await service.changePerson(tx, params.id, changes, updatedAt);
      return show(tx, params.id);
    },
    async 'POST /api/people/:id/photo'(tx, _actor, { params, body }) {
      await service.changePhoto(tx, params.id, body.base64);
      return show(tx, params.id);
    },
    async 'POST /api/people/:id/phone'(tx, _actor, { params }) {
      const key = await service.enrolPhone(tx, params.id);
      return { key, ...ports.sheetOf(key) };
    },
    async 'POST /api/people/:id/phone/end'(tx, _actor, { params }) {
      await service.endPhone(tx, params.id);
      return show(tx, params.id);
    },
    async 'GET /api/shifts'(tx, _actor, { query }) {
      const from = new Date(query.from);
      const to = new Date(query.to);
      return {
        items: await named(tx, await selectShifts(tx, { from, to, district: query.district })),
      };
    },
    async 'POST /api/shifts'(tx, _actor, { body }) {
      const shift = {
        ...body,
        beginsAt: new Date(body.beginsAt),
        endsAt: new Date(body.endsAt),
        personIds: body.people,
      };
      const id = await service.planShift(tx, shift, calendar());
      const rows = await selectShifts(tx, { from: shift.beginsAt, to: shift.endsAt, id });
      return (await named(tx, rows))[0]!;
    },
    'POST /api/roster/proposal': async (tx, _actor, { body }) => ({
      evenings: await proposeMonth(tx, body, calendar()),
    }),
    'POST /api/roster': async (tx, _actor, { body }) => ({
      planned: await publish(tx, body.shifts, calendar()),
    }),
    async 'POST /api/shifts/:id/remove'(tx, _actor, { params }) {
      await service.removeShift(tx, params.id);
      return { done: true as const };
    },
    async 'GET /api/people/hours'(tx, _actor, { query }) {
      const { from, to } = monthSpan(query.month, ports.config().timeZone);
      const items = toHours(await selectHours(tx, from, to));
      return { items, csv: toHoursCsv(items) };
    },
  };
}

async function named(tx: Tx, shifts: readonly ShiftRow[]) {
  const people = await selectPeople(tx, { ids: shifts.flatMap(({ personIds }) => personIds) });
  const byId = new Map(people.map((person) => [person.id, person]));
  return shifts.map((shift) => ({
    ...shift,
    beginsAt: shift.beginsAt.toISOString(),
    endsAt: shift.endsAt.toISOString(),
    startedAt: shift.startedAt?.toISOString() ?? null,
    endedAt: shift.endedAt?.toISOString() ?? null,
    people: shift.personIds.flatMap((id) => {
      const person = byId.get(id);
      return person ? [{ id, name: person.name, staffNumber: person.staffNumber }] : [];
    }),
  }));
}
