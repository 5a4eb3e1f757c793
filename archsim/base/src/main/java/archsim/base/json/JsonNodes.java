package archsim.base.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Makes nodes of JSON trees through one provider: {@link jakarta.json.Json} searches the class path at each call. */
final class JsonNodes {

    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private JsonNodes() {}

    static JsonObjectBuilder object() {
        return PROVIDER.createObjectBuilder();
    }

    static JsonArrayBuilder list() {
        return PROVIDER.createArrayBuilder();
    }

    static JsonString text(String value) {
        return PROVIDER.createValue(value);
    }

    static JsonNumber number(long value) {
        return PROVIDER.createValue(value);
    }

    static JsonNumber number(BigInteger value) {
        return PROVIDER.createValue(value);
    }

    static JsonNumber number(BigDecimal value) {
        return PROVIDER.createValue(value);
    }
}
