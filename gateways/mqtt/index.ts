// The face of the MQTT gateway: the embedded broker, and the client of the city's own.
export { type MqttBroker, type MqttPorts, startMqttBroker } from './broker.ts';
export {
  type CityBroker,
  type CityBrokerHealth,
  type CityMessage,
  connectCityBroker,
} from './city-broker.ts';
export { topicOf, topicRoots } from './device-topics.ts';
export type { MqttRefusal } from './intake.ts';
export { defaultMqttLimits, type MqttLimits } from './limits.ts';
export type { MqttLog, MqttMessage } from './message.ts';
export type { MqttLogin, OwnedTopic } from './topics.ts';
