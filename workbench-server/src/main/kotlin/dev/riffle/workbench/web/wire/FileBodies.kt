package dev.riffle.workbench.web.wire

import dev.riffle.workbench.connect.file.FileTable
import dev.riffle.workbench.connect.file.GivenFile
import kotlinx.serialization.Serializable

@Serializable
class GivenFileListBody(
    val files: List<GivenFileBody>,
)

@Serializable
class GivenFileBody(
    val name: String,
    val bytes: Long,
    val givenAt: String,
)

/** @property path of a folder on the server's machine */
@Serializable
class FolderBody(
    val path: String,
)

/** @property kind one of `csv`, `json_lines`, `parquet`, `avro` */
@Serializable
class FileTableBody(
    val kind: String,
    val preview: List<String>,
    val table: TableProposalBody,
)

fun GivenFile.toWire() = GivenFileBody(name(), bytes(), givenAt().toString())

fun FileTable.toWire() =
    FileTableBody(kind().name.lowercase(), preview(), TableProposalBody(kind().name.lowercase(), notes(), sql(), false))
