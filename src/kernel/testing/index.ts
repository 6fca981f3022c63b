export { testApp, testServer, type TestApp, type TestServer } from './test-app.ts'
export { testDatabase, type TestDatabase } from './test-database.ts'
