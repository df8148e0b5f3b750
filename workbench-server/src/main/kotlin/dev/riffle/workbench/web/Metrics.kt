package dev.riffle.workbench.web

import dev.riffle.sessions.cluster.SessionCluster
import dev.riffle.sessions.session.RunState
import dev.riffle.workbench.live.LiveFigures
import dev.riffle.workbench.live.LiveNotebooks
import io.micrometer.core.instrument.FunctionCounter
import io.micrometer.core.instrument.Gauge
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics
import io.micrometer.core.instrument.binder.system.ProcessorMetrics
import io.micrometer.core.instrument.binder.system.UptimeMetrics
import io.micrometer.prometheusmetrics.PrometheusConfig
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry

/** The figures of this server in Prometheus' text format. They are read when somebody asks; nothing is done for them meanwhile. */
class Metrics(
    private val notebooks: LiveNotebooks,
    private val cluster: SessionCluster,
    private val pages: () -> Int,
    private val traffic: Traffic,
) : AutoCloseable {
    private val registry = PrometheusMeterRegistry(PrometheusConfig.DEFAULT)
    private val collections = JvmGcMetrics()

    @Volatile
    private var figures = notebooks.figures()

    init {
        gauge("riffle.notebooks.open", "notebooks with a session in memory") { it.openNotebooks() }
        for (state in RunState.entries) {
            Gauge
                .builder("riffle.runs", this) { (it.figures.runs()[state] ?: 0L).toDouble() }
                .tag("state", state.name.lowercase())
                .description("newest runs of cells")
                .register(registry)
        }
        gauge("riffle.results", "results of queries, live or ended") { it.results() }
        gauge("riffle.results.rows", "rows that results hold") { it.heldRows() }
        gauge("riffle.results.changes", "changes that came for the results there are") { it.changes() }
        gauge("riffle.results.watchers", "results times pages that watch them") { it.watchers() }
        Gauge
            .builder("riffle.pages", pages) { it().toDouble() }
            .description("browser pages that are connected")
            .register(registry)
        FunctionCounter
            .builder("riffle.frames.messages", traffic) { it.messages() }
            .description("messages with frames to browsers")
            .register(registry)
        FunctionCounter
            .builder("riffle.frames", traffic) { it.bytes() }
            .baseUnit("bytes")
            .description("bytes of these messages")
            .register(registry)
        Gauge
            .builder("riffle.cluster.slots", cluster) { it.status().slotsTotal().toDouble() }
            .description("task slots of the session cluster")
            .register(registry)
        Gauge
            .builder("riffle.cluster.slots.free", cluster) { it.status().slotsFree().toDouble() }
            .description("of these, the free ones")
            .register(registry)
        listOf(JvmMemoryMetrics(), collections, JvmThreadMetrics(), ClassLoaderMetrics(), ProcessorMetrics(), UptimeMetrics())
            .forEach { it.bindTo(registry) }
    }

    private fun gauge(
        name: String,
        description: String,
        value: (LiveFigures) -> Number,
    ) {
        Gauge.builder(name, this) { value(it.figures).toDouble() }.description(description).register(registry)
    }

    fun text(): String {
        figures = notebooks.figures()
        return registry.scrape()
    }

    override fun close() {
        collections.close()
        registry.close()
    }
}
