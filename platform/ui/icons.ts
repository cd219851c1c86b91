// The icons in use, each taken alone from the Lucide set (ISC) at build time.
import backShapes from 'lucide-static/icons/arrow-left.svg?icon';
import rightShapes from 'lucide-static/icons/arrow-right.svg?icon';
import verifiedShapes from 'lucide-static/icons/badge-check.svg?icon';
import batteryShapes from 'lucide-static/icons/battery-low.svg?icon';
import silentShapes from 'lucide-static/icons/bell-off.svg?icon';
import bellShapes from 'lucide-static/icons/bell-ring.svg?icon';
import cameraShapes from 'lucide-static/icons/camera.svg?icon';
import carShapes from 'lucide-static/icons/car-front.svg?icon';
import chartShapes from 'lucide-static/icons/chart-no-axes-column.svg?icon';
import checkShapes from 'lucide-static/icons/check.svg?icon';
import downShapes from 'lucide-static/icons/chevron-down.svg?icon';
import closeShapes from 'lucide-static/icons/circle-check-big.svg?icon';
import buttonPressShapes from 'lucide-static/icons/circle-dot.svg?icon';
import logShapes from 'lucide-static/icons/clipboard-list.svg?icon';
import clockShapes from 'lucide-static/icons/clock.svg?icon';
import contrastShapes from 'lucide-static/icons/contrast.svg?icon';
import passkeyShapes from 'lucide-static/icons/fingerprint.svg?icon';
import testShapes from 'lucide-static/icons/flask-conical.svg?icon';
import walkShapes from 'lucide-static/icons/footprints.svg?icon';
import drillShapes from 'lucide-static/icons/graduation-cap.svg?icon';
import tamperedShapes from 'lucide-static/icons/hammer.svg?icon';
import handShapes from 'lucide-static/icons/hand.svg?icon';
import headsetShapes from 'lucide-static/icons/headset.svg?icon';
import homeShapes from 'lucide-static/icons/house.svg?icon';
import quarantineShapes from 'lucide-static/icons/inbox.svg?icon';
import keyboardShapes from 'lucide-static/icons/keyboard.svg?icon';
import languageShapes from 'lucide-static/icons/languages.svg?icon';
import linkShapes from 'lucide-static/icons/link-2.svg?icon';
import findingShapes from 'lucide-static/icons/locate.svg?icon';
import locateShapes from 'lucide-static/icons/locate-fixed.svg?icon';
import lockShapes from 'lucide-static/icons/lock.svg?icon';
import signOutShapes from 'lucide-static/icons/log-out.svg?icon';
import placeShapes from 'lucide-static/icons/map-pin.svg?icon';
import sharingOffShapes from 'lucide-static/icons/map-pin-off.svg?icon';
import pinShapes from 'lucide-static/icons/map-pinned.svg?icon';
import louderShapes from 'lucide-static/icons/megaphone.svg?icon';
import mergeShapes from 'lucide-static/icons/merge.svg?icon';
import messageShapes from 'lucide-static/icons/message-square-text.svg?icon';
import minusShapes from 'lucide-static/icons/minus.svg?icon';
import moonShapes from 'lucide-static/icons/moon.svg?icon';
import noteShapes from 'lucide-static/icons/notebook-pen.svg?icon';
import phoneShapes from 'lucide-static/icons/phone.svg?icon';
import callShapes from 'lucide-static/icons/phone-call.svg?icon';
import plusShapes from 'lucide-static/icons/plus.svg?icon';
import liveShapes from 'lucide-static/icons/radio.svg?icon';
import neighboursShapes from 'lucide-static/icons/radio-tower.svg?icon';
import streetShapes from 'lucide-static/icons/route.svg?icon';
import searchShapes from 'lucide-static/icons/search.svg?icon';
import guardsShapes from 'lucide-static/icons/shield.svg?icon';
import policeShapes from 'lucide-static/icons/shield-check.svg?icon';
import sendShapes from 'lucide-static/icons/siren.svg?icon';
import storeShapes from 'lucide-static/icons/store.svg?icon';
import sunShapes from 'lucide-static/icons/sun.svg?icon';
import trainShapes from 'lucide-static/icons/train-front.svg?icon';
import warningShapes from 'lucide-static/icons/triangle-alert.svg?icon';
import reopenShapes from 'lucide-static/icons/undo-2.svg?icon';
import unheardShapes from 'lucide-static/icons/unplug.svg?icon';
import personShapes from 'lucide-static/icons/user-round.svg?icon';
import peopleShapes from 'lucide-static/icons/users.svg?icon';
import soundOnShapes from 'lucide-static/icons/volume-2.svg?icon';
import soundOffShapes from 'lucide-static/icons/volume-x.svg?icon';
import offlineShapes from 'lucide-static/icons/wifi-off.svg?icon';
import xShapes from 'lucide-static/icons/x.svg?icon';

/** By what they mean here, not by what they depict. */
export const icons = {
  back: backShapes,
  battery: batteryShapes,
  bell: bellShapes,
  buttonPress: buttonPressShapes,
  call: callShapes,
  camera: cameraShapes,
  car: carShapes,
  chart: chartShapes,
  check: checkShapes,
  clock: clockShapes,
  close: closeShapes,
  contrast: contrastShapes,
  down: downShapes,
  drill: drillShapes,
  finding: findingShapes,
  guards: guardsShapes,
  hand: handShapes,
  headset: headsetShapes,
  home: homeShapes,
  keyboard: keyboardShapes,
  language: languageShapes,
  link: linkShapes,
  live: liveShapes,
  locate: locateShapes,
  lock: lockShapes,
  log: logShapes,
  louder: louderShapes,
  merge: mergeShapes,
  message: messageShapes,
  minus: minusShapes,
  moon: moonShapes,
  neighbours: neighboursShapes,
  note: noteShapes,
  offline: offlineShapes,
  passkey: passkeyShapes,
  people: peopleShapes,
  person: personShapes,
  phone: phoneShapes,
  pin: pinShapes,
  place: placeShapes,
  plus: plusShapes,
  police: policeShapes,
  quarantine: quarantineShapes,
  reopen: reopenShapes,
  right: rightShapes,
  search: searchShapes,
  send: sendShapes,
  sharingOff: sharingOffShapes,
  signOut: signOutShapes,
  silent: silentShapes,
  soundOff: soundOffShapes,
  soundOn: soundOnShapes,
  store: storeShapes,
  street: streetShapes,
  sun: sunShapes,
  tampered: tamperedShapes,
  test: testShapes,
  train: trainShapes,
  unheard: unheardShapes,
  verified: verifiedShapes,
  walk: walkShapes,
  warning: warningShapes,
  x: xShapes,
} as const;

export type IconName = keyof typeof icons;
