/** What the codes of `npm run keys` say to people. */

/** @typedef {import('./result.mjs').Refusal} Refusal */
/** @typedef {{ chinese: string, english: string }} Words */
/** @typedef {(params: Refusal['params']) => [chinese: string, english: string]} Phrase */

const UNFIT = {
  unreadable: ['文件无法读取为 PEM 证书和私钥', 'the files are not PEM certificates and a key'],
  'key-differs': ['私钥与证书不符', 'the key is not the certificate’s'],
  expired: ['证书已过期', 'the certificate has expired'],
  'authority-differs': ['证书不是由所给的机构签发', 'the certificate does not come from that authority'],
};

/** @type {Record<string, Phrase>} */
const REFUSALS = {
  'keys.busy': ({ folder, pid }) => [`另一个进程（${pid}）正在修改 ${folder}，请稍后再试。`, `Another process (${pid}) is at work on ${folder}; try again when it is done.`],
  'keys.no-folder': ({ folder }) => [`${folder} 中没有登记表，请先运行 init。`, `There is no registry in ${folder}; run init first.`],
  'keys.registry-unreadable': ({ file }) => [`${file} 已损坏或被改坏（例如同一公钥出现两次），未作任何改动。`, `${file} is damaged, or was changed to something else (one nkey named twice, perhaps). Nothing was changed.`],
  'keys.folder-taken': ({ folder, jurisdiction, since, parties }) => [`${folder} 已经建立（${since}，${jurisdiction}）：${parties}。未作任何改动。`, `${folder} is there already (${since}, ${jurisdiction}): ${parties}. Nothing was changed.`],
  'keys.folder-not-empty': ({ folder }) => [`${folder} 不是空目录，也不是本命令建立的目录。`, `${folder} is not empty, and not of this command’s making.`],
  'keys.jurisdiction-invalid': ({ jurisdiction }) => [`辖区“${jurisdiction}”无效：小写字母开头，小写字母、数字和连字符，最多 32 个字符。`, `"${jurisdiction}" is no jurisdiction: lower-case letters, digits and dashes, a letter first, at most 32.`],
  'keys.url-invalid': ({ url }) => [`地址“${url}”无效，应为 tls://主机:端口。`, `"${url}" is no address of the server: tls://HOST:PORT.`],
  'keys.listen-invalid': ({ listen }) => [`监听地址“${listen}”无效，应为 地址:端口。`, `"${listen}" is nothing to listen on: ADDRESS:PORT.`],
  'keys.host-invalid': ({ host }) => [`主机名“${host}”无效。`, `"${host}" is no name or address of a host.`],
  'keys.agency-id-invalid': ({ id }) => [`单位代号“${id}”无效：小写字母开头，小写字母、数字和连字符，最多 32 个字符；coordinator、auditor、notifier、tls 另有用途。`, `"${id}" cannot be an agency’s id: lower-case letters, digits and dashes, a letter first, at most 32; coordinator, auditor, notifier and tls mean something else.`],
  'keys.name-invalid': () => ['名称应为 1 至 200 个字符，不含控制字符。', 'A name has 1 to 200 characters, and no control characters.'],
  'keys.agency-known': ({ id, state }) => [`单位 ${id} 已在登记表中（${state}）。换发密钥用 rotate。`, `The agency ${id} is in the registry already (${state}). For a new nkey there is rotate.`],
  'keys.party-unknown': ({ party }) => [`登记表中没有 ${party}。`, `There is no ${party} in the registry.`],
  'keys.nkey-invalid': ({ nkey }) => [`“${nkey}”不是 NATS 用户公钥（U 开头，56 个字符）。`, `"${nkey}" is no user’s public nkey (U…, 56 characters).`],
  'keys.nkey-in-use': ({ nkey, party }) => [`公钥 ${nkey} 正由 ${party} 使用。`, `The nkey ${nkey} is in use by ${party}.`],
  'keys.nkey-ended': ({ nkey, party }) => [`公钥 ${nkey}（${party}）已停用或吊销，不能再次使用。`, `The nkey ${nkey} (${party}) has ended and is never let in again.`],
  'keys.nkey-unknown': ({ nkey, party }) => [`${party} 没有公钥 ${nkey}。`, `${party} has no nkey ${nkey}.`],
  'keys.rotation-open': ({ party }) => [`${party} 的更换尚未完成：先 rotate ${party} --finish，或用 revoke 吊销其中之一。`, `${party} is changing over already: rotate ${party} --finish first, or revoke one of the two.`],
  'keys.no-rotation': ({ party }) => [`${party} 没有正在进行的更换。`, `${party} is not changing over.`],
  'keys.message-keys-invalid': ({ why }) => [`文件不是 GET /keys 的回答：${why}。`, `The file is not what GET /keys answers: ${why}.`],
  'keys.party-differs': ({ party, named }) => [`文件中的公钥属于 ${named}，不是 ${party}。`, `The file holds the keys of ${named}, not of ${party}.`],
  'keys.authority-missing': ({ file }) => [`缺少 ${file}，请放回后再试。`, `${file} is missing; put it back and try again.`],
  'keys.authority-differs': ({ authority }) =>
    authority === 'own' ? ['本目录的证书由自建机构签发，不接受外来证书。', 'The certificate comes from the folder’s own authority; none is taken from elsewhere.'] : ['证书由外部机构签发，请用 --certificate 和 --key 给出新的。', 'The certificate comes from another authority: give the new one with --certificate and --key.'],
  'keys.certificate-unfit': ({ why }) => {
    const [chinese, english] = UNFIT[/** @type {keyof typeof UNFIT} */ (why)] ?? [`证书不含${why}`, `the certificate does not name ${why}`];
    return [`证书不可用：${chinese}。`, `The certificate cannot be used: ${english}.`];
  },
};

/** @type {Record<string, Phrase>} */
const STEPS = {
  'start-server': ({ folder }) => [`把 ${folder}/server 复制到服务器，运行 nats-server -c nats.conf（路径见其中）`, `copy ${folder}/server to the server’s machine and start it: nats-server -c nats.conf`],
  reload: ({ folder }) => [`把 ${folder}/server 复制到服务器，令其重读：nats-server --signal reload，或 kill -HUP`, `copy ${folder}/server to the server’s machine and have it read it: nats-server --signal reload, or kill -HUP`],
  'reload-twice': ({ folder }) => [`把 ${folder}/server 复制到服务器，令其重读两次，间隔一秒以上（2.9 版第二次才接通新账户）：nats-server --signal reload`, `copy ${folder}/server to the server’s machine and have it read it twice, a second apart (2.9 joins a new account at the second): nats-server --signal reload`],
  'hand-over-without-seed': ({ folder, party }) => [`把 ${folder}/parties/${party} 交给 ${party}（其种子由其自己保管）`, `hand ${folder}/parties/${party} to ${party}, who has the seed`],
  'hand-over': ({ folder, party }) => [`经安全途径把 ${folder}/parties/${party} 交给 ${party}，然后删除其中的 nkey.seed`, `hand ${folder}/parties/${party} to ${party} over a safe way; then delete nkey.seed in it`],
  finish: ({ party }) => [`${party} 换用新密钥之后：npm run keys -- rotate ${party} --finish`, `once ${party} uses the new one: npm run keys -- rotate ${party} --finish`],
  'let-in-again': ({ party }) => [`重新启用 ${party}：npm run keys -- rotate ${party}`, `to let ${party} in again: npm run keys -- rotate ${party}`],
  post: ({ folder, party }) => [`另经渠道核对 kid，然后由管理员把 ${folder}/parties/${party}/registration.json 发给协调端`, `compare the kids over another channel; then an administrator sends ${folder}/parties/${party}/registration.json to the coordinator`],
  'pass-on': ({ folder }) => [`把 ${folder}/coordinator-keys.json 交给各单位（COORDINATOR_KEYS_FILE）`, `give ${folder}/coordinator-keys.json to every agency (COORDINATOR_KEYS_FILE)`],
};

/** @type {Record<string, Phrase>} */
const OUTCOMES = {
  'folder-made': ({ folder }) => [`已建立 ${folder}。`, `${folder} was made.`],
  'agency-added': ({ party }) => [`已添加单位 ${party}。`, `The agency ${party} was added.`],
  'rotation-started': ({ party }) => [`${party} 有了新密钥；新旧均有效。`, `${party} has a new nkey; both let it in.`],
  'rotation-finished': ({ party }) => [`${party} 的旧密钥已停用。`, `The earlier nkey of ${party} has ended.`],
  'tls-rotated': () => ['服务器有了新证书。', 'The server has a new certificate.'],
  revoked: ({ party, state }) => [`已吊销（${party}：${state}）。`, `Revoked (${party}: ${state}).`],
  'message-keys-recorded': ({ party, sign, agree }) => [`已记录 ${party} 的消息公钥：签名 ${sign}，协商 ${agree}。`, `The message keys of ${party} are on record: sign ${sign}, agree ${agree}.`],
  listed: ({ folder, jurisdiction, natsUrl }) => [`${folder}：${jurisdiction}，${natsUrl}`, ''],
};

/** @param {Record<string, Phrase>} phrases @param {{ code: string, params: Refusal['params'] }} said @returns {Words} */
const wordsOf = (phrases, { code, params }) => {
  const phrase = phrases[code];
  if (phrase === undefined) throw new Error(`there are no words for ${code}`);
  const [chinese, english] = phrase(params);
  return { chinese, english };
};

/** @param {Refusal} refusal */
export const refusalWords = (refusal) => wordsOf(REFUSALS, refusal);
/** @param {{ code: string, params: Refusal['params'] }} step what a person does next */
export const stepWords = (step) => wordsOf(STEPS, step);
/** @param {{ code: string, params: Refusal['params'] }} outcome */
export const outcomeWords = (outcome) => wordsOf(OUTCOMES, outcome);
