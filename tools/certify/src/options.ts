import { parseArgs } from 'node:util';
import { AgencyId, COORDINATOR, Jurisdiction } from '@lianshen/contracts/kernel';
import { z } from 'zod';

export const USAGE = `npm run adapter:certify -- --agency ID [选项 / options]

  不给 --nats 时，在本机启动服务器和本项目的适配器并予以认证。
  Without --nats: starts servers and the hub's own adapter on this machine and certifies it.

  --nats URL             适配器所连的 NATS / the NATS that the adapter is connected to
  --nkey-seed FILE       可建流的 NATS 用户的种子 / seed of a NATS user that may make streams and consumers
  --keys FILE            认证用协调端密钥，首次生成 / the trial coordinator's keys, made at the first time
  --adapter-keys PLACE   适配器公钥：文件或网址 / the adapter's public keys: a file, or the address of its /keys
  --adapter-next-keys PLACE
                         适配器的下一组公钥，更换密钥时用 / its next public keys, for the rotation: a file, or the address of its /keys/next
  --jurisdiction J       辖区，默认 certify / default: certify
  --flagged NUMBER       登记表中有问题的号码 / a number that the adapter's register flags
  --emptied              适配器以空库启动 / the adapter starts with an empty store
  --answer-within S      多久内自动反馈，默认 10 秒 / within which time it answers by itself, default 10
  --resend-within S      多久内重发，默认 25 秒 / within which time it sends again, default 25
  --start-within S       等待适配器启动，默认 120 秒 / how long to wait for the adapter, default 120
  --report DIR           把报告写入文件夹 / writes the report into a folder
  --report-key FILE      报告签名密钥，首次生成 / the key that signs the report, made at the first time
`;

const Seconds = z.coerce.number().int().min(1).max(3_600);

const Options = z
  .object({
    agency: AgencyId.refine((id) => id !== COORDINATOR, 'an agency cannot be called coordinator'),
    jurisdiction: Jurisdiction.default('certify'),
    nats: z.string().min(1).optional(),
    'nkey-seed': z.string().min(1).optional(),
    keys: z.string().min(1).optional(),
    'adapter-keys': z.string().min(1).optional(),
    'adapter-next-keys': z.string().min(1).optional(),
    flagged: z.string().regex(/^\d{17}[\dX]$/).optional(),
    emptied: z.boolean().default(false),
    'answer-within': Seconds.default(10),
    'resend-within': Seconds.default(25),
    'start-within': Seconds.default(120),
    report: z.string().min(1).optional(),
    'report-key': z.string().min(1).optional(),
  })
  .refine((options) => options.nats === undefined || (options.keys !== undefined && options['adapter-keys'] !== undefined), '--nats needs --keys and --adapter-keys');
export type Options = z.infer<typeof Options>;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** @returns the options, or the sentences that say what is wrong with them. */
export function readOptions(args: readonly string[]): Options | { readonly wrong: readonly string[] } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        agency: text, jurisdiction: text, nats: text, 'nkey-seed': text, keys: text, 'adapter-keys': text, 'adapter-next-keys': text, flagged: text, emptied: flag, local: flag,
        'answer-within': text, 'resend-within': text, 'start-within': text, report: text, 'report-key': text,
      },
    });
    const parsed = Options.safeParse(values);
    return parsed.success ? parsed.data : { wrong: parsed.error.issues.map(({ path, message }) => (path.length > 0 ? `--${path.join('.')}: ${message}` : message)) };
  } catch (error) {
    return { wrong: [(error as Error).message] };
  }
}
