// What the consoles may use of figures.
export { FiguresView } from './FiguresView.tsx';
