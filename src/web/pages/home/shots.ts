import type { Shot } from '../../shot.ts'

export const shots: readonly Shot[] = [{ name: 'home', path: '/', as: 'visitor' }]
