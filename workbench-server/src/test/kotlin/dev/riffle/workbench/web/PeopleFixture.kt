package dev.riffle.workbench.web

import java.nio.file.Files

/** A server with accounts, and people who came by invitation. Its cluster is never there: nothing here runs. */
object PeopleFixture {
    val server: WorkbenchProcess by lazy {
        WorkbenchProcess
            .start(
                Files.createTempDirectory("riffle-people"),
                "--accounts",
                "true",
                "--cluster",
                "http://127.0.0.1:1",
                "--cluster-has-jars",
                "true",
            ).also { started -> Runtime.getRuntime().addShutdownHook(Thread(started::close)) }
    }

    const val PASSWORD = "correct horse"
    private var made = 0

    class Someone(
        val id: String,
        val login: String,
        val cookie: String,
    ) {
        val headers get() = mapOf("Cookie" to cookie)
    }

    fun invite(
        administrator: Boolean = false,
        at: WorkbenchProcess = server,
    ): String = at.post("/api/invitations", """{"name":"Somebody","administrator":$administrator}""").json.text("path")

    @Synchronized
    fun join(
        administrator: Boolean = false,
        at: WorkbenchProcess = server,
    ): Someone {
        val login = "person-${++made}"
        val address = invite(administrator, at).removePrefix("/join/")
        val answer =
            at.send("POST", "/api/invited/$address", """{"login":"$login","name":"Person $made","password":"$PASSWORD"}""", emptyMap())
        check(answer.status == 200) { answer.body }
        return Someone(answer.json.text("account"), login, cookieOf(answer))
    }

    fun cookieOf(answer: WorkbenchProcess.Answer): String = answer.header("set-cookie")!!.substringBefore(";")

    fun give(
        kind: String,
        document: String,
        person: Someone,
        role: String,
        at: WorkbenchProcess = server,
    ) {
        val answer = at.send("PUT", "/api/$kind/$document/people/${person.id}", """{"role":"$role"}""")
        check(answer.status == 204) { answer.body }
    }
}
