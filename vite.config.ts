import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The browser's bundle, and with `--ssr` the same pages for the server's first render. */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react()],
  publicDir: isSsrBuild ? false : 'public',
  build: isSsrBuild
    ? { target: 'node20', emptyOutDir: true }
    : {
        outDir: 'dist/web',
        manifest: true,
        emptyOutDir: true,
        target: 'es2022',
        rollupOptions: { input: 'src/web/main.tsx' },
      },
}))
