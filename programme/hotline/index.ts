// The hotline's face.
export { hotlineContract } from './contract.ts';
export { hotlineRoutes } from './routes.ts';
