package dev.riffle.sessions.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SecretVeilTest {

    @Test
    void aValueIsCoveredInAllTheWaysInWhichFlinkWritesIt() {
        SecretVeil veil = new SecretVeil();
        veil.cover("p", "it's \"né\"\n\\");
        for (String written : List.of(
                "it's \"né\"\n\\",
                "it''s \"né\"\n\\",
                "it's \\\"né\\\"\\n\\\\",
                "it''s \\\"n\\u00E9\\\"\\n\\\\",
                "it\\'\\'s \\\"n\\u00e9\\\"\\n\\\\",
                "it''s \"n\\00e9\"\\000a\\\\")) {
            assertThat(veil.over("'" + written + "' is wrong")).isEqualTo("'${secret.p}' is wrong");
        }
    }

    @Test
    void ofTwoValuesThatOverlapNothingIsLeft() {
        SecretVeil veil = new SecretVeil();
        veil.cover("a", "abcd");
        veil.cover("b", "cdef");
        veil.cover("c", "abcdefgh");
        assertThat(veil.over("-abcdef-")).isEqualTo("-${secret.a}${secret.b}-");
        assertThat(veil.over("-abcdefgh-")).isEqualTo("-${secret.c}-");
        assertThat(veil.over("abcabcd")).isEqualTo("abc${secret.a}");
    }

    @Test
    void anEarlierValueOfASecretStaysCovered() {
        SecretVeil veil = new SecretVeil();
        veil.cover("a", "first");
        veil.cover("a", "second");
        assertThat(veil.over("first second third")).isEqualTo("${secret.a} ${secret.a} third");
    }

    @Test
    void namesOfReferencesAreNoValues() {
        SecretVeil veil = new SecretVeil();
        veil.cover("password", "secret");
        veil.cover("b", "password");
        assertThat(veil.over("a ${secret.password} is a secret password"))
                .isEqualTo("a ${secret.password} is a ${secret.password} ${secret.b}");
    }

    @Test
    void beyondItsBoundItTakesNoMore() {
        SecretVeil veil = new SecretVeil();
        for (int i = 0; i < SecretVeil.MOST_VALUES; i++) {
            assertThat(veil.cover("a", "value " + i)).isTrue();
        }
        assertThat(veil.cover("a", "one more")).isFalse();
        assertThat(veil.cover("b", "value 0")).isTrue();
    }

    @Test
    void anErrorThatTellsAValueIsReplacedByOneThatDoesNot() {
        SecretVeil veil = new SecretVeil();
        veil.cover("a", "hunter2");
        Exception harmless = new IllegalStateException("no", new IllegalArgumentException("nothing"));
        assertThat(veil.veiled(harmless)).isSameAs(harmless);
        Exception telling = new IllegalStateException("no", new IllegalArgumentException("hunter2"));
        assertThat(veil.veiled(telling)).hasNoCause();
        assertThat(veil.over(telling)).contains("${secret.a}").doesNotContain("hunter2");
    }

    @Property
    void noValueIsLeftAndOnceIsEnough(@ForAll("words") List<String> values, @ForAll("words") List<String> between) {
        SecretVeil veil = new SecretVeil();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            veil.cover("S" + i, values.get(i));
            text.append(i < between.size() ? between.get(i) : "").append(values.get(i));
        }
        String shown = veil.over(text.toString());
        String withoutReferences = shown.replaceAll("\\$\\{secret\\.S\\d+\\}", "#");
        assertThat(values).noneMatch(withoutReferences::contains);
        assertThat(veil.over(shown)).isEqualTo(shown);
    }

    /** Of so few letters that they overlap. */
    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.strings()
                .withChars('a', 'b', '\'')
                .ofMinLength(4)
                .ofMaxLength(7)
                .list()
                .ofMaxSize(6);
    }
}
