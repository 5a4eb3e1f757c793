package archsim.base.json;

import jakarta.json.JsonObject;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Type;

/** Lets JSON-B bind a component whose type is {@link ResolvedBy} a registry. */
public final class SubtypeReader implements JsonbDeserializer<Object> {

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context, Type type) {
        JsonObject object = parser.getObject();
        Subtypes subtypes = KnownSubtypes.of((Class<?>) type).orElseThrow();
        return StrictJson.bindChecked(object, subtypes.byName().get(object.getString(subtypes.key())));
    }
}
