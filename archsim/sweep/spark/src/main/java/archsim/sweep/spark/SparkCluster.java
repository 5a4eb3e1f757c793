package archsim.sweep.spark;

import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.sweep.Cluster;
import archsim.sweep.PointRow;
import archsim.sweep.PointRows;
import archsim.sweep.PointSink;
import archsim.sweep.PortableSweep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkDriverExecutionException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Runs points on the executors of a Spark cluster; this process is the driver. */
public final class SparkCluster implements Cluster {

    /** Enough that machines of unequal speed finish together and a lost one costs little. */
    private static final int SLICES = 200;

    private static final int LARGEST_SLICE = 64;

    private static final String LOOPBACK = "127.0.0.1";

    @Override
    public void run(String master, PortableSweep sweep, int[] indices, PointSink sink) {
        if (indices.length == 0) {
            return;
        }
        var address = new MasterAddress(master);
        address.check();
        try (var context = new JavaSparkContext(configuration(address, sweep.name()))) {
            run(context, sweep, slices(indices), sink);
        } catch (Exception e) { // Scala throws checked exceptions that it does not declare
            throw reported(address, e);
        }
    }

    private static SparkConf configuration(MasterAddress address, String name) {
        var configuration = new SparkConf()
                .setMaster(address.url())
                .setAppName("archsim sweep " + name)
                .setIfMissing("spark.log.level", "WARN")
                .setIfMissing("spark.ui.enabled", "false");
        String[] jar = JavaSparkContext.jarOfClass(SparkCluster.class);
        if (address.isThisMachine()) {
            configuration
                    .set("spark.driver.host", LOOPBACK)
                    .set("spark.driver.bindAddress", LOOPBACK)
                    .set("spark.authenticate", "true"); // with a secret that Spark draws for each local context
        }
        if (!configuration.contains("spark.jars") && jar != null) {
            configuration.setJars(jar);
        }
        return configuration;
    }

    private static void run(JavaSparkContext context, PortableSweep sweep, List<int[]> slices, PointSink sink) {
        JavaRDD<int[]> distributed = context.parallelize(slices, slices.size());
        context.sc()
                .runJob(
                        distributed.rdd(),
                        new SliceTask(sweep),
                        new AbstractFunction2<Object, FinishedSlice, BoxedUnit>() {
                            @Override
                            public BoxedUnit apply(Object slice, FinishedSlice finished) {
                                take(sweep, finished, sink);
                                return BoxedUnit.UNIT;
                            }
                        },
                        ClassTag$.MODULE$.apply(FinishedSlice.class));
    }

    private static void take(PortableSweep sweep, FinishedSlice finished, PointSink sink) {
        if (!finished.faults().isEmpty()) {
            throw new InvalidInputException(sweep.name(), finished.faults());
        }
        for (String text : finished.rows()) {
            sink.accept(new PointRow(PointRows.parse(text).cells(), finished.sources()));
        }
    }

    /** Neighbours share masks, so a slice holds points that follow each other. */
    private static List<int[]> slices(int[] indices) {
        int length = Math.min(LARGEST_SLICE, Math.max(1, indices.length / SLICES));
        var slices = new ArrayList<int[]>();
        for (int from = 0; from < indices.length; from += length) {
            slices.add(Arrays.copyOfRange(indices, from, Math.min(indices.length, from + length)));
        }
        return slices;
    }

    /** What Spark wraps, or its own fault in one line. */
    private static RuntimeException reported(MasterAddress address, Exception fault) {
        Throwable cause = fault instanceof SparkDriverExecutionException ? fault.getCause() : fault;
        if (cause instanceof RuntimeException known && !(cause instanceof IllegalStateException)) {
            return known;
        }
        return new IllegalStateException(
                RootLocale.format("the cluster at %s gave up: %s", address.url(), cause.getMessage()), fault);
    }
}
