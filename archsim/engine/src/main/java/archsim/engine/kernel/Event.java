package archsim.engine.kernel;

/** Something that happens at one instant. Make one for each kind and distinguish its occurrences by the argument. */
@FunctionalInterface
public interface Event {

    /**
     * Changes the model; may schedule further events.
     *
     * @param argument as given when this was scheduled
     */
    void occur(Simulation simulation, long argument);
}
