package dev.riffle.workbench.connect.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.riffle.workbench.connect.database.DatabaseConnectException.Field;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each wrong URL is told what is wrong with it. */
class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                                                     | URL      | Give the database's URL
            postgresql://reader:Zx81qW@localhost/shop              | URL      | the URL that psql takes
            postgres://localhost/shop                              | URL      | the URL that psql takes
            localhost:5432/shop                                    | URL      | does not begin with
            jdbc:mysql://localhost:3306/shop                       | URL      | not one of PostgreSQL
            jdbc:postgresql:shop                                   | URL      | names no host
            jdbc:postgresql:///shop                                | URL      | names no host
            jdbc:postgresql://reader:Zx81qW@localhost/shop         | URL      | has a user name in it
            jdbc:postgresql://one,two/shop                         | URL      | several hosts
            jdbc:postgresql://my_host!/shop                        | URL      | is no host with a port
            jdbc:postgresql://localhost:70000/shop                 | URL      | “70000” is no port
            jdbc:postgresql://localhost:five/shop                  | URL      | “five” is no port
            jdbc:postgresql://local host/shop                      | URL      | has a blank in it
            jdbc:postgresql://localhost:5432                       | DATABASE | names no database
            jdbc:postgresql://localhost:5432/                      | DATABASE | names no database
            jdbc:postgresql://localhost:5432/shop/public           | DATABASE | “shop/public” is no database
            jdbc:postgresql://localhost/shop%2                     | URL      | write %25
            jdbc:postgresql://localhost/shop?user=reader           | URL      | the parameter “user”
            jdbc:postgresql://localhost/shop?password=Zx81qW       | URL      | the parameter “password”
            jdbc:postgresql://localhost/shop?socketFactory=java.X  | URL      | the parameter “socketFactory”
            jdbc:postgresql://localhost/shop?loggerFile=/tmp/x     | URL      | the parameter “loggerFile”
            jdbc:postgresql://localhost/shop?sslmode=always        | TLS      | “always” is no sslmode
            """)
    void isRefused(String url, Field field, String message) {
        DatabaseConnectException refused =
                catchThrowableOfType(DatabaseConnectException.class, () -> DatabaseUrl.parse(url));
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused).hasMessageContaining(message);
        assertThat(refused.getMessage()).doesNotContain("Zx81qW");
    }

    @Test
    void isWrittenAsItWasMeant() throws DatabaseConnectException {
        DatabaseUrl url = DatabaseUrl.parse(" jdbc:postgresql://[::1]/my%20shop?sslmode=require&currentSchema=a,b ");
        assertThat(url)
                .isEqualTo(new DatabaseUrl(
                        "[::1]", 5432, "my shop", Map.of("sslmode", "require", "currentSchema", "a,b")));
        assertThat(url).hasToString("jdbc:postgresql://[::1]:5432/my%20shop?currentSchema=a%2Cb&sslmode=require");
        assertThat(DatabaseUrl.parse("jdbc:postgresql://db.example:6432/shop"))
                .hasToString("jdbc:postgresql://db.example:6432/shop");
    }
}
