export { lookUp, type LookedUp } from './look-up.js';
export { readRegister, type ReadRegisterOptions } from './read-register.js';
export type { Register, RegisterFault, RegisterFinding, RegisterRefusal } from './register.js';
