// Calls to the control room's part of the server.
import { createClient } from '#platform/ui/client.ts';
import type { accessContract, cityContract } from '#programme/city/contract.ts';
import type { incidentsContract } from '../../contract.ts';

export const call = createClient<
  typeof incidentsContract & typeof cityContract & typeof accessContract
>();
