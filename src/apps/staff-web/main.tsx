import { createRoot } from 'react-dom/client';
import { StaffApp } from './staff-app.tsx';

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.nonce ?? '';

// Mantine's scroll lock makes its own style element and looks for the nonce under this name.
Object.assign(globalThis, { __webpack_nonce__: nonce });

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no element with the id root');
createRoot(place).render(<StaffApp styleNonce={nonce} />);
