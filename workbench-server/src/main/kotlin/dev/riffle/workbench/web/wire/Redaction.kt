package dev.riffle.workbench.web.wire

/** What of documents and runs a share link shows: nothing that tells of SQL, tables, jobs or the cluster. */
private val NOWHERE = WireRange(WirePosition(0, 1, 1), WirePosition(0, 1, 1))

/** The title of the notebook stays: it stands above a tile that has none of its own. */
fun WireTileSource.forLink() = copy(run = run?.forLink(), restart = restart?.forLink())

private fun WireRestart.forLink() = copy(problem = problem?.forLink())

/** Only queries show anything: what SHOW or EXPLAIN answered is about the session. */
fun WireRun.forLink() = copy(statements = statements.map { it.forLink() }, problem = problem?.forLink())

private fun WireStatement.forLink() =
    copy(
        range = NOWHERE,
        job = null,
        message = message.takeIf { kind == "query" },
        result = result.takeIf { kind == "query" },
        problem = problem?.forLink(),
    )

/** Messages of Flink quote the statement and its tables. */
private fun WireProblem.forLink() = WireProblem(code, "The query failed.", null, null, null)

/** @param showsSql whether the text of SQL cells is shown */
fun WireNotebook.forLink(showsSql: Boolean) =
    copy(cells = cells.map { if (it is WireSqlCell && !showsSql) it.copy(text = "", textVersion = 0) else it })
