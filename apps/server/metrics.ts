// Figures for Prometheus; no label ever carries a person, a place or an id.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = {
  text(): Promise<string>;
  contentType: string;
  replied(route: string, status: number, seconds: number): void;
  heard(protocol: string, outcome: string): void;
};

/** Metrics of one server process. */
export function createMetrics(live: { listeners(): number; lag(): number }): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const replies = new Histogram({
    name: 'ansim_http_seconds',
    help: 'Replies by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  });
  const signals = new Counter({
    name: 'ansim_signals_total',
    help: 'Messages of devices by protocol and outcome',
    labelNames: ['protocol', 'outcome'],
    registers: [registry],
  });
  new Gauge({
    name: 'ansim_live_listeners',
    help: 'Open live streams',
    registers: [registry],
    collect() {
      this.set(live.listeners());
    },
  });
  new Gauge({
    name: 'ansim_live_lag_seconds',
    help: 'From the write of the newest event to its dispatch',
    registers: [registry],
    collect() {
      this.set(live.lag() / 1000);
    },
  });
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    replied: (route, status, seconds) =>
      replies.observe({ route, status: String(status) }, seconds),
    heard: (protocol, outcome) => signals.inc({ protocol, outcome }),
  };
}
