package dev.riffle.workbench.notebook;

/** How a chart draws its rows. */
public enum ChartType {
    LINE,
    AREA,
    BAR,
    SCATTER,
    PIE,
    NUMBER
}
