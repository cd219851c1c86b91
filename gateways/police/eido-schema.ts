// What an Emergency Incident Data Object must look like, for a desk that receives one (NENA-STA-021.1b, EIDO 1.0).
import { z } from 'zod';

const reference = z.object({ $ref: z.string().min(1) });
const references = z.array(reference);
// W3C date and time with seconds and zone (NENA-STA-010, as section 2 asks).
const timestamp = z.iso.datetime({ offset: true });

/** Section 2, the prologue of every component. */
const prologue = {
  $id: z.string().min(1),
  lastUpdateTimeStamp: timestamp,
  updatedByAgencyReference: reference,
  updatedByAgentReference: reference.optional(),
};

const dispositionSchema = z.looseObject({
  ...prologue,
  dispositionCommonRegistryCode: z.string().regex(/^\d{2,3}$/),
  dispositionPrimaryIndicator: z.boolean().optional(),
  dispositionDescriptionText: z.string().optional(),
  notesReference: references.optional(),
});

/** 2.9 Incident. */
const incidentComponent = z.looseObject({
  ...prologue,
  incidentTypeCommonRegistryText: z.string().min(1),
  incidentTypeInternalCode: z.string().optional(),
  incidentTypeInternalText: z.string().optional(),
  incidentStatusInternalText: z.array(z.string()).optional(),
  incidentStatusCommonRegistryText: z.array(z.string()).optional(),
  internalIncidentId: z.string().optional(),
  locationReference: references.optional(),
  personReference: references.optional(),
  incidentCommonPriorityNumber: z.number().int().min(0).max(10).optional(),
  beatOrDispatchGroupText: z.string().optional(),
  dispositionComponent: z.array(dispositionSchema).optional(),
  notesReference: references.optional(),
});

/** 2.10 Call. */
const callComponent = z.looseObject({
  ...prologue,
  callStateRegistryText: z.string().min(1),
  standardPrimaryCallType: z.string().min(1),
  direction: z.enum(['incoming', 'outgoing', 'internal']),
  callStartTimestamp: timestamp,
  callBackReference: reference.optional(),
  locationReference: references.optional(),
  personReference: references.optional(),
});

const callbackComponent = z.looseObject({
  ...prologue,
  callBackInformationUri: z.array(z.string()).optional(),
});

/** 2.6 Agency. */
const agencyComponent = z.looseObject({
  ...prologue,
  agencyRoleDescriptionRegistryText: z.array(z.string()),
  agencyType: z.array(z.string()),
  incidentOwningAgencyIndicator: z.boolean().optional(),
});

/** The text is HTML5: show it as such only in a frame of its own, or strip the marks. */
const notesComponent = z.looseObject({ ...prologue, notesActionComments: z.string() });

const locationComponent = z.looseObject({
  ...prologue,
  locationTypeDescriptionRegistryText: z.string().min(1),
  locationByValue: z.string().optional(),
  locationByReferenceUrl: z.string().optional(),
  locationDescriptionText: z.string().optional(),
});

const personComponent = z.looseObject({
  ...prologue,
  personIncidentRoleRegistryText: z.array(z.string()),
  callBackReference: reference.optional(),
  locationReference: references.optional(),
});

const eidoShape = z.looseObject({
  ...prologue,
  eidoVersion: z.literal('1.0'),
  issuingElementIdentification: z.string().min(1),
  agencyComponent: z.array(agencyComponent).min(1),
  incidentComponent: incidentComponent.optional(),
  callComponent: z.array(callComponent).optional(),
  callbackComponent: z.array(callbackComponent).optional(),
  notesComponent: z.array(notesComponent).optional(),
  locationComponent: z.array(locationComponent).optional(),
  personComponent: z.array(personComponent).optional(),
});

/**
 * Validates an EIDO as a desk receives it. Components and elements of the standard that this programme does not use pass
 * unread; every reference must lead to a component of the same document (section 2.1).
 */
export const eidoSchema = eidoShape.superRefine((eido, context) => {
  const known = new Set<string>();
  const asked = new Set<string>();
  collect(eido, known, asked, 0);
  for (const id of asked) {
    if (!known.has(id)) {
      context.addIssue({ code: 'custom', message: `Nothing in the document has the $id "${id}".` });
    }
  }
});

export type Eido = z.infer<typeof eidoShape>;

function collect(value: unknown, known: Set<string>, asked: Set<string>, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > 32) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === '$id' && typeof inner === 'string') known.add(inner);
    else if (name === '$ref' && typeof inner === 'string') asked.add(inner);
    else collect(inner, known, asked, depth + 1);
  }
}
