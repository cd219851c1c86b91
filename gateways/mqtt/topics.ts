// Whose a topic is, and what a login may listen to.

/**
 * A topic and all below it, owned by a device; `null` for topics that belong to the login and to no device (the messages of a
 * Zigbee bridge about itself): acknowledged and dropped. No wildcards.
 */
export type OwnedTopic = { topic: string; deviceId: string | null };

/** Who logged in: its topics, and further topics under which it may listen (a bridge: its base topic). */
export type MqttLogin = { topics: readonly OwnedTopic[]; subscribe?: readonly string[] };

/** The device that owns a topic by its longest entry; `null` for the login's own, `undefined` for a foreign topic. */
export function ownerOf(login: MqttLogin, topic: string): string | null | undefined {
  let best: OwnedTopic | undefined;
  for (const owned of login.topics) {
    if (isUnder(topic, owned.topic) && owned.topic.length > (best?.topic.length ?? -1))
      best = owned;
  }
  return best?.deviceId;
}

/** Whether a login may subscribe to a filter: its own topics and what is under them; wildcards only below those. */
export function mayListen(login: MqttLogin, filter: string): boolean {
  if (filter.startsWith('$')) return false;
  return (
    login.topics.some((owned) => isUnder(filter, owned.topic)) ||
    (login.subscribe ?? []).some((topic) => isUnder(filter, topic))
  );
}

/** Work on one device waits for earlier work on it, and for nobody else's. */
export function laneOf(login: MqttLogin, topic: string): string {
  const owner = ownerOf(login, topic);
  return owner === undefined ? 'foreign' : `device:${owner}`;
}

function isUnder(topic: string, root: string): boolean {
  if (root === '' || /[#+]/.test(root)) return false;
  return topic === root || topic.startsWith(`${root}/`);
}
