export * from './page-route.js';
export * from './start-application.js';
export * from './RoutedPage.js';
export * from './appearance.js';
