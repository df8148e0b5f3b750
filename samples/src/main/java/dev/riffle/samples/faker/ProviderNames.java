package dev.riffle.samples.faker;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that older expressions use, as Datafaker has them today. */
final class ProviderNames {

    private static final Pattern CALL = Pattern.compile("#\\{\\s*([A-Za-z_]+)\\.([A-Za-z_]+)");

    private static final Map<String, String> RENAMED = Map.of(
            "internet.avatar", "internet.image",
            "internet.ipv4address", "internet.ipV4Address",
            "internet.ipv6address", "internet.ipV6Address",
            "crypto.md5", "hashing.md5",
            "crypto.sha1", "hashing.sha1",
            "crypto.sha256", "hashing.sha256",
            "crypto.sha512", "hashing.sha512",
            "finance.creditcard", "finance.creditCard",
            "idnumber.valid", "idNumber.valid",
            "phonenumber.phonenumber", "phoneNumber.phoneNumber");

    private ProviderNames() {}

    /** The directive with the provider and method that exist now. */
    static String current(String directive) {
        Matcher matcher = CALL.matcher(directive);
        if (!matcher.find()) {
            return directive;
        }
        String provider = camel(matcher.group(1));
        String method = camel(matcher.group(2));
        String plain = (provider + "." + method).toLowerCase(java.util.Locale.ROOT);
        String renamed = RENAMED.getOrDefault(plain, provider + "." + method);
        return "#{" + renamed + directive.substring(matcher.end());
    }

    /** {@code Phone_Number} and {@code PhoneNumber} as {@code phoneNumber}. */
    private static String camel(String name) {
        StringBuilder result = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter == '_') {
                upper = true;
            } else {
                result.append(upper ? Character.toUpperCase(letter) : i == 0 ? Character.toLowerCase(letter) : letter);
                upper = false;
            }
        }
        return result.toString();
    }
}
