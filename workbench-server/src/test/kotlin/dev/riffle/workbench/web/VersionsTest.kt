package dev.riffle.workbench.web

import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonPrimitive
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** The history of documents over HTTP, under open pages, and documents as files between people. */
class VersionsTest {
    private val server = PeopleFixture.server

    private fun notebook(owner: PeopleFixture.Someone): String =
        server
            .send(
                "POST",
                "/api/notebooks",
                """{"title":"Orders","cells":[{"kind":"sql","id":"a","text":"SELECT 1"},{"kind":"markdown","id":"b","text":"why"}]}""",
                owner.headers,
            ).json
            .text("id")

    private fun dashboard(
        owner: PeopleFixture.Someone,
        notebook: String,
        cell: String,
    ): String {
        val id = server.send("POST", "/api/dashboards", """{"title":"Wall"}""", owner.headers).json.text("id")
        assertThat(pin(owner, id, 1, notebook, cell, "t").status).isEqualTo(200)
        return id
    }

    private fun pin(
        by: PeopleFixture.Someone,
        dashboard: String,
        basedOn: Int,
        notebook: String,
        cell: String,
        tile: String,
    ): WorkbenchProcess.Answer {
        val content = """{"kind":"cell","notebook":"$notebook","cell":"$cell"}"""
        val words = """"title":"Sum","description":"","x":0,"y":0,"width":6,"height":4"""
        val edit = """{"kind":"addTile","tile":{"id":"$tile",$words,"content":$content}}"""
        return server.send("POST", "/api/dashboards/$dashboard/edits", """{"editId":"$tile","basedOn":$basedOn,"edit":$edit}""", by.headers)
    }

    private fun edit(
        by: PeopleFixture.Someone,
        notebook: String,
        id: String,
        edit: String,
    ) {
        val answer = server.send("POST", "/api/notebooks/$notebook/edits", """{"editId":"$id","basedOn":1,"edit":$edit}""", by.headers)
        assertThat(answer.status).describedAs(answer.body).isEqualTo(200)
    }

    private fun versions(
        by: PeopleFixture.Someone,
        document: String,
    ) = server.send("GET", "/api/$document/versions", null, by.headers).json

    private fun JsonObject.people() = getValue("people").jsonArray.map { it.jsonPrimitive.content }

    @Test
    fun `a history says who and what, and an earlier version comes back on every open page at once`() {
        val ada = PeopleFixture.join()
        val bob = PeopleFixture.join()
        val id = notebook(ada)
        PeopleFixture.give("notebooks", id, bob, "editor")
        edit(bob, id, "e1", """{"kind":"deleteCell","cell":"b"}""")
        val text = """{"basedOn":0,"text":"SELECT 2"}"""
        assertThat(server.send("PUT", "/api/notebooks/$id/cells/a/text", text, bob.headers).status).isEqualTo(200)

        val listed = versions(ada, "notebooks/$id")
        assertThat(listed.number("revision")).isEqualTo(3)
        assertThat(listed.list("versions").map { it.number("number") to it.text("cause") }).containsExactly(2L to "edited", 1L to "created")
        assertThat(listed.list("versions").map { it.people().size }).containsExactly(1, 1)
        assertThat(listed.list("versions")[0].people()).isNotEqualTo(listed.list("versions")[1].people())
        val first = server.send("GET", "/api/notebooks/$id/versions/1", null, ada.headers).json
        assertThat(first.list("cells").map { it.text("id") to it.text("text") }).containsExactly("a" to "SELECT 1", "b" to "why")

        server.socket(bob.headers).use { page ->
            page.send("""{"type":"openNotebook","request":1,"notebook":"$id"}""")
            page.next("notebook")
            val restore = "/api/notebooks/$id/versions/1/restore"
            assertThat(server.send("POST", restore, """{"basedOn":2}""", ada.headers).status).isEqualTo(409)
            val restored = server.send("POST", restore, """{"basedOn":3}""", ada.headers)
            assertThat(restored.json.number("revision")).describedAs(restored.body).isEqualTo(5)
            assertThat(page.next("textUpdated").let { it.text("cell") to it.number("revision") }).isEqualTo("a" to 4L)
            val told = page.next("notebook").inner("notebook")
            assertThat(told.number("revision")).isEqualTo(5)
            assertThat(told.list("cells").map { it.text("text") }).containsExactly("SELECT 1", "why")
        }
        val newest = versions(ada, "notebooks/$id").list("versions").first()
        assertThat(newest.text("cause") to newest.number("restored")).isEqualTo("restored" to 1L)
        val before = server.send("GET", "/api/notebooks/$id/versions/2", null, ada.headers).json
        assertThat(
            before.list("cells").map { it.text("text") },
        ).describedAs("what was before stays in the history").containsExactly("SELECT 2")
    }

    @Test
    fun `a version gets a name and loses it`() {
        val ada = PeopleFixture.join()
        val id = notebook(ada)
        val name = "/api/notebooks/$id/versions/1/name"
        assertThat(server.send("PUT", name, """{"name":" Before the demo "}""", ada.headers).status).isEqualTo(204)
        assertThat(versions(ada, "notebooks/$id").list("versions").map { it.text("name") }).containsExactly("Before the demo")
        assertThat(server.send("PUT", name, """{"name":"${"x".repeat(101)}"}""", ada.headers).status).isEqualTo(413)
        assertThat(server.send("PUT", "/api/notebooks/$id/versions/9/name", """{"name":"x"}""", ada.headers).status).isEqualTo(404)
        assertThat(server.send("GET", "/api/notebooks/$id/versions/0", null, ada.headers).status).isEqualTo(400)
        assertThat(server.send("PUT", name, """{"name":null}""", ada.headers).status).isEqualTo(204)
        assertThat(versions(ada, "notebooks/$id").list("versions")[0]["name"].toString()).isEqualTo("null")
    }

    @Test
    fun `of a dashboard nobody brings back what shows queries that they may not see`() {
        val ada = PeopleFixture.join()
        val bob = PeopleFixture.join()
        val notebook = notebook(ada)
        val id = dashboard(ada, notebook, "a")
        PeopleFixture.give("dashboards", id, bob, "editor")
        val remove = """{"editId":"r","basedOn":2,"edit":{"kind":"removeTile","tile":"t"}}"""
        assertThat(server.send("POST", "/api/dashboards/$id/edits", remove, bob.headers).status).isEqualTo(200)
        val restore = "/api/dashboards/$id/versions/1/restore"
        assertThat(server.send("POST", restore, """{"basedOn":3}""", bob.headers).status).isEqualTo(403)
        server.socket(bob.headers).use { page ->
            page.send("""{"type":"openDashboard","request":1,"dashboard":"$id"}""")
            assertThat(page.next("dashboard").inner("dashboard").list("tiles")).isEmpty()
            assertThat(server.send("POST", restore, """{"basedOn":2}""", ada.headers).status).isEqualTo(409)
            assertThat(server.send("POST", restore, """{"basedOn":3}""", ada.headers).status).isEqualTo(200)
            val tile =
                page
                    .next("dashboardEdited")
                    .inner("document")
                    .list("tiles")
                    .single()
            assertThat(tile.text("id") to tile.inner("content").text("notebook")).isEqualTo("t" to notebook)
        }
        assertThat(
            versions(bob, "dashboards/$id").list("versions").map { it.text("cause") },
        ).containsExactly("restored", "removed", "created")
    }

    @Test
    fun `a notebook travels with its dashboards in one file`() {
        val ada = PeopleFixture.join()
        val notebook = notebook(ada)
        val dashboard = dashboard(ada, notebook, "b")
        val alone = server.send("GET", "/api/notebooks/$notebook/export", null, ada.headers).body
        assertThat(alone).doesNotContain("```dashboard")
        val file = server.send("GET", "/api/notebooks/$notebook/export?dashboards=true", null, ada.headers).body
        assertThat(file).contains("```dashboard\ntitle: Wall\n")

        val carol = PeopleFixture.join()
        val made = server.send("POST", "/api/notebooks/import", file, carol.headers).json
        assertThat(made.getValue("warnings").jsonArray).isEmpty()
        val copy = made.inner("notebook")
        val prose = copy.list("cells")[1]
        assertThat(prose.text("text")).isEqualTo("why")
        val imported = made.list("dashboards").single().text("id")
        val tile =
            server
                .send("GET", "/api/dashboards/$imported", null, carol.headers)
                .json
                .list("tiles")
                .single()
        assertThat(tile.inner("content").text("notebook")).isEqualTo(copy.text("id"))
        assertThat(tile.inner("content").text("cell")).isEqualTo(prose.text("id")).isNotEqualTo("b")
        assertThat(tile.text("title")).isEqualTo("Sum")
        assertThat(server.send("GET", "/api/dashboards/$dashboard", null, carol.headers).status).isEqualTo(404)

        // Whoever may see the notebook alone gets it without the dashboard.
        PeopleFixture.give("notebooks", notebook, carol, "viewer")
        assertThat(server.send("GET", "/api/notebooks/$notebook/export?dashboards=true", null, carol.headers).body).isEqualTo(alone)
    }

    @Test
    fun `a dashboard's file finds its cells again where they may be seen`() {
        val ada = PeopleFixture.join()
        val notebook = notebook(ada)
        val file = server.send("GET", "/api/dashboards/${dashboard(ada, notebook, "a")}/export", null, ada.headers)
        assertThat(file.header("content-disposition")).isEqualTo("attachment; filename=\"Wall.md\"")
        assertThat(file.body).contains("notebook-title: Orders")

        val again = server.send("POST", "/api/dashboards/import", file.body, ada.headers)
        assertThat(again.status).isEqualTo(201)
        assertThat(again.json.getValue("warnings").jsonArray).isEmpty()
        val content =
            again.json
                .list("dashboards")
                .single()
                .list("tiles")
                .single()
                .inner("content")
        assertThat(content.text("cell")).isEqualTo("a")

        val stranger = PeopleFixture.join()
        val other = server.send("POST", "/api/dashboards/import", file.body, stranger.headers).json
        assertThat(
            other
                .getValue("warnings")
                .jsonArray
                .single()
                .jsonPrimitive.content,
        ).isEqualTo(
            "The tile \"Sum\" of the dashboard \"Wall\" has no cell: \"a\" of the notebook \"Orders\" is not here, or you may not see it.",
        )
        assertThat(
            other
                .list("dashboards")
                .single()
                .list("tiles")
                .single()
                .inner("content")
                .text("kind"),
        ).isEqualTo("text")

        val broken = server.send("POST", "/api/dashboards/import", file.body.replace("width: 6", "width: 60"), ada.headers)
        assertThat(broken.status).isEqualTo(400)
        assertThat(broken.json.inner("error").text("message")).startsWith("line 8: a tile lies on a grid")
        assertThat(server.send("POST", "/api/dashboards/import", "# Nothing", ada.headers).status).isEqualTo(400)
        assertThat(server.send("POST", "/api/notebooks/import", file.body, ada.headers).json["error"]).isNotNull
    }

    @Test
    fun `what an earlier version says is not for viewers`() {
        val ada = PeopleFixture.join()
        val viewer = PeopleFixture.join()
        val id = notebook(ada)
        PeopleFixture.give("notebooks", id, viewer, "viewer")
        assertThat(server.send("GET", "/api/notebooks/$id/versions/1", null, viewer.headers).status).isEqualTo(403)
    }
}
