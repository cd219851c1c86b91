// The database's face to everybody else; the raw pool stays inside.
export { type Actor, anyone, system } from './actor.ts';
export { type CityDatabase, openCityDatabase } from './city-database.ts';
export { type Database, type DatabaseOptions, openDatabase, type Tx } from './database.ts';
export { findEmbedded } from './embedded.ts';
export { byItself, type Gatherer, gather } from './gather.ts';
export { type IntakeDatabase, openIntake } from './intake.ts';
export { migrate, readMigrations } from './migrate.ts';
export type { Sql } from './sql.ts';
export { StartError } from './start-error.ts';
