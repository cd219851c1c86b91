// How one model of LoRaWAN button speaks, as people write it down: which field, or which byte of which port, means which press.
import { z } from 'zod';

const press = z.enum(['single', 'double', 'triple', 'long']);
const presses = z
  .record(z.string().max(60), press)
  .refine((values) => Object.keys(values).length > 0, 'Say at least one value that is a press.');
const byteIndex = z.number().int().min(0).max(241);

/**
 * `object`: `field` of the object that the network's codec decoded is looked up in `presses`, as text. `bytes`: byte `at` of
 * the raw payload, after `mask`, is looked up under its decimal value; uplinks on another port than `fPort` are signs of life.
 * A value that is not listed is a sign of life. `battery` is the field, or the byte, that holds percent. The longest LoRaWAN
 * payload has 242 bytes (LoRaWAN Regional Parameters RP002).
 */
export const mappingSchema = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('object'),
    field: z.string().min(1).max(60),
    presses,
    battery: z.string().min(1).max(60).optional(),
  }),
  z.strictObject({
    from: z.literal('bytes'),
    at: byteIndex,
    mask: z.number().int().min(1).max(255).optional(),
    fPort: z.number().int().min(1).max(223).optional(),
    presses: presses.refine(
      (values) =>
        Object.keys(values).every((value) => /^(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])$/.test(value)),
      'Values of a byte are whole numbers from 0 to 255.',
    ),
    battery: byteIndex.optional(),
  }),
]);
export type Mapping = z.infer<typeof mappingSchema>;
