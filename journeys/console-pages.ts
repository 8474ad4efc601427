/** Every address of the console that can be looked at without having made anything first. */
export const CONSOLE_PAGES = [
  '/console',
  '/console/add',
  '/console/books',
  '/console/books?only=faulty',
  '/console/books?only=withdrawn',
  '/console/licences',
  '/console/collections',
  '/console/codes',
  '/console/requests',
  '/console/copies',
  '/console/orders',
  '/console/institutions',
  '/console/staff',
  '/console/audit?verify=yes',
  '/console/site',
] as const
