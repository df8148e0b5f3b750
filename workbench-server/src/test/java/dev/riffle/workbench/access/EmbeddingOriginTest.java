package dev.riffle.workbench.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingOriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://wiki.example.org, https://wiki.example.org",
        "' https://Wiki.Example.org/ ', https://wiki.example.org",
        "HTTPS://wiki.example.org:443, https://wiki.example.org",
        "http://wiki.example.org:80, http://wiki.example.org",
        "https://wiki.example.org:8443, https://wiki.example.org:8443",
        "http://localhost:8000, http://localhost:8000",
        "http://127.0.0.1:8000, http://127.0.0.1:8000",
        "http://intranet, http://intranet",
        "https://bücher.example, https://xn--bcher-kva.example",
    })
    void isReadAsAPersonPastesIt(String text, String origin) {
        assertThat(EmbeddingOrigin.of(text).value()).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "null",
                "'self'",
                "https://*",
                "https://*.example.org",
                "https://example.org:*",
                "https:",
                "https://",
                "//example.org",
                "example.org",
                "ftp://example.org",
                "data:text/html,x",
                "javascript://example.org",
                "https://example.org/path",
                "https://example.org//",
                "https://example.org?x",
                "https://example.org#x",
                "https://somebody@example.org",
                "https://somebody:word@example.org",
                "https://example.org:0",
                "https://example.org:65536",
                "https://example.org:",
                "https://example.org:80:80",
                "https://example..org",
                "https://.example.org",
                "https://example.org.",
                "https://-example.org",
                "https://example_1.org",
                "https://[::1]:8000",
                "https://example.org; script-src *",
                "https://example.org https://other.example",
                "https://example.org,https://other.example",
                "https://example.org\r\nX-Header: x",
                "https://example.org\\@other.example",
                "https://exa%6dple.org",
            })
    void whatIsNoOriginIsRefused(String text) {
        assertThatThrownBy(() -> EmbeddingOrigin.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no address of a site");
    }

    /** Whatever is written there, a header that holds it says nothing but one origin, and reads back as the same. */
    @Property(tries = 2_000)
    void whatIsTakenIsSafeInAHeader(@ForAll("nearlyOrigins") String text) {
        EmbeddingOrigin taken;
        try {
            taken = EmbeddingOrigin.of(text);
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertThat(taken.value()).matches("https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9][0-9]{0,4})?");
        assertThat(EmbeddingOrigin.of(taken.value())).isEqualTo(taken);
    }

    @Provide
    Arbitrary<String> nearlyOrigins() {
        Arbitrary<String> scheme = Arbitraries.of("http://", "https://", "HTTPS://", "", "ftp://");
        Arbitrary<String> host = Arbitraries.strings()
                .withChars("abcxyzABC019.-_* ;:/\\@'\"\n\r\té。")
                .ofMaxLength(12);
        Arbitrary<String> port = Arbitraries.of("", ":80", ":443", ":8000", ":99999", "/", ":8000/");
        return Combinators.combine(scheme, host, port).as((a, b, c) -> a + b + c);
    }

    @Test
    void aLinkNamesAtMostTenSitesAndNoneWhereItHasAPassword() {
        List<EmbeddingOrigin> ten = IntStream.range(0, 10)
                .mapToObj(i -> EmbeddingOrigin.of("https://site-" + i + ".example"))
                .toList();
        assertThat(link(null, ten).origins()).hasSize(10);
        assertThat(link(null, Collections.nCopies(20, ten.get(0))).origins()).hasSize(1);
        List<EmbeddingOrigin> eleven = IntStream.range(0, 11)
                .mapToObj(i -> EmbeddingOrigin.of("https://site-" + i + ".example"))
                .toList();
        assertThatThrownBy(() -> link(null, eleven)).hasMessageContaining("at most 10");
        assertThatThrownBy(() -> link("a hash", ten)).hasMessageContaining("can't be embedded");
    }

    private static ShareLink link(@Nullable String passwordHash, List<EmbeddingOrigin> origins) {
        return new ShareLink(
                new ShareLinkId("id"),
                "",
                new DocumentReference(DocumentReference.Kind.DASHBOARD, "d"),
                false,
                Instant.EPOCH,
                null,
                passwordHash,
                origins,
                null);
    }
}
