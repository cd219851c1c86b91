// What the police receive: required elements, stable ids, and XML and HTML that no name can break.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EidoInput, eidoSchema, incidentToEido, readPidfLo, telUri } from './index.ts';

const city = {
  cityName: '한빛특별시',
  countryCode: 'KR',
  dialCode: '82',
  language: 'ko',
  agencyId: 'centre.ansim.example',
  elementId: 'desk.ansim.example',
  police: { agencyId: 'police.example' },
};

const press: EidoInput = {
  incidentId: '0192a3b4-c5d6-7e8f-9a0b-1c2d3e4f5a6b',
  version: 1,
  state: 'raised',
  door: 'store',
  urgency: 4,
  verified: false,
  raisedAt: new Date('2026-09-21T14:00:00.000Z'),
  updatedAt: new Date('2026-09-21T14:00:00.250Z'),
  place: {
    name: '달빛편의점 "한빛" <역점>',
    address: '한빛특별시 가람구 물결로 12',
    phone: '02-555-0123',
    hint: '역 2번 출구 & 왼쪽',
    lat: 37.5012,
    lon: 127.0396,
    districtName: '가람구',
  },
  callbackNumber: null,
  language: 'vi',
  disposition: null,
  city,
};

/** Takes well-formed XML apart by the grammar of XML 1.0; throws on anything else. Returns the texts between the tags. */
function textsOf(document: string): string[] {
  if (/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(document)) {
    throw new Error('a character that XML forbids');
  }
  let rest = document.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>/, '');
  const open: string[] = [];
  const texts: string[] = [];
  const content = /^(?:[^<&]|&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)*$/;
  while (rest !== '') {
    const tag = /^<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>/.exec(rest);
    if (tag !== null) {
      for (const value of (tag[3] ?? '').matchAll(/"([^"]*)"/g)) {
        if (!content.test(value[1] ?? '')) throw new Error('a bare ampersand in an attribute');
      }
      if (tag[1] === '/' && open.pop() !== tag[2])
        throw new Error(`${tag[2]} closes what is not open`);
      if (tag[1] === '' && tag[4] === '') open.push(tag[2] ?? '');
      rest = rest.slice(tag[0].length);
      continue;
    }
    const text = /^[^<]+/.exec(rest)?.[0];
    if (text === undefined || !content.test(text))
      throw new Error(`not well-formed at ${rest.slice(0, 40)}`);
    texts.push(text);
    rest = rest.slice(text.length);
  }
  if (open.length > 0) throw new Error(`${open.join()} is never closed`);
  return texts;
}

function xmlOf(input: EidoInput): string {
  return incidentToEido(input).locationComponent?.[0]?.locationByValue ?? '';
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '"<&>\'',
    ']]>',
    '\u0000\u0008\u001f',
    '\ud800',
    '\ufffe',
    '👩‍🦽 <b>',
    '&amp;',
    '-->',
    'a\r\nb',
  ),
);

describe('an EIDO', () => {
  test('has every element that the standard requires, and passes the desk’s own check', () => {
    const eido = incidentToEido(press);
    expect(eidoSchema.parse(JSON.parse(JSON.stringify(eido)))).toEqual(eido);
    expect(eido).toMatchObject({
      $id: 'urn:emergency:uid:incidentid:0192a3b4c5d67e8f9a0b1c2d3e4f5a6b:centre.ansim.example',
      lastUpdateTimeStamp: '2026-09-21T14:00:00.250Z',
      updatedByAgencyReference: { $ref: 'centre.ansim.example' },
      eidoVersion: '1.0',
      issuingElementIdentification: 'desk.ansim.example',
      incidentComponent: {
        incidentTypeCommonRegistryText: 'ALMH',
        incidentStatusCommonRegistryText: ['Active'],
        incidentCommonPriorityNumber: 8,
      },
      callbackComponent: [{ callBackInformationUri: ['tel:+8225550123'] }],
    });
    expect(eido.agencyComponent.map((agency) => agency.$id)).toEqual([
      'centre.ansim.example',
      'police.example',
    ]);
    expect(eido).not.toHaveProperty('callComponent');
  });

  test('carries the place as a point and a civic address', () => {
    expect(readPidfLo(xmlOf(press))).toEqual({
      lat: 37.5012,
      lon: 127.0396,
      name: press.place.name,
      address: press.place.address,
      districtName: '가람구',
    });
    const unplaced = { ...press, place: { ...press.place, lat: null, lon: null } };
    expect(readPidfLo(xmlOf(unplaced))).toMatchObject({
      lat: null,
      lon: null,
      name: press.place.name,
    });
  });

  test('names the same components alike in every update, and says what changed', () => {
    const closed: EidoInput = {
      ...press,
      version: 5,
      state: 'closed',
      disposition: 'nobody-found',
      updatedAt: new Date('2026-09-21T14:20:00Z'),
      notes: [{ id: 'a1', at: new Date('2026-09-21T14:19:00Z'), text: 'Nobody there\n<script>' }],
    };
    const [first, last] = [incidentToEido(press), incidentToEido(closed)];
    expect(last.$id).toBe(first.$id);
    expect(last.locationComponent?.[0]?.$id).toBe(first.locationComponent?.[0]?.$id);
    expect(last.incidentComponent).toMatchObject({
      incidentStatusCommonRegistryText: ['Closed'],
      dispositionComponent: [{ dispositionCommonRegistryCode: '14' }],
    });
    expect(last.notesComponent?.[1]?.notesActionComments).toBe('Nobody there<br>&#60;script&#62;');
  });

  test('of a silent alarm gives no number that would ring at the place', () => {
    const silent = incidentToEido({ ...press, silent: true, callbackNumber: '02 555 0123' });
    expect(JSON.stringify(silent)).not.toContain('tel:');
    expect(silent.notesComponent?.[0]?.notesActionComments).toContain('do not telephone');
    expect(silent.incidentComponent?.incidentTypeCommonRegistryText).toBe('ALRPANS');
  });

  test('of the hotline has a call behind it; of a drill says so twice', () => {
    const call = incidentToEido({ ...press, door: 'hotline', callbackNumber: '010-0000-0000' });
    expect(call.callComponent?.[0]).toMatchObject({
      direction: 'incoming',
      callStateRegistryText: 'callAnswered',
    });
    expect(eidoSchema.safeParse(call).success).toBe(true);
    const drill = incidentToEido({ ...press, drill: true });
    expect(drill.incidentComponent?.incidentTypeInternalText).toMatch(/^DRILL/);
    expect(drill.notesComponent?.[0]?.notesActionComments).toMatch(/drill/);
  });

  test('of a resident who moves carries a circle, its time, and that nobody has confirmed it', () => {
    const place = {
      ...press.place,
      name: '한별마트에서 북쪽 180 m',
      address: '',
      phone: null,
      hint: null,
      accuracy: 34.6,
      positionAt: new Date('2026-09-21T13:59:58.000Z'),
    };
    const sos: EidoInput = { ...press, door: 'sos', place };
    const document = xmlOf(sos);
    textsOf(document);
    expect(document).toContain(
      '<gs:Circle srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>37.5012 127.0396</gml:pos>' +
        '<gs:radius uom="urn:ogc:def:uom:EPSG::9001">35</gs:radius></gs:Circle><ca:civicAddress',
    );
    expect(document).toContain('<gp:method>DBH</gp:method>');
    expect(document).toContain('<dm:timestamp>2026-09-21T13:59:58.000Z</dm:timestamp>');
    expect(document).not.toContain('<ca:LOC>');
    expect(readPidfLo(document)).toMatchObject({ lat: 37.5012, lon: 127.0396, address: null });
    const notes = incidentToEido(sos).notesComponent?.[0]?.notesActionComments;
    expect(notes).toContain('Not confirmed by an operator yet.');
    expect(notes).toContain('within 35 m');
    expect(eidoSchema.safeParse(incidentToEido(sos)).success).toBe(true);
  });

  test('of a resident whose place nobody knows says so, and rings nowhere when she must be silent', () => {
    const nowhere = { ...press.place, name: '', address: '', phone: null, hint: null };
    const place = { ...nowhere, lat: null, lon: null, districtName: '' };
    const eido = incidentToEido({
      ...press,
      door: 'sos',
      silent: true,
      callbackNumber: '010-0000-0000',
      place,
    });
    expect(eidoSchema.safeParse(eido).success).toBe(true);
    expect(eido.notesComponent?.[0]?.notesActionComments).toContain('not known yet');
    expect(eido.notesComponent?.[0]?.notesActionComments).toContain('do not telephone her');
    expect(JSON.stringify(eido)).not.toContain('tel:');
    const document = eido.locationComponent?.[0]?.locationByValue ?? '';
    textsOf(document);
    expect(document).not.toMatch(/gml:pos|ca:NAM|ca:A4/);
  });

  test('is well-formed and valid whatever people call their shops and write in their notes', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, anyText, (name, address, hint, note) => {
        const input: EidoInput = {
          ...press,
          place: { ...press.place, name, address, hint, districtName: name, phone: hint },
          callbackNumber: address,
          language: name,
          notes: [{ id: '1', at: press.updatedAt, text: note }],
        };
        const eido = incidentToEido(input);
        expect(eidoSchema.safeParse(JSON.parse(JSON.stringify(eido))).success).toBe(true);
        textsOf(xmlOf(input));
        // What XML can carry arrives unchanged.
        const kept = name
          .toWellFormed()
          .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
        expect(readPidfLo(xmlOf(input)).name).toBe(kept === '' ? null : kept);
        for (const written of eido.notesComponent ?? []) {
          expect(written.notesActionComments.replaceAll('<br>', '')).not.toMatch(/[<>]/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the desk’s check', () => {
  test('refuses a missing element, another version, and a reference that leads nowhere', () => {
    const eido = incidentToEido(press);
    for (const name of [
      '$id',
      'eidoVersion',
      'agencyComponent',
      'issuingElementIdentification',
    ] as const) {
      const { [name]: _gone, ...rest } = eido;
      expect(eidoSchema.safeParse(rest).success, name).toBe(false);
    }
    expect(eidoSchema.safeParse({ ...eido, eidoVersion: '2.0' }).success).toBe(false);
    expect(eidoSchema.safeParse({ ...eido, locationComponent: [] }).success).toBe(false);
  });

  test('never throws, whatever arrives, and reads any text as a place without harm', () => {
    fc.assert(
      fc.property(fc.jsonValue(), anyText, (value, text) => {
        eidoSchema.safeParse(value);
        readPidfLo(text);
        readPidfLo(`<gml:pos>${text}</gml:pos><ca:NAM>${text}`);
      }),
    );
    expect(readPidfLo('<pos>91 500</pos>')).toMatchObject({ lat: null, lon: null });
  });
});

describe('telephone numbers', () => {
  test.each([
    ['02-555-0123', 'tel:+8225550123'],
    ['+82 2 555 0123', 'tel:+8225550123'],
    ['120', 'tel:120;phone-context=+82'],
    ['1588-0000', 'tel:15880000;phone-context=+82'],
    ['none', null],
    ['', null],
    [null, null],
  ])('%s becomes %s', (number, uri) => {
    expect(telUri(number, '82')).toBe(uri);
  });
});
