package archsim.energy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Energy in picojoules by component and data type.
 *
 * @param energyPj component to data type to energy; iteration order is that of first use
 */
public record EnergyBreakdown(Map<String, Map<DataType, Double>> energyPj) {

    /** Nothing spent. */
    public static final EnergyBreakdown NONE = new EnergyBreakdown(Map.of());

    public EnergyBreakdown {
        var copy = new LinkedHashMap<String, Map<DataType, Double>>();
        energyPj.forEach((component, byType) ->
                copy.put(component, Collections.unmodifiableMap(new EnumMap<DataType, Double>(byType))));
        energyPj = Collections.unmodifiableMap(copy);
    }

    /** Prices {@code counts}. */
    public static EnergyBreakdown of(ActionCounts counts, EnergyModel model) {
        var energyPj = new LinkedHashMap<String, Map<DataType, Double>>();
        counts.forEach(
                (key, count) -> energyPj.computeIfAbsent(key.component(), component -> new EnumMap<>(DataType.class))
                        .merge(key.dataType(), count * model.price(key.action()).energyPj(), Double::sum));
        return new EnergyBreakdown(energyPj);
    }

    /** Citations behind {@code counts}, in order of first use. */
    public static List<String> sources(ActionCounts counts, EnergyModel model) {
        Set<String> citations = new LinkedHashSet<>();
        counts.forEach(
                (key, count) -> citations.add(model.price(key.action()).source().citation()));
        return new ArrayList<>(citations);
    }

    /** Sum by component and data type. */
    public EnergyBreakdown plus(EnergyBreakdown other) {
        var sum = new LinkedHashMap<String, Map<DataType, Double>>();
        energyPj.forEach((component, byType) -> sum.put(component, new EnumMap<>(byType)));
        other.energyPj.forEach((component, byType) ->
                byType.forEach((type, pj) -> sum.computeIfAbsent(component, c -> new EnumMap<>(DataType.class))
                        .merge(type, pj, Double::sum)));
        return new EnergyBreakdown(sum);
    }

    /** All of it. */
    public double totalPj() {
        return energyPj.values().stream()
                .flatMap(byType -> byType.values().stream())
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** What one component spent. */
    public double componentPj(String component) {
        return energyPj.getOrDefault(component, Map.of()).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** What one kind of data cost over all components. */
    public double dataTypePj(DataType type) {
        return energyPj.values().stream()
                .mapToDouble(byType -> byType.getOrDefault(type, 0.0))
                .sum();
    }
}
