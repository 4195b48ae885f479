import { freePort } from '../free-port.mjs';
import { answersOk } from '../http-call.mjs';
import { stoppedError } from '../processes/supervised-process.mjs';
import { waitFor } from '../wait-for.mjs';
import { adapterPlan, coordinatorPlan, notifierPlan } from './service-plan.mjs';
import { isCoordinatorKnown, learnCoordinatorKeys, registerAgency } from './trust.mjs';

/** @typedef {import('../processes/supervised-process.mjs').ProcessPlan} ProcessPlan */
/** @typedef {import('../processes/supervisor.mjs').Supervisor} Supervisor */
/** @typedef {{ plan: ProcessPlan, url: string }} Service */

/**
 * @typedef {object} Services
 * @property {Service} coordinator
 * @property {(Service & { agency: string })[]} adapters
 * @property {Service} notifier
 */

/** @param {Services} services */
export const allOf = ({ coordinator, adapters, notifier }) => [coordinator, ...adapters, notifier];

/**
 * @param {import('./service-plan.mjs').Surroundings} around
 * @param {{ agencies: readonly import('../stack.mjs').PolicyAgency[], policiesDir: string, registersDir: string | undefined, automaticConclusion: boolean, preferredPort: number | undefined }} options
 * @returns {Promise<Services>}
 */
export const planServices = async (around, { agencies, policiesDir, registersDir, automaticConclusion, preferredPort }) => {
  let preferred = preferredPort;
  /** @param {(port: number) => ProcessPlan} planFor */
  const onFreePort = async (planFor) => {
    const port = await freePort(preferred);
    if (preferred !== undefined) preferred = port + 1;
    return { plan: planFor(port), url: `http://127.0.0.1:${port}` };
  };
  const coordinator = await onFreePort((port) => coordinatorPlan(around, { port, policiesDir, automaticConclusion }));
  const adapters = [];
  for (const { agency, name, approversMin } of agencies) adapters.push({ agency, ...(await onFreePort((port) => adapterPlan(around, { agency, agencyName: name, approversMin, port, registersDir }))) });
  const notifier = await onFreePort((port) => notifierPlan(around, { agencies: agencies.map(({ agency }) => agency), port }));
  return { coordinator, adapters, notifier };
};

/** @param {Service} service */
export const waitUntilServiceReady = async ({ plan, url }) => {
  if (!(await waitFor(() => answersOk(`${url}/health/ready`), { withinMs: plan.readyWithinMs }))) throw stoppedError(plan, 'silent');
};

/**
 * The adapters need the coordinator's public keys; these are on disk from the first start on, so from the second start
 * on all begin at once.
 * @param {Supervisor} supervisor
 * @param {Services} services
 * @param {string} keysFile
 */
const startAll = async (supervisor, services, keysFile) => {
  const { coordinator, adapters, notifier } = services;
  if (!isCoordinatorKnown(keysFile)) {
    await supervisor.start(coordinator.plan);
    await learnCoordinatorKeys(coordinator.url, keysFile);
    await Promise.all([...adapters, notifier].map(({ plan }) => supervisor.start(plan)));
    return;
  }
  await Promise.all(allOf(services).map(({ plan }) => supervisor.start(plan)));
  const haveChanged = await learnCoordinatorKeys(coordinator.url, keysFile);
  if (haveChanged) await Promise.all(adapters.map(({ plan }) => supervisor.restart(plan.name)));
};

/**
 * Starts the services, makes them known to each other, and waits until all are ready.
 * @param {{ supervisor: Supervisor, services: Services, keysFile: string, token: string }} options token: an administrator's
 */
export const startServices = async ({ supervisor, services, keysFile, token }) => {
  await startAll(supervisor, services, keysFile);
  const coordinatorUrl = services.coordinator.url;
  await Promise.all(services.adapters.map(({ agency, url }) => registerAgency({ coordinatorUrl, agency, adapterUrl: url, token })));
  await Promise.all(allOf(services).map(waitUntilServiceReady));
};
