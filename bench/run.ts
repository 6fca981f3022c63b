import { type Figure, print } from './measure.ts'

/** Each benchmark prints ratios against a limit measured in the same run. None of them fails a build. */
const benches: Record<string, () => Promise<{ run(): Promise<Figure[]> }>> = {
  entry: () => import('./entry.bench.ts'),
  board: () => import('./board.bench.ts'),
  site: () => import('./site.bench.ts'),
}

const asked = process.argv.slice(2)
const names = asked.length > 0 ? asked : Object.keys(benches)
const figures: Figure[] = []
for (const name of names) {
  const load = benches[name]
  if (!load) {
    console.error(`There is no benchmark ${name}. There are: ${Object.keys(benches).join(', ')}`)
    process.exit(2)
  }
  console.log(`— ${name}`)
  figures.push(...(await (await load()).run()))
}
print(figures)
process.exit(0)
