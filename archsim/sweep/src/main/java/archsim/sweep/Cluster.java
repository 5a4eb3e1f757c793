package archsim.sweep;

import archsim.base.InvalidInputException;

/** Runs points of a sweep on other machines. Found on the class path as a service, since it brings large libraries. */
public interface Cluster {

    /**
     * Runs the points at {@code indices}, each as often as machines fail meanwhile, and takes each row once.
     *
     * @param master address of the cluster
     * @throws InvalidInputException if nothing answers there, or its machines do not hold the same files
     */
    void run(String master, PortableSweep sweep, int[] indices, PointSink sink);
}
