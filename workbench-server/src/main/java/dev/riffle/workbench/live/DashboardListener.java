package dev.riffle.workbench.live;

import dev.riffle.workbench.dashboard.Dashboard;
import java.util.List;

/** Told what happens to a dashboard, in order, on the dashboards' thread. Must return at once. */
public interface DashboardListener {

    /** Told first, with all that its tiles show, and the inputs of their notebooks. */
    void opened(Dashboard dashboard, List<TileSource> sources, List<DashboardInput> inputs);

    /** @param dashboard with the edit */
    void edited(String editId, Dashboard dashboard);

    /** Told before the edit that brings a tile which shows it. */
    void sourceChanged(TileSource source);

    /** @param inputs all that there are now */
    void inputsChanged(List<DashboardInput> inputs);

    /** It was moved to the trash or deleted; nothing more is told. */
    void gone();
}
