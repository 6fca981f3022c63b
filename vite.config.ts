import react from '@vitejs/plugin-react'
import { dirname, posix, relative } from 'node:path'
import { defineConfig, type Plugin } from 'vite'

/**
 * Tells each page in a `routes.ts` which file it is loaded from, so that the server can name the page's chunk in the
 * first answer and the browser fetches it beside the entry instead of after it.
 */
const pageFiles = (): Plugin => ({
  name: 'page-files',
  enforce: 'pre',
  transform(code, id) {
    const path = relative(import.meta.dirname, id).replaceAll('\\', '/')
    if (!/^src\/web\/pages\/[^/]+\/routes\.ts$/.test(path)) return null
    const named = code.replace(
      /load:\s*\(\)\s*=>\s*import\(\s*(['"])(\.[^'"]+)\1\s*\)/g,
      (load, _quote: string, file: string) => `file: '${posix.join(dirname(path), file)}', ${load}`,
    )
    return { code: named, map: null }
  },
})

/** The browser's bundle, and with `--ssr` the same pages for the server's first render. */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [pageFiles(), react()],
  publicDir: isSsrBuild ? false : 'public',
  build: isSsrBuild
    ? { target: 'node20', emptyOutDir: true }
    : {
        outDir: 'dist/web',
        manifest: true,
        emptyOutDir: true,
        target: 'es2022',
        // One sheet for the whole site: cached once, no page waits for its own, and the server need not know which.
        cssCodeSplit: false,
        rollupOptions: { input: 'src/web/main.tsx' },
      },
}))
