import type { App } from '../kernel/app.ts'
import type { Domain } from '../kernel/domain.ts'

/** Every domain, in dependency order. Ports are filled in `fillPorts`. */
export const domains: readonly Domain[] = []

/** Gives left-hand domains the right-hand functions they declared an opening for. Once per process. */
export function fillPorts(_app: App): void {}
