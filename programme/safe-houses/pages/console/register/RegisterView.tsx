// The register in place of the map: the list of stores, or one store whole. Calls stay in sight beside it.
import { useEffect } from 'preact/hooks';
import { RegisterList } from './RegisterList.tsx';
import { fetchStores, openStore } from './register-state.ts';
import { StorePage } from './StorePage.tsx';
import './register.css';

/** `id` is the store that is open, if any; `go` opens another, or the list with `null`. */
export function RegisterView({ id, go }: { id: string | null; go: (id: string | null) => void }) {
  useEffect(() => {
    void fetchStores();
  }, []);
  useEffect(() => {
    if (id !== null) void openStore(id);
  }, [id]);
  return id === null ? <RegisterList go={go} /> : <StorePage go={go} />;
}
