const POLL_MS = 100;

/** Waits until the adapter asks for messages. @throws when it does not within the bound. */
export async function untilPulling(isPulling: () => Promise<boolean>, withinMs: number): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await isPulling())) {
    if (Date.now() > end) throw new Error(`适配器在 ${withinMs / 1000} 秒内没有开始拉取消息 / the adapter did not begin to pull within ${withinMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
