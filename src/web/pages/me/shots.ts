import type { Shot } from '../../shot.ts'

export const shots: Shot[] = [{ name: 'me-home', path: '/me', as: 'contestant' }]
