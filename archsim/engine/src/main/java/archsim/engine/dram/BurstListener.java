package archsim.engine.dram;

import archsim.engine.kernel.Simulation;

/** Who asked for bursts. */
@FunctionalInterface
public interface BurstListener {

    /**
     * A burst has left the queue, which has room again; its data moves in the near future.
     *
     * @param argument as given with the request
     * @param donePs when the last of its data will have moved
     */
    void booked(Simulation simulation, long argument, long donePs);
}
