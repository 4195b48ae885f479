/**
 * What a NATS server of the hub is told besides its accounts.
 * @param {object} settings
 * @param {string} settings.name
 * @param {string} settings.listen `<address>:<port>`
 * @param {string} settings.store the folder in which JetStream keeps its streams
 * @param {string} [settings.certificate] the file that holds the server's certificate and its key; plain text without it
 * @param {string} [settings.accounts] a file beside this one that holds accounts and users; without it everybody may do everything
 * @returns {string} a NATS configuration
 */
export const natsSettings = ({ name, listen, store, certificate, accounts }) => {
  const file = certificate === undefined ? undefined : JSON.stringify(certificate);
  // A batch of thousands waits in JetStream at most for days; the bound keeps a full disk from being the limit.
  return `server_name: ${JSON.stringify(name)}
listen: ${JSON.stringify(listen)}
max_payload: 1MB
jetstream { store_dir: ${JSON.stringify(store)}, max_memory_store: 64MB, max_file_store: 8GB }
${file === undefined ? '' : `tls { cert_file: ${file}, key_file: ${file}, timeout: 5 }\n`}${accounts === undefined ? '' : `include ${JSON.stringify(accounts)}\n`}`;
};
