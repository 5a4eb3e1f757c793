package archsim.engine.run.pipeline;

import archsim.energy.DataType;
import archsim.engine.plan.HandMadeTiles;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import archsim.tables.DramController;
import archsim.tables.DramController.Idle;
import archsim.tables.DramController.Refresh;
import archsim.tables.DramStandard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;

/** Small plans, and memories whose every constraint can decide. */
final class RandomPlans {

    private static final List<String> ORDERS =
            List.of("rorabgbacoch", "rorabacobgch", "rochrababgco", "rocobarabgch", "rorabgbachco");

    private final Random random;

    RandomPlans(long seed) {
        random = new Random(seed);
    }

    private int from(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** 1 to 6 tiles of up to three lanes, of which buffers hold 2 to 4 at once; loads and stores of a few odd bits to several rows, also of none. */
    LayerPlan plan() {
        int lanes = from(1, 3);
        int tiles = from(1, 6);
        Map<DataType, Long> nextBit = new EnumMap<>(DataType.class);
        var all = new ArrayList<Tile>();
        for (int i = 0; i < tiles; i++) {
            var loads = new ArrayList<Transfer>();
            for (DataType type : List.of(DataType.WEIGHTS, DataType.INDICES, DataType.INPUTS)) {
                if (random.nextInt(3) > 0) {
                    loads.add(transfer(type, nextBit));
                }
            }
            long[] cycles = random.longs(lanes, 0, 120).toArray();
            all.add(HandMadeTiles.tile(loads, transfer(DataType.OUTPUTS, nextBit), random.nextBoolean(), cycles));
        }
        return HandMadePlans.plan(all, from(2, 4));
    }

    /** Mostly goes on where the last of its region ended; at times leaves a gap, or begins again. */
    private Transfer transfer(DataType type, Map<DataType, Long> nextBit) {
        DataType region = type == DataType.INDICES ? DataType.WEIGHTS : type;
        long next = nextBit.getOrDefault(region, 0L);
        long start =
                switch (random.nextInt(6)) {
                    case 0 -> random.nextInt(600);
                    case 1 -> next + random.nextInt(900);
                    default -> next;
                };
        long bits = random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(random.nextBoolean() ? 300 : 2500);
        nextBit.put(region, start + bits);
        return new Transfer(type, start, bits);
    }

    DramStandard memory() {
        List<Integer> lengths = new ArrayList<>(List.of(2, 4, 8));
        Collections.shuffle(lengths, random);
        int burstLength = lengths.get(0);
        var geometry = new DramStandard.Geometry(
                from(1, 2),
                from(1, 2),
                from(1, 3),
                16,
                burstLength * from(1, 5),
                8,
                8 * from(1, 3),
                burstLength,
                2,
                random.nextBoolean());
        boolean perBank = random.nextInt(4) == 0;
        boolean often = random.nextBoolean();
        int refreshInterval = often ? from(150, 400) : 1_000_000;
        int shortColumn = from(1, 6);
        int shortTurn = from(1, 9);
        int shortActivate = from(1, 8);
        int toOpen = from(2, 15);
        int toOpenForWrites = toOpen + from(0, 4);
        var timing = new DramStandard.Timing(
                List.of(1000, 830, 1250).get(random.nextInt(3)),
                from(6, 15),
                from(2, 8),
                toOpen,
                toOpenForWrites,
                from(2, 15),
                Math.max(toOpenForWrites, from(10, 40)),
                shortActivate,
                shortActivate + from(0, 4),
                from(20, 60),
                OptionalInt.empty(),
                shortColumn,
                shortColumn + from(0, 3),
                shortTurn,
                shortTurn + from(0, 4),
                from(1, 9),
                from(1, 20),
                from(0, 4),
                from(1, 12),
                random.nextBoolean() ? OptionalInt.of(from(60, 120)) : OptionalInt.empty(),
                from(60, 90),
                refreshInterval,
                perBank ? OptionalInt.of(from(20, 60)) : OptionalInt.empty(),
                perBank ? OptionalInt.of(refreshInterval / 2) : OptionalInt.empty());
        var power = new DramStandard.Power(
                1, 60, 5, 20, 10, 30, OptionalDouble.empty(), 130, 120, 230, OptionalDouble.of(4));
        var controller = new DramController(
                ORDERS.get(random.nextInt(ORDERS.size())),
                from(1, 6),
                from(1, 4),
                perBank ? Refresh.PER_BANK : Refresh.ALL_BANK,
                Optional.empty(),
                Optional.of(List.of(Idle.STANDBY, Idle.POWER_DOWN, Idle.SELF_REFRESH)
                        .get(random.nextInt(3))),
                OptionalInt.of(from(0, 30)),
                OptionalInt.of(from(0, 600)));
        return new DramStandard(
                "random",
                from(1, 3),
                geometry,
                timing,
                power,
                controller,
                Optional.empty(),
                OptionalDouble.empty(),
                HandMadePlans.SOURCE);
    }

    long clockPeriodPs() {
        return List.of(1000L, 1250L, 2222L, 5000L).get(random.nextInt(4));
    }
}
