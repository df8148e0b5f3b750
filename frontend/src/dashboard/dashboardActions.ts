/** What is done from the bar, the menu and the palette of a dashboard alike. */
export interface DashboardActions {
  edit(): void;
  addText(): void;
  describe(): void;
  share(): void;
  history(): void;
  fullScreen(): void;
}
