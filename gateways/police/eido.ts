// Tells the police about an incident as an Emergency Incident Data Object (NENA-STA-021.1b, EIDO 1.0, JSON).
import type { Eido } from './eido-schema.ts';
import { toPidfLo } from './pidf-lo.ts';
import {
  commonDisposition,
  commonPriority,
  commonStatus,
  doorTexts,
  type EidoDisposition,
  type EidoDoor,
  type EidoState,
  incidentType,
} from './registries.ts';

/** The city as the police know it; configuration. */
export type EidoCity = {
  cityName: string;
  /** ISO 3166-1 alpha-2, such as `KR`. */
  countryCode: string;
  /** International dialling code without `+`, such as `82`. */
  dialCode: string;
  /** BCP 47 tag of the language of names and addresses. */
  language: string;
  /** The control centre's agency identifier, a domain name (NENA-STA-010). */
  agencyId: string;
  /** The element that issues EIDOs, a domain name, such as `desk.ansim.example.kr`. */
  elementId: string;
  /** Types from the registry urn:emergency:service:responder; `psap` unless said. */
  agencyTypes?: readonly string[];
  /** The police, when the city names them in the document. */
  police?: { agencyId: string; agencyTypes?: readonly string[] };
};

export type EidoInput = {
  incidentId: string;
  /** Rises with every change; equal ids and versions mean equal documents. */
  version: number;
  state: EidoState;
  door: EidoDoor;
  /** 1 to 5, 5 the most urgent. */
  urgency: number;
  verified: boolean;
  /** Nobody may telephone the place. */
  silent?: boolean;
  drill?: boolean;
  raisedAt: Date;
  updatedAt: Date;
  place: {
    name: string;
    address: string;
    phone: string | null;
    /** How to find it on foot. */
    hint: string | null;
    /** WGS 84 degrees. */
    lat: number | null;
    lon: number | null;
    /** Of a caller who moves: the radius in metres of her position, and when she was there. */
    accuracy?: number | null;
    positionAt?: Date | null;
    districtName: string;
  };
  /** Where the police reach whoever called, or the operator who has the call. */
  callbackNumber: string | null;
  /** BCP 47 tag of the language she speaks. */
  language: string | null;
  disposition: EidoDisposition | null;
  notes?: readonly { id: string; at: Date; text: string }[];
  city: EidoCity;
};

/**
 * The incident as an EIDO: its state now, not its history (2.2). Component ids are derived from the incident, so that every
 * update names the same place, person and note alike, as the standard demands. Pure; throws nothing for any text.
 */
export function incidentToEido(input: EidoInput): Eido {
  const { city, place } = input;
  const $id = urn('incidentid', input.incidentId, city);
  const about = (id: string, at: Date = input.updatedAt) => ({
    $id: id,
    lastUpdateTimeStamp: at.toISOString(),
    updatedByAgencyReference: { $ref: city.agencyId },
  });
  const component = (part: string) => urn('eidodatacomponent', `${input.incidentId}${part}`, city);
  const notes = notesOf(input).map(({ part, at, text }) => ({
    ...about(component(part), at),
    notesActionComments: html(text),
  }));
  const callback = callbackOf(input);
  const location = {
    ...about(component('place')),
    locationTypeDescriptionRegistryText: 'CurrentIncident',
    locationByValue: toPidfLo({ ...place, ...city }, $id, place.positionAt ?? input.updatedAt),
    locationDescriptionText: [place.name, place.address, place.hint, place.districtName]
      .filter((part) => part !== null && part !== '')
      .join(' · '),
  };
  const person = {
    ...about(component('caller')),
    personIncidentRoleRegistryText: [input.door === 'hotline' ? 'Caller' : 'ReportingParty'],
    ...(callback.length > 0 ? { callBackReference: { $ref: component('callback') } } : {}),
    locationReference: [{ $ref: location.$id }],
  };
  return {
    ...about($id),
    eidoVersion: '1.0',
    issuingElementIdentification: city.elementId,
    agencyComponent: agenciesOf(input),
    incidentComponent: {
      ...about(component('incident')),
      incidentTypeCommonRegistryText: incidentType(input.door, input.silent === true),
      incidentTypeInternalCode: input.door,
      incidentTypeInternalText: `${input.drill === true ? 'DRILL: ' : ''}${doorTexts[input.door]}`,
      incidentStatusCommonRegistryText: [commonStatus[input.state]],
      incidentStatusInternalText: [input.state, `version ${input.version}`],
      internalIncidentId: input.incidentId,
      incidentCommonPriorityNumber: commonPriority(input.urgency),
      incidentPriorityInternalText: String(input.urgency),
      ...(place.districtName === '' ? {} : { beatOrDispatchGroupText: place.districtName }),
      locationReference: [{ $ref: location.$id }],
      personReference: [{ $ref: person.$id }],
      notesReference: notes.map((note) => ({ $ref: note.$id })),
      ...(input.disposition === null
        ? {}
        : {
            dispositionComponent: [
              {
                ...about(component('disposition')),
                dispositionCommonRegistryCode: commonDisposition[input.disposition],
                dispositionPrimaryIndicator: true,
                dispositionDescriptionText: input.disposition,
              },
            ],
          }),
    },
    // Only the hotline has a call behind it; a button is no call, and the standard has other words for callers (2.10).
    ...(input.door === 'hotline'
      ? {
          callComponent: [
            { ...about(urn('callid', input.incidentId, city)), ...callOf(input, person, location) },
          ],
        }
      : {}),
    ...(callback.length > 0
      ? {
          callbackComponent: [
            { ...about(component('callback')), callBackInformationUri: callback },
          ],
        }
      : {}),
    notesComponent: notes,
    locationComponent: [location],
    personComponent: [person],
  };
}

function agenciesOf({ city, raisedAt }: EidoInput): Eido['agencyComponent'] {
  const about = {
    lastUpdateTimeStamp: raisedAt.toISOString(),
    updatedByAgencyReference: { $ref: city.agencyId },
  };
  const own = {
    $id: city.agencyId,
    ...about,
    agencyRoleDescriptionRegistryText: ['CallReceiving'],
    agencyType: [...(city.agencyTypes ?? ['psap'])],
    incidentOwningAgencyIndicator: true,
  };
  if (city.police === undefined) return [own];
  return [
    own,
    {
      $id: city.police.agencyId,
      ...about,
      agencyRoleDescriptionRegistryText: ['TransferredTo'],
      agencyType: [...(city.police.agencyTypes ?? ['police'])],
      incidentOwningAgencyIndicator: false,
    },
  ];
}

function callOf(
  input: EidoInput,
  person: { $id: string; callBackReference?: { $ref: string } },
  location: { $id: string },
) {
  const over = input.state === 'closed' || input.state === 'cancelled';
  return {
    callStateRegistryText: over ? 'callEnd' : 'callAnswered',
    standardPrimaryCallType: 'emergency',
    direction: 'incoming' as const,
    callStartTimestamp: input.raisedAt.toISOString(),
    ...(person.callBackReference === undefined
      ? {}
      : { callBackReference: person.callBackReference }),
    locationReference: [{ $ref: location.$id }],
    personReference: [{ $ref: person.$id }],
  };
}

/** What has no element of its own in EIDO 1.0 is said in a note, in words that a desk can read out. */
function notesOf(input: EidoInput): { part: string; at: Date; text: string }[] {
  const facts = [
    input.drill === true ? 'This is a drill: send nobody.' : null,
    input.silent === true
      ? `Silent alarm: do not telephone ${input.door === 'sos' ? 'her' : 'the place'}, the sound could endanger her.`
      : null,
    input.verified ? 'Confirmed by an operator.' : 'Not confirmed by an operator yet.',
    moving(input),
    input.language === null ? null : `Language: ${input.language}.`,
    // The police need the number even when nobody may ring it: it tells them which place is meant.
    input.place.phone === null ? null : `Telephone of the place: ${input.place.phone}.`,
    input.place.hint === null ? null : `Way in: ${input.place.hint}`,
  ];
  const summary = facts.filter((fact) => fact !== null).join(' ');
  const written = (input.notes ?? []).map(({ id, at, text }) => ({ part: `note${id}`, at, text }));
  return [{ part: 'summary', at: input.updatedAt, text: summary }, ...written];
}

/** How far a told position can be trusted; a call whose place nobody knows yet says so. */
function moving({ door, place, state }: EidoInput): string | null {
  if (door !== 'sos' || state === 'closed' || state === 'cancelled') return null;
  if (place.lat === null || place.lon === null) return 'Her position is not known yet.';
  if (place.accuracy === undefined || place.accuracy === null) return null;
  return `Her phone moves with her: within ${Math.max(1, Math.round(place.accuracy))} m, told again as she goes.`;
}

/** Numbers to call, first the caller's or the operator's, then the place's own; never one that rings beside her in a silent alarm. */
function callbackOf({ callbackNumber, door, place, silent, city }: EidoInput): string[] {
  if (silent === true && door === 'sos') return [];
  const caller = telUri(callbackNumber, city.dialCode);
  const own = telUri(place.phone, city.dialCode);
  const numbers = silent === true ? [caller === own ? null : caller] : [caller, own];
  return [...new Set(numbers.filter((number) => number !== null))];
}

/** A telephone number as a `tel:` URI (RFC 3966): international where it is, else local with the country as context. */
export function telUri(number: string | null, dialCode: string): string | null {
  const dialled = (number ?? '').slice(0, 40).replace(/[^\d+]/g, '');
  const digits = dialled.replaceAll('+', '');
  if (digits.length < 3 || digits.length > 15) return null;
  if (dialled.startsWith('+')) return `tel:+${digits}`;
  return digits.startsWith('0')
    ? `tel:+${dialCode}${digits.slice(1)}`
    : `tel:${digits};phone-context=+${dialCode}`;
}

/** NENA-STA-010: the unique string is of letters and digits only. */
function urn(kind: string, unique: string, city: EidoCity): string {
  return `urn:emergency:uid:${kind}:${unique.replace(/[^A-Za-z0-9]/g, '')}:${city.agencyId}`;
}

/** Notes are HTML5 (2.11), so the text of people is escaped and cannot become marks on the police's screen. */
function html(text: string): string {
  return text
    .toWellFormed()
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/\r\n|\r|\n/g, '<br>');
}
