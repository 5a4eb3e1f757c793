package archsim.engine.plan;

/**
 * A mapping of one layer, for people and to be given again.
 *
 * @param loops as people read them
 * @param mapping what {@link Dataflow#mapping} says
 * @param search how it was found, in a sentence
 */
public record MappedLayer(String loops, Record mapping, LayerPlan plan, PlanCost cost, String search) {}
