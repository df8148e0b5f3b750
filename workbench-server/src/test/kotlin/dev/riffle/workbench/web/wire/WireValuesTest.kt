package dev.riffle.workbench.web.wire

import kotlinx.serialization.json.JsonArray
import net.jqwik.api.Arbitraries
import net.jqwik.api.Arbitrary
import net.jqwik.api.ForAll
import net.jqwik.api.Property
import net.jqwik.api.Provide
import org.assertj.core.api.Assertions.assertThat

class WireValuesTest {
    @Property(tries = 500)
    fun columnIsWrittenAsItsValuesAreOneByOne(
        @ForAll("values") values: List<Any?>,
    ) {
        val written = wireJson.encodeToString(WireValues.serializer(), WireValues(values))
        assertThat(written).isEqualTo(wireJson.encodeToString(JsonArray.serializer(), JsonArray(values.map { value(it) })))
    }

    @Property(tries = 500)
    fun columnReadsBackAsItIsWritten(
        @ForAll("values") values: List<Any?>,
    ) {
        val written = wireJson.encodeToString(WireValues.serializer(), WireValues(values))
        val read = wireJson.decodeFromString(WireValues.serializer(), written)
        assertThat(wireJson.encodeToString(WireValues.serializer(), read)).isEqualTo(written)
    }

    @Provide
    fun values(): Arbitrary<List<Any?>> {
        val plain =
            Arbitraries
                .oneOf(
                    Arbitraries.longs().map { it as Any },
                    Arbitraries.longs().between(-9, 9).map { it as Any },
                    Arbitraries.doubles().map { it as Any },
                    Arbitraries.of(0.0, -0.0, 1e300, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY).map { it as Any },
                    Arbitraries.of(true, false).map { it as Any },
                    Arbitraries.strings().ofMaxLength(8).map { it as Any },
                    Arbitraries.of("1", "true", "null", "\"", "\\u0000", "é\u2028", "NaN").map { it as Any },
                ).injectNull(0.1)
        return Arbitraries
            .oneOf(plain, plain.list().ofMaxSize(4).map { it as Any }, plain.list().ofMaxSize(2).map { listOf(it, null) as Any })
            .list()
            .ofMaxSize(12)
    }
}
