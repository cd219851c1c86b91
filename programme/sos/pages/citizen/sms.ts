// The call and the text message to the police, for when the network of data is gone: composed on the phone.
import { here } from '#platform/ui/phone/here.ts';
import { t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { places } from '#programme/safe-houses/pages/citizen/houses.ts';
import { nearest } from '#programme/safe-houses/pages/citizen/nearest.ts';
import { sayWhereFrom } from '#programme/safe-houses/pages/citizen/say.ts';

export function callAddress(): string {
  return `tel:${facts.value.numbers.emergency}`;
}

/** An `sms:` address with where she is already written, as far as the phone knows. */
export function smsAddress(): string {
  // RFC 5724 has `?body=`, older iPhones `&body=`; both take `?&body=`.
  return `sms:${facts.value.numbers.emergency}?&body=${encodeURIComponent(smsText())}`;
}

/** Degrees and, where the list is on the phone, the address she is nearest to: what an officer can use. */
export function smsText(): string {
  const at = here.value;
  if (at === null) return t('sos.sms.nowhere');
  const list = places.value;
  const [near] = list === null ? [] : nearest(list, at, 1);
  const place = `${at.lat.toFixed(5)}, ${at.lon.toFixed(5)} (±${Math.round(at.accuracy)} m)`;
  const beside = list === null || near === undefined ? '' : ` ${sayWhereFrom(list, near)}`;
  return t('sos.sms.here', { place }) + beside;
}
