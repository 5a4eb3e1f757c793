package archsim.base.json;

import java.lang.reflect.RecordComponent;
import java.util.List;

/** The components of record types, asked once a type: the virtual machine makes them again at every call. */
final class Components {

    private static final ClassValue<List<RecordComponent>> OF_TYPE = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> record) {
            RecordComponent[] components = record.getRecordComponents();
            for (RecordComponent component : components) {
                component.getAccessor().setAccessible(true);
            }
            return List.of(components);
        }
    };

    private Components() {}

    /** In the order of their declaration, their accessors open. */
    static List<RecordComponent> of(Class<?> record) {
        return OF_TYPE.get(record);
    }
}
