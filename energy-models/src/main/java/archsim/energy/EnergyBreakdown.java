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
 * @param unpriced why what a component did is not in {@code energyPj}, or not all of it, by component; empty if all is
 */
public record EnergyBreakdown(Map<String, Map<DataType, Double>> energyPj, Map<String, String> unpriced) {

    /** Nothing spent. */
    public static final EnergyBreakdown NONE = new EnergyBreakdown(Map.of());

    public EnergyBreakdown {
        var copy = new LinkedHashMap<String, Map<DataType, Double>>();
        energyPj.forEach((component, byType) ->
                copy.put(component, Collections.unmodifiableMap(new EnumMap<DataType, Double>(byType))));
        energyPj = Collections.unmodifiableMap(copy);
        unpriced = Collections.unmodifiableMap(new LinkedHashMap<>(unpriced));
    }

    /** An energy that is known in full. */
    public EnergyBreakdown(Map<String, Map<DataType, Double>> energyPj) {
        this(energyPj, Map.of());
    }

    /** Prices {@code counts}; what {@code model} does not cover is {@link #unpriced}. */
    public static EnergyBreakdown of(ActionCounts counts, EnergyModel model) {
        var energyPj = new LinkedHashMap<String, Map<DataType, Double>>();
        var unpriced = new LinkedHashMap<String, String>();
        counts.forEach((key, count) -> {
            try {
                double pj = count * model.price(key.action()).energyPj();
                energyPj.computeIfAbsent(key.component(), component -> new EnumMap<>(DataType.class))
                        .merge(key.dataType(), pj, Double::sum);
            } catch (UnpricedActionException e) {
                unpriced.putIfAbsent(key.component(), e.getMessage());
            }
        });
        return new EnergyBreakdown(energyPj, unpriced);
    }

    /** Citations behind {@code counts}, in order of first use. */
    public static List<String> sources(ActionCounts counts, EnergyModel model) {
        Set<String> citations = new LinkedHashSet<>();
        counts.pricedBy(model)
                .forEach((key, count) ->
                        citations.add(model.price(key.action()).source().citation()));
        return new ArrayList<>(citations);
    }

    /** Sum by component and data type. */
    public EnergyBreakdown plus(EnergyBreakdown other) {
        var sum = new LinkedHashMap<String, Map<DataType, Double>>();
        energyPj.forEach((component, byType) -> sum.put(component, new EnumMap<>(byType)));
        other.energyPj.forEach((component, byType) ->
                byType.forEach((type, pj) -> sum.computeIfAbsent(component, c -> new EnumMap<>(DataType.class))
                        .merge(type, pj, Double::sum)));
        var reasons = new LinkedHashMap<>(unpriced);
        other.unpriced.forEach(reasons::putIfAbsent);
        return new EnergyBreakdown(sum, reasons);
    }

    /** Whether something that costs energy has no price, so that every sum here is below what was spent. */
    public boolean isPartial() {
        return !unpriced.isEmpty();
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
