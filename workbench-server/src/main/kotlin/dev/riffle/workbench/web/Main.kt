package dev.riffle.workbench.web

import kotlin.system.exitProcess

fun main(arguments: Array<String>) {
    if (arguments.any { it == "--help" || it == "-h" }) {
        print(ServerConfig.help())
        return
    }
    try {
        val config = ServerConfig.load(arguments.toList(), System.getenv())
        System.setProperty("riffle.logs", config.data.resolve("logs").toString())
        System.setProperty("riffle.log.format", config.logFormat.name.lowercase())
        val workbench = Workbench(config)
        Runtime.getRuntime().addShutdownHook(Thread(workbench::close, "shutdown"))
        workbench.start()
        println("Riffle is at ${workbench.address()}")
        System.out.flush()
        Thread.currentThread().join()
    } catch (e: ConfigException) {
        fail(e)
    } catch (e: java.io.IOException) {
        fail(e)
    } catch (e: java.io.UncheckedIOException) {
        fail(e.cause ?: e)
    }
}

private fun fail(error: Throwable) {
    System.err.println("Riffle: ${error.message}")
    exitProcess(2)
}
