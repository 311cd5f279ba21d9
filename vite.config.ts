import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const root = join(import.meta.dirname, 'src/apps/staff-web');

/** Builds the staff app. The server puts its nonce into the page; scripts and styles come from this origin alone. */
export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  plugins: [paintOnceScriptRan()],
  worker: { format: 'es' },
  build: {
    outDir: process.env['STAFF_WEB_OUT'] ?? join(import.meta.dirname, 'dist/staff-web'),
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      checks: { moduleLevelDirective: false },
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'tanstack', test: /node_modules\/@tanstack\/(?!react-virtual|virtual-core)/ },
          ],
        },
      },
    },
  },
});

/** Holds the first paint until the app has set its colors, so that a dark screen never flashes white. */
function paintOnceScriptRan(): Plugin {
  return {
    name: 'paint-once-script-ran',
    transformIndexHtml: {
      order: 'post',
      handler: (page) => page.replace('<script type="module"', '<script type="module" blocking="render"'),
    },
  };
}
