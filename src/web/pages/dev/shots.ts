import type { Shot } from '../../shot.ts'

export const shots: Shot[] = [{ name: 'dev-ui', path: '/dev/ui', as: 'visitor', manySeals: true }]
