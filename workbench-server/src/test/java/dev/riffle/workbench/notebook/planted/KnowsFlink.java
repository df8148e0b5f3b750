package dev.riffle.workbench.notebook.planted;

import org.apache.flink.configuration.Configuration;

/** Breaks a law on purpose; see ArchitectureTest. */
interface KnowsFlink {

    void with(Configuration configuration);
}
