import { QueryClientProvider } from '@tanstack/react-query';
import 'antd/dist/reset.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider, type RouteObject } from 'react-router';
import { noteAttendance } from '../api/index.js';
import { SessionGate } from '../session/index.js';
import { Shell } from '../shell/index.js';
import { startTexts, type Texts } from '../texts/index.js';
import { Crashed } from './Crashed.js';
import './application.css';
import type { PageRoute } from './page-route.js';
import { createQueries } from './queries.js';
import { NotFound, RoutedPage } from './RoutedPage.js';
import { giveStylesTheNonce } from './style-nonce.js';
import { Themed } from './Themed.js';

interface Application {
  readonly name: 'workbench' | 'dashboard';
  readonly texts: Texts;
  /** The first of them that a person may see is theirs to begin with. */
  readonly pages: readonly PageRoute[];
}

const routesOf = ({ name, pages }: Application): RouteObject[] => [
  {
    element: <Shell application={name} pages={pages} />,
    errorElement: <Crashed />,
    children: [...pages.map((route) => ({ path: route.path, element: <RoutedPage key={route.path} route={route} pages={pages} />, errorElement: <Crashed /> })), { path: '*', element: <NotFound /> }],
  },
];

/** Starts an application in the page that the hub has served. */
export async function startApplication(application: Application): Promise<void> {
  const place = document.getElementById('application');
  if (!place) throw new Error('the page has no place for the application');
  giveStylesTheNonce();
  noteAttendance(window);
  await startTexts(application.texts);
  const router = createBrowserRouter(routesOf(application));
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={createQueries()}>
        <Themed>
          <SessionGate application={application.name}>
            <RouterProvider router={router} />
          </SessionGate>
        </Themed>
      </QueryClientProvider>
    </StrictMode>,
  );
}
