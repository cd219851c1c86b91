// Disclosures: what the law may ask, the three steps of one, what the desk that the law names received, and her side of it.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { deskRoles } from '#programme/reports/names.ts';
import {
  basisSchema,
  disclosedSchema,
  disclosureSchema,
  droppedSchema,
  herDisclosureSchema,
  newDisclosureSchema,
  openedSchema,
  receivedSchema,
  toldSchema,
} from './shapes.ts';

export type { Disclosure, HerDisclosure, OfferedBasis, Received } from './shapes.ts';

const one = z.object({ id: z.uuid().describe('The case, which is the report') });
const act = one.extend({ disclosure: z.uuid() });
const whole = z.object({
  minor: z.boolean().describe('The report says that it is about somebody under age'),
  bases: z.array(basisSchema).describe('In force today'),
  items: z.array(disclosureSchema),
});

export const disclosuresContract = defineContract({
  'GET /api/cases/:id/disclosures': {
    summary: 'What the law may ask of this case, and what was begun, told and disclosed',
    roles: deskRoles,
    params: one,
    reply: whole,
  },
  'POST /api/cases/:id/disclosures': {
    summary:
      'Begin one: its basis in law and the desk that it names; only of somebody under age. A correction is one that `corrects`',
    roles: deskRoles,
    params: one,
    status: 201,
    body: newDisclosureSchema,
    reply: disclosureSchema,
  },
  'POST /api/cases/:id/disclosures/:disclosure/tell': {
    summary: 'Tell her first: a message in her thread, sealed for her',
    roles: deskRoles,
    params: act,
    body: toldSchema,
    reply: disclosureSchema,
  },
  'POST /api/cases/:id/disclosures/:disclosure/disclose': {
    summary:
      'Disclose: a short text written for it, sealed for the desk that the law names and for her; refused before she was told',
    roles: deskRoles,
    params: act,
    body: disclosedSchema,
    reply: disclosureSchema,
  },
  'POST /api/cases/:id/disclosures/:disclosure/drop': {
    summary: 'It is not made after all',
    roles: deskRoles,
    params: act,
    body: droppedSchema,
    reply: disclosureSchema,
  },
  'GET /api/desk/disclosures': {
    summary: 'What was disclosed by law to the desks of whoever asks, nothing of it opened',
    roles: deskRoles,
    reply: z.object({ items: z.array(receivedSchema) }),
  },
  'POST /api/desk/disclosures/:disclosure/open': {
    summary: 'The sealed text and its wrap; leaves a mark that she and the team see',
    roles: deskRoles,
    params: z.object({ disclosure: z.uuid() }),
    body: z.object({}),
    reply: openedSchema,
  },
  'GET /api/disclosures/mine': {
    summary:
      'Hers (Authorization: Receipt TOKEN): what the law made the team tell, on which basis, whom and when, and the text',
    roles: 'public',
    ownTransaction: true,
    reply: z.object({ items: z.array(herDisclosureSchema) }),
  },
});
