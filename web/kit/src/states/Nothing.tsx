import { InboxOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';

/** There is nothing here, why, and what one may do. */
export function Nothing({ what, children }: { readonly what: string; readonly children?: ReactNode }) {
  return (
    <div className="nothing">
      <InboxOutlined aria-hidden />
      <p>{what}</p>
      {children}
    </div>
  );
}
