// The Korean statutes under which a demo city discloses; each city enters those that bind it, as its lawyers read them.
import type { CityConfig } from '#programme/city/index.ts';

/**
 * Both say "at once" (즉시); a day is how this city measures it. Sources: Act on the Protection of Children and Youth against Sex Offenses
 * 34 (2), of those under 19, to an investigating authority; Act on Special Cases concerning the Punishment of Child Abuse Crimes 10 (2), of
 * those under 18, to the city, the district or an investigating authority.
 */
export const demoBases: CityConfig['disclosures']['bases'] = [
  {
    code: 'kr-youth-sexual-offences-34',
    statute: {
      ko: '아동·청소년의 성보호에 관한 법률 제34조 제2항',
      en: 'Act on the Protection of Children and Youth against Sex Offenses, art. 34 (2)',
    },
    recipients: ['police'],
    underAge: 19,
    withinHours: 24,
    from: '2013-06-19',
    until: null,
  },
  {
    code: 'kr-child-abuse-10',
    statute: {
      ko: '아동학대범죄의 처벌 등에 관한 특례법 제10조 제2항',
      en: 'Act on Special Cases concerning the Punishment of Child Abuse Crimes, art. 10 (2)',
    },
    recipients: ['child-protection', 'police'],
    underAge: 18,
    withinHours: 24,
    from: '2014-09-29',
    until: null,
  },
];
